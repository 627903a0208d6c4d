// One piped object to the values of a command's parameters, after the words of the command line are bound.
import {refuse, type Refusal} from './binding-refusal.ts';
import {convertInput} from './convert-input.ts';
import {chooseSet, isInSets, missingMandatory, narrowSets, type Sets} from './parameter-sets.ts';
import type {BoundValue, CommandSpec, ParameterSpec} from './parameter.ts';

export interface BoundWords {
  readonly values: ReadonlyMap<string, BoundValue>;
  readonly sets: Sets;
}

export type ObjectBinding = {readonly kind: 'bound'; readonly values: ReadonlyMap<string, BoundValue>} | Refusal;

/** In this order every parameter that is still free takes what it can. */
const passes = [
  {from: 'object', convert: false},
  {from: 'property', convert: false},
  {from: 'object', convert: true},
  {from: 'property', convert: true},
] as const;

/**
 * `input` is a value of JSON. The values of the words come first and stay; an object may give several parameters their values.
 * Source: about_Pipelines; PowerShell, CmdletParameterBinderController, BindPipelineParameters.
 */
export function bindObject(command: CommandSpec, words: BoundWords, input: unknown): ObjectBinding {
  const values = new Map(words.values);
  const isBound = ({name}: ParameterSpec): boolean => values.has(name);
  const properties = propertiesOf(input);
  let sets = words.sets;
  let isTaken = false;
  for (const {from, convert} of passes) {
    for (const parameter of inOrder(command)) {
      if (!takesFrom(parameter, from) || isBound(parameter) || !isInSets(parameter, sets)) continue;
      const value = from === 'object' ? input : propertyOf(properties, parameter);
      if (value === undefined) continue;
      const converted = convertInput(parameter, value, {convert});
      if (converted.kind === 'refused') return converted;
      if (converted.kind === 'unfit') continue;
      values.set(parameter.name, converted.value);
      sets = narrowSets(sets, parameter);
      isTaken = true;
    }
  }
  if (!isTaken) return refuse.objectNotBound();
  const chosen = chooseSet(command, sets, isBound);
  if (chosen.kind === 'ambiguous') return refuse.ambiguousSet();
  const missing = missingMandatory(command, chosen.sets, isBound);
  return missing.length > 0 ? refuse.objectLacks(missing) : {kind: 'bound', values};
}

/** The default set's parameters before others. */
function inOrder({parameters, defaultParameterSet}: CommandSpec): readonly ParameterSpec[] {
  if (defaultParameterSet === undefined) return parameters;
  const isLate = ({sets}: ParameterSpec): boolean => sets !== undefined && !sets.includes(defaultParameterSet);
  return parameters.toSorted((a, b) => Number(isLate(a)) - Number(isLate(b)));
}

function takesFrom(parameter: ParameterSpec, from: 'object' | 'property'): boolean {
  return from === 'object' ? parameter.valueFromPipeline === true : parameter.valueFromPipelineByPropertyName === true;
}

/** By lower-case name; of two that differ only in case the first one. */
function propertiesOf(input: unknown): ReadonlyMap<string, unknown> {
  const properties = new Map<string, unknown>();
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return properties;
  for (const [name, value] of Object.entries(input)) {
    const key = name.toLowerCase();
    if (!properties.has(key)) properties.set(key, value);
  }
  return properties;
}

function propertyOf(properties: ReadonlyMap<string, unknown>, {name, aliases}: ParameterSpec): unknown {
  const found = [name, ...(aliases ?? [])].find(spelling => properties.has(spelling.toLowerCase()));
  return found === undefined ? undefined : properties.get(found.toLowerCase());
}
