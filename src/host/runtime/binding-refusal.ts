// Why words could not be bound, in PowerShell's own texts and ids. Source: PowerShell, ParameterBinderStrings.resx and Metadata.resx (7.6).
import {kebabName} from './kebab-name.ts';
import {fullTypeName, type ParameterSpec} from './parameter.ts';

export type RefusalId =
  | 'NamedParameterNotFound'
  | 'PositionalParameterNotFound'
  | 'MissingArgument'
  | 'AmbiguousParameter'
  | 'ParameterAlreadyBound'
  | 'AmbiguousParameterSet'
  | 'MissingMandatoryParameter'
  | 'CannotConvertArgument'
  | 'CannotConvertArgumentNoMessage'
  | 'ParameterArgumentValidationError'
  | 'ParameterArgumentValidationErrorNullNotAllowed'
  | 'ParameterArgumentValidationErrorEmptyStringNotAllowed'
  | 'InputObjectNotBound'
  | 'InputObjectMissingMandatory'
  | 'ExpressionNotAllowed';

export interface Refusal {
  readonly kind: 'refused';
  readonly id: RefusalId;
  /** The parameter's own name; for one that was not found, the name that was typed, in Pascal case. */
  readonly parameter?: string;
  readonly message: string;
  /** What was perhaps meant, as it would be typed. It is never run. */
  readonly suggestion?: string;
}

export const refuse = {
  notFound: (typed: string, parameter: string): Refusal => ({
    kind: 'refused',
    id: 'NamedParameterNotFound',
    parameter,
    message: `A parameter cannot be found that matches parameter name '${typed}'.`,
  }),
  positional: (text: string): Refusal => ({
    kind: 'refused',
    id: 'PositionalParameterNotFound',
    message: `A positional parameter cannot be found that accepts argument '${text}'.`,
  }),
  missingArgument: (parameter: ParameterSpec): Refusal => ({
    ...about(parameter, 'MissingArgument'),
    message: `Missing an argument for parameter '${parameter.name}'. Specify a parameter of type '${fullTypeName(parameter.type)}' and try again.`,
  }),
  missingInList: (parameter: ParameterSpec): Refusal => ({
    ...about(parameter, 'MissingArgument'),
    message: 'Missing argument in parameter list.',
  }),
  ambiguous: (typed: string, matches: readonly ParameterSpec[]): Refusal => ({
    kind: 'refused',
    id: 'AmbiguousParameter',
    parameter: typed,
    message: `Parameter cannot be processed because the parameter name '${typed}' is ambiguous. Possible matches include: ${matches.map(({name}) => `-${name}`).join(' ')}.`,
  }),
  twice: (parameter: ParameterSpec): Refusal => ({
    ...about(parameter, 'ParameterAlreadyBound'),
    message: `Cannot bind parameter because parameter '${parameter.name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
  }),
  ambiguousSet: (): Refusal => ({
    kind: 'refused',
    id: 'AmbiguousParameterSet',
    message:
      'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.',
  }),
  missingMandatory: (parameters: readonly [ParameterSpec, ...ParameterSpec[]]): Refusal => ({
    ...about(parameters[0], 'MissingMandatoryParameter'),
    message: `Cannot process command because of one or more missing mandatory parameters: ${parameters.map(({name}) => name).join(' ')}.`,
  }),
  /** A value of one type where another is needed: `valueType` is what came, as 'System.String'. */
  wrongType: (parameter: ParameterSpec, valueType: string, hint: string): Refusal => ({
    ...about(parameter, 'CannotConvertArgument'),
    message: `Cannot convert '${valueType}' to the type '${fullTypeName(parameter.type)}' required by parameter '${parameter.name}'. ${hint}`,
  }),
  unreadable: (parameter: ParameterSpec, text: string, reason: string): Refusal => ({
    ...about(parameter, 'CannotConvertArgumentNoMessage'),
    message: `Cannot bind parameter '${parameter.name}'. Cannot convert value "${text}" to type "${fullTypeName(parameter.type)}". Error: "${reason}"`,
  }),
  invalid: (parameter: ParameterSpec, reason: string): Refusal => ({
    ...about(parameter, 'ParameterArgumentValidationError'),
    message: `Cannot validate argument on parameter '${parameter.name}'. ${reason}`,
  }),
  isNull: (parameter: ParameterSpec): Refusal => ({
    ...about(parameter, 'ParameterArgumentValidationErrorNullNotAllowed'),
    message: `Cannot bind argument to parameter '${parameter.name}' because it is null.`,
  }),
  isEmpty: (parameter: ParameterSpec): Refusal => ({
    ...about(parameter, 'ParameterArgumentValidationErrorEmptyStringNotAllowed'),
    message: `Cannot bind argument to parameter '${parameter.name}' because it is an empty string.`,
  }),
  objectNotBound: (): Refusal => ({
    kind: 'refused',
    id: 'InputObjectNotBound',
    message:
      'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.',
  }),
  objectLacks: (parameters: readonly ParameterSpec[]): Refusal => ({
    kind: 'refused',
    id: 'InputObjectMissingMandatory',
    message: `The input object cannot be bound because it did not contain the information required to bind all mandatory parameters:  ${parameters.map(({name}) => name).join(' ')}`,
  }),
  /** A text where only an object will do. */
  notAnObject: (parameter: ParameterSpec, text: string): Refusal => ({
    ...about(parameter, 'CannotConvertArgumentNoMessage'),
    message: `Cannot bind parameter '${parameter.name}'. Cannot convert the "${text}" value of type "System.String" to type "${fullTypeName(parameter.type)}".`,
  }),
  /** PowerShell's text repeats the value; this one never does. */
  plainSecret: (parameter: ParameterSpec): Refusal => ({
    ...about(parameter, 'CannotConvertArgumentNoMessage'),
    message: `Cannot bind parameter '${parameter.name}'. Cannot convert the value of type "System.String" to type "${fullTypeName(parameter.type)}". A plain text on a command line can be read by others and stays in the shell's history: leave -${parameter.name} out to be asked, or use --password-stdin, and change what was typed`,
  }),
  /** Not PowerShell's: there, the expression would be evaluated. */
  expression: (parameter: ParameterSpec, text: string): Refusal => ({
    ...about(parameter, 'ExpressionNotAllowed'),
    message: `Cannot bind parameter '${parameter.name}'. '${text}' is an expression, and expressions belong in a script. Write the value itself, or --${kebabName(parameter.name)}=VALUE to have it taken as it stands.`,
  }),
} as const;

function about(parameter: ParameterSpec, id: RefusalId): {kind: 'refused'; id: RefusalId; parameter: string} {
  return {kind: 'refused', id, parameter: parameter.name};
}
