// What the host needs to know of a command and its parameters. Any table of commands that has these fields can be bound; more fields do no harm.

export type ParameterType =
  | 'String'
  | 'String[]'
  | 'Boolean'
  | 'SwitchParameter'
  | 'UInt32'
  | 'Int32'
  | 'IResultObject'
  | 'SecureString'
  | 'DateTime'
  | 'TimeSpan';

export interface ParameterSpec {
  /** Pascal case; `ProxyServerName` is also `--proxy-server-name`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly type: ParameterType;
  readonly position?: number;
  readonly mandatory?: boolean;
  /** Names of the parameter sets that it belongs to; absent where it belongs to all. */
  readonly sets?: readonly string[];
  /** Lowest and highest number, both allowed. */
  readonly validateRange?: readonly [number, number];
  /** Compared without regard to case; the set's own spelling is bound. */
  readonly validateSet?: readonly string[];
  readonly validateNotNullOrEmpty?: boolean;
  readonly allowNull?: boolean;
  /** Takes a piped object itself. */
  readonly valueFromPipeline?: boolean;
  /** Takes the property of a piped object that has its name or an alias of it. */
  readonly valueFromPipelineByPropertyName?: boolean;
  /** Of `IResultObject`: properties that an object must have; one without them is another class. */
  readonly requires?: readonly string[];
  /** Of `IResultObject`: a name stands for it where there are only words. */
  readonly textStandsForIt?: boolean;
  /** One letter, as `o` for `-o`; an exact name or alias of that letter goes before it. */
  readonly short?: string;
  /** Belongs to every command: a command's own parameter goes before it where both begin with what was typed. */
  readonly common?: boolean;
}

export interface CommandSpec {
  readonly name: string;
  readonly parameters: readonly ParameterSpec[];
  readonly defaultParameterSet?: string;
}

/** An object that was piped in. */
export type InputObject = Readonly<Record<string, unknown>>;

/** `DateTime`, `TimeSpan` and an `IResultObject` that is written are bound as text: what they mean is for the command to say. */
export type BoundValue = string | number | boolean | null | readonly string[] | InputObject;

const typeNames: Readonly<Record<ParameterType, string>> = {
  String: 'System.String',
  'String[]': 'System.String[]',
  Boolean: 'System.Boolean',
  SwitchParameter: 'System.Management.Automation.SwitchParameter',
  UInt32: 'System.UInt32',
  Int32: 'System.Int32',
  IResultObject: 'Microsoft.ConfigurationManagement.ManagementProvider.IResultObject',
  SecureString: 'System.Security.SecureString',
  DateTime: 'System.DateTime',
  TimeSpan: 'System.TimeSpan',
};

/** The full name that PowerShell's messages give. */
export function fullTypeName(type: ParameterType): string {
  return typeNames[type];
}

export function takesSeveral(type: ParameterType): boolean {
  return type === 'String[]';
}

/** Whether piped objects can give its value. */
export function takesObjects({valueFromPipeline, valueFromPipelineByPropertyName}: ParameterSpec): boolean {
  return valueFromPipeline === true || valueFromPipelineByPropertyName === true;
}
