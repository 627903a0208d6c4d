// What a cmdlet is: one declared table that the command line, the help, completion, the screens and the scripting host are made from.
import type {ExitCode} from '../model/exit-codes.ts';
import type {Context} from './context.ts';
import type {InputObject, Value, Values} from './values.ts';

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

/** What a parameter's value is one of, for completion in shells. */
export type CompletionKind =
  | 'server'
  | 'site'
  | 'account'
  | 'accountOrSystem'
  | 'proxy'
  | 'role'
  | 'state'
  | 'boolean'
  | 'setting'
  | 'condition'
  | 'connection'
  | 'profile'
  | 'run'
  | 'finding'
  | 'topic'
  | 'shell'
  | 'file'
  | 'answerFile'
  | 'folder';

export interface Parameter {
  /** Pascal case; the shell spelling is made from it: `ProxyServerName` is `--proxy-server-name`. */
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly type: ParameterType;
  readonly position?: number;
  readonly mandatory?: boolean;
  readonly validateRange?: readonly [number, number];
  readonly validateSet?: readonly string[];
  readonly validateNotNullOrEmpty?: boolean;
  readonly allowNull?: boolean;
  /** Names of the parameter sets that it belongs to; absent where it belongs to all. */
  readonly sets?: readonly string[];
  /** Takes a piped object itself. */
  readonly valueFromPipeline?: boolean;
  /** Takes the property of a piped object that has its name or an alias of it. */
  readonly valueFromPipelineByPropertyName?: boolean;
  /** Of `IResultObject`: properties that an object must have; one without them is another class. */
  readonly requires?: readonly string[];
  /** Of `IResultObject`: in a shell its name stands for it. */
  readonly textStandsForIt?: boolean;
  /** `*`, `?` and `[...]` in the value are wildcards. */
  readonly wildcards?: boolean;
  readonly completes?: CompletionKind;
  /** Taken by every command; a command's own parameter wins a shared prefix. */
  readonly common?: boolean;
  /** One letter, for the shell spelling only. */
  readonly short?: string;
  /** What stands for the value in help; nothing for a switch. */
  readonly valueName?: string;
  readonly help: string;
}

export type {InputObject, Value, Values};

export interface Example {
  readonly command: string;
  readonly about: string;
}

export interface Cmdlet {
  readonly name: string;
  /** The friendly command, for example `['site', 'add']`; absent where the cmdlet's own name is the command. */
  readonly command?: readonly string[];
  readonly synopsis: string;
  readonly description?: string;
  readonly examples: readonly Example[];
  readonly parameters: readonly Parameter[];
  readonly defaultParameterSet?: string;
  /**
   * What piped objects do where a parameter takes them. `each`: one run for each. `together`: one run, which gets all of them.
   * `servers`: one run for the servers that they name.
   */
  readonly pipeline?: 'each' | 'together' | 'servers';
  readonly supportsShouldProcess?: boolean;
  readonly confirmImpact?: 'Medium' | 'High';
  /** Parameters of the module's cmdlet that this tool does not offer, with the reason; named so that they are refused clearly. */
  readonly notOffered?: Readonly<Record<string, string>>;
  /** `piped`: the values of each object, where objects are taken together. */
  readonly run: (values: Values, context: Context, piped?: readonly Values[]) => Promise<ExitCode>;
}

export function textOf(values: Values, name: string): string | undefined {
  const value = values.get(name);
  return typeof value === 'string' ? value : undefined;
}

export function listOf(values: Values, name: string): readonly string[] {
  const value = values.get(name);
  if (Array.isArray(value)) return value as readonly string[];
  return typeof value === 'string' ? [value] : [];
}

export function isSet(values: Values, name: string): boolean {
  return values.get(name) === true;
}

export function numberOf(values: Values, name: string): number | undefined {
  const value = values.get(name);
  return typeof value === 'number' ? value : undefined;
}

export function booleanOf(values: Values, name: string): boolean | undefined {
  const value = values.get(name);
  return typeof value === 'boolean' ? value : undefined;
}

export function objectOf(values: Values, name: string): InputObject | undefined {
  const value = values.get(name);
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as InputObject) : undefined;
}
