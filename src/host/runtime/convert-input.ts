// A value of JSON to what a parameter takes: as it is, or by PowerShell's conversions where those are asked for.
import {refuse, type Refusal} from './binding-refusal.ts';
import {convertArgument} from './convert-argument.ts';
import type {BoundValue, InputObject, ParameterSpec} from './parameter.ts';

export type ConvertedInput =
  | {readonly kind: 'value'; readonly value: BoundValue}
  /** Not of this type: another parameter may take it. */
  | {readonly kind: 'unfit'}
  | Refusal;

const unfit = {kind: 'unfit'} as const;

/** A value of the right type that breaks a validation is refused; one of another type is only unfit. */
export function convertInput(
  parameter: ParameterSpec,
  value: unknown,
  {convert}: {readonly convert: boolean},
): ConvertedInput {
  if (value === null || value === undefined) return convert ? nothing(parameter) : unfit;
  if (!convert && !isOfType(parameter, value)) return unfit;
  switch (parameter.type) {
    case 'IResultObject':
      return isClass(parameter, value) ? {kind: 'value', value} : unfit;
    case 'Boolean':
    case 'SwitchParameter':
      return flag(value);
    case 'String[]':
      return list(parameter, value);
    case 'Int32':
    case 'UInt32':
      return whole(parameter, value);
    default: {
      const text = textOf(value);
      return text === null ? unfit : written(parameter, text);
    }
  }
}

function isOfType({type}: ParameterSpec, value: unknown): boolean {
  if (type === 'IResultObject') return true;
  if (type === 'Boolean') return typeof value === 'boolean';
  if (type === 'Int32') return typeof value === 'number' && Number.isInteger(value);
  return type === 'String' && typeof value === 'string';
}

/** A null is bound only where null is a value; elsewhere it is as if it were not there, unless a value is needed. */
function nothing(parameter: ParameterSpec): ConvertedInput {
  if (parameter.allowNull === true) return {kind: 'value', value: null};
  if (parameter.validateNotNullOrEmpty === true)
    return refuse.invalid(
      parameter,
      'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.',
    );
  return parameter.mandatory === true ? refuse.isNull(parameter) : unfit;
}

function isClass({requires = []}: ParameterSpec, value: unknown): value is InputObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const names = new Set(Object.keys(value).map(name => name.toLowerCase()));
  return requires.every(name => names.has(name.toLowerCase()));
}

function flag(value: unknown): ConvertedInput {
  if (typeof value === 'boolean') return {kind: 'value', value};
  return typeof value === 'number' ? {kind: 'value', value: value !== 0} : unfit;
}

/** A fraction is rounded, halves to the even number, and true is 1, as .NET converts them. */
function whole(parameter: ParameterSpec, value: unknown): ConvertedInput {
  if (typeof value === 'boolean') return written(parameter, value ? '1' : '0');
  if (typeof value === 'string') return written(parameter, value);
  if (typeof value !== 'number') return unfit;
  const below = Math.floor(value);
  const isHalf = value - below === 0.5;
  return written(parameter, String(isHalf ? below + (below % 2) : Math.round(value)));
}

function list(parameter: ParameterSpec, value: unknown): ConvertedInput {
  const items: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts: string[] = [];
  for (const item of items) {
    const text = textOf(item);
    if (text === null) return unfit;
    const checked = written(parameter, text);
    if (checked.kind !== 'value') return checked;
    texts.push(text);
  }
  return {kind: 'value', value: texts};
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'number' ? String(value) : null;
}

/** As if it had been written; what cannot be converted is unfit, what breaks a rule is refused. */
function written(parameter: ParameterSpec, text: string): ConvertedInput {
  const converted = convertArgument(parameter, text, 'literal');
  if (converted.kind === 'value') return converted;
  return converted.id.startsWith('CannotConvert') ? unfit : converted;
}
