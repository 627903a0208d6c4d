// One written value to the value that a parameter takes, by PowerShell's conversions and validations, or PowerShell's refusal.
import {refuse, type Refusal} from './binding-refusal.ts';
import {closest} from './closest.ts';
import {kebabName} from './kebab-name.ts';
import {takesSeveral, type BoundValue, type ParameterSpec} from './parameter.ts';
import {readNumber} from './read-number.ts';

/**
 * `argument`: as after a command's name in PowerShell, where `$true`, `$null` and `a,b` mean something.
 * `literal`: what stands there is the value, as after `--name`.
 */
export type Reading = 'argument' | 'literal';

export type Converted = {readonly kind: 'value'; readonly value: BoundValue} | Refusal;

/**
 * Quotes around a value are not taken off: the shell that started the program did that, and what it left belongs to the value.
 * An argument that is wholly an expression (`$name`, `$(...)`, `@(...)`) is refused rather than taken as text.
 */
export function convertArgument(parameter: ParameterSpec, text: string, reading: Reading): Converted {
  // First of all, so that no message ever repeats it.
  if (parameter.type === 'SecureString') return refuse.plainSecret(parameter);
  if (meansNull(parameter, text, reading)) return convertNull(parameter);
  if (reading === 'argument' && isExpression(parameter, text)) return refuse.expression(parameter, text);
  if (parameter.type === 'Boolean' || parameter.type === 'SwitchParameter')
    return convertFlag(parameter, text, reading);
  if (parameter.type === 'UInt32' || parameter.type === 'Int32') return convertNumber(parameter, text);
  if (takesSeveral(parameter.type)) return convertList(parameter, text, reading);
  if (parameter.type === 'IResultObject' && parameter.textStandsForIt !== true)
    return refuse.notAnObject(parameter, text);
  return convertText(parameter, reading === 'argument' ? flagAsText(text) : text);
}

function meansNull(parameter: ParameterSpec, text: string, reading: Reading): boolean {
  if (text.toLowerCase() !== '$null') return false;
  return reading === 'argument' || parameter.allowNull === true || parameter.type === 'Boolean';
}

function convertNull(parameter: ParameterSpec): Converted {
  if (parameter.type === 'SwitchParameter') return refuse.wrongType(parameter, 'null', flagHint(parameter, 'argument'));
  if (parameter.allowNull === true) return {kind: 'value', value: null};
  return parameter.validateNotNullOrEmpty === true ? refuse.invalid(parameter, nullOrEmpty) : refuse.isNull(parameter);
}

const nullOrEmpty =
  'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.';

function isExpression(parameter: ParameterSpec, text: string): boolean {
  if (/^\$(?:true|false)$/i.test(text)) return false;
  if (/^\$(?:[\p{L}\p{N}_:]+|[$?^]|\{[^}]*\})$/u.test(text)) return true;
  if (/^(?:[$@]\(.*\)|@\{.*\})$/s.test(text)) return true;
  return parameter.type === 'IResultObject' && /^\(.*\)$/s.test(text);
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ['$true', true],
  ['$false', false],
]);
const argumentFlags: ReadonlyMap<string, boolean> = new Map([...flags, ['1', true], ['0', false]]);
const literalFlags: ReadonlyMap<string, boolean> = new Map([...flags, ['true', true], ['false', false]]);

/** What PowerShell hands to a program in place of `$true` and `$false`; a person who writes `true` there is told of `$true`. */
const handedOver: ReadonlyMap<string, boolean> = new Map([
  ['True', true],
  ['False', false],
]);

function convertFlag(parameter: ParameterSpec, text: string, reading: Reading): Converted {
  const known = reading === 'argument' ? argumentFlags : literalFlags;
  const value = handedOver.get(text) ?? known.get(text.toLowerCase());
  return value === undefined
    ? refuse.wrongType(parameter, 'System.String', flagHint(parameter, reading))
    : {kind: 'value', value};
}

function flagHint(parameter: ParameterSpec, reading: Reading): string {
  const start = reading === 'literal' ? `--${kebabName(parameter.name)}=` : `-${parameter.name}:$`;
  return `Write ${start}true or ${start}false.`;
}

function flagAsText(text: string): string {
  const value = flags.get(text.toLowerCase());
  if (value === undefined) return text;
  return value ? 'True' : 'False';
}

function convertNumber(parameter: ParameterSpec, text: string): Converted {
  const read = readNumber(text, parameter.type === 'Int32' ? 'Int32' : 'UInt32');
  if (read.kind === 'unreadable') return refuse.unreadable(parameter, text, read.reason);
  const [least, most] = parameter.validateRange ?? [-Infinity, Infinity];
  if (read.value > most)
    return refuse.invalid(
      parameter,
      `The ${read.value} argument is greater than the maximum allowed range of ${most}. Supply an argument that is less than or equal to ${most} and then try the command again.`,
    );
  if (read.value < least)
    return refuse.invalid(
      parameter,
      `The ${read.value} argument is less than the minimum allowed range of ${least}. Supply an argument that is greater than or equal to ${least} and then try the command again.`,
    );
  return {kind: 'value', value: read.value};
}

function convertList(parameter: ParameterSpec, text: string, reading: Reading): Converted {
  const parts = reading === 'argument' && text.includes(',') ? text.split(',').map(part => part.trim()) : [text];
  if (parts.length > 1 && parts.includes('')) return refuse.missingInList(parameter);
  const values: string[] = [];
  for (const part of parts) {
    if (reading === 'argument' && isExpression(parameter, part)) return refuse.expression(parameter, part);
    const converted = convertText(parameter, reading === 'argument' ? flagAsText(part) : part);
    if (converted.kind === 'refused') return converted;
    if (typeof converted.value === 'string') values.push(converted.value);
  }
  return {kind: 'value', value: values};
}

function convertText(parameter: ParameterSpec, text: string): Converted {
  if (text === '' && parameter.validateNotNullOrEmpty === true) return refuse.invalid(parameter, nullOrEmpty);
  if (text === '' && (parameter.mandatory === true || !isText(parameter))) return refuse.isEmpty(parameter);
  return parameter.validateSet === undefined
    ? {kind: 'value', value: text}
    : fromSet(parameter, text, parameter.validateSet);
}

function isText(parameter: ParameterSpec): boolean {
  return parameter.type === 'String' || parameter.type === 'String[]';
}

function fromSet(parameter: ParameterSpec, text: string, set: readonly string[]): Converted {
  const member = set.find(item => item.toLowerCase() === text.toLowerCase());
  if (member !== undefined) return {kind: 'value', value: member};
  const refusal = refuse.invalid(
    parameter,
    `The argument "${text}" does not belong to the set "${set.join(',')}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`,
  );
  const near = closest(text, set);
  return near === null ? refusal : {...refusal, suggestion: near};
}
