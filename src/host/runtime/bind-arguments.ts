// Words of a command line to the values of a command's parameters: one binder for PowerShell's spelling and the shell's.
import {refuse, type Refusal} from './binding-refusal.ts';
import {collectArguments, type Argument} from './collect-arguments.ts';
import {convertArgument} from './convert-argument.ts';
import {takesObjects, takesSeveral, type BoundValue, type CommandSpec, type ParameterSpec} from './parameter.ts';
import {
  allSets,
  chooseSet,
  isInSets,
  missingMandatory,
  narrowSets,
  setsForObjects,
  type Sets,
} from './parameter-sets.ts';

/** `powershell`: a cmdlet by its own name. `friendly`: a command of words; its positional values are taken literally, and a list may be repeated. */
export type Style = 'powershell' | 'friendly';

export type Binding =
  | {
      readonly kind: 'bound';
      readonly values: ReadonlyMap<string, BoundValue>;
      readonly warnings: readonly string[];
      /** The parameter sets that are still possible; what objects bind narrows them. */
      readonly sets: Sets;
    }
  | Refusal;

type Bound = Map<ParameterSpec, BoundValue>;

export interface BindOptions {
  readonly style: Style;
  /** Objects follow: what they can give is not missing yet. */
  readonly expectsObjects?: boolean;
}

/**
 * Binds the words that follow a command's name: named values first, then those by position, then parameter sets and what is mandatory.
 * Both spellings of a name are understood in both styles. The values' keys are the parameters' own names.
 * Source: about_Parameters, about_Parameter_Binding; PowerShell's texts and ids (7.6).
 */
export function bindArguments(
  command: CommandSpec,
  argv: readonly string[],
  {style, expectsObjects = false}: BindOptions,
): Binding {
  const collected = collectArguments(command.parameters, argv);
  if (collected.kind === 'refused') return collected;
  const bound: Bound = new Map();
  let sets = allSets(command);
  for (const [parameter, given] of collected.named) {
    if (given.length > 1 && !mayRepeat(parameter, given, style)) return refuse.twice(parameter);
    const value = convertAll(parameter, given);
    if (isRefusal(value)) return value;
    sets = narrowSets(sets, parameter);
    bound.set(parameter, value);
  }
  for (const {text, afterSwitch} of collected.positional) {
    const place = nextPlace(command, {bound, sets, style});
    if (place === null) return noPlace(text, afterSwitch);
    if (afterSwitch !== null && /^\$(?:true|false)$/i.test(text)) return noPlace(text, afterSwitch);
    const value = convertAll(place, [{text, reading: style === 'powershell' ? 'argument' : 'literal'}]);
    if (isRefusal(value)) return value;
    sets = narrowSets(sets, place);
    bound.set(place, merge(bound.get(place), value));
  }
  const isBound = (parameter: ParameterSpec): boolean => bound.has(parameter);
  const chosen = expectsObjects ? setsForObjects(command, sets, isBound) : chooseSet(command, sets, isBound);
  if (chosen.kind === 'ambiguous') return refuse.ambiguousSet();
  const [first, ...others] = missingMandatory(command, chosen.sets, isBound).filter(
    parameter => !expectsObjects || !takesObjects(parameter),
  );
  if (first !== undefined) return refuse.missingMandatory([first, ...others]);
  const values = new Map([...bound].map(([parameter, value]) => [parameter.name, value]));
  return {kind: 'bound', values, warnings: quoteWarnings(bound), sets: chosen.sets};
}

function mayRepeat(parameter: ParameterSpec, given: readonly Argument[], style: Style): boolean {
  return takesSeveral(parameter.type) && (style === 'friendly' || given.every(({reading}) => reading === 'literal'));
}

function convertAll(parameter: ParameterSpec, given: readonly Argument[]): BoundValue | Refusal {
  let all: BoundValue | undefined;
  for (const {text, reading} of given) {
    const converted =
      text === null ? ({kind: 'value', value: true} as const) : convertArgument(parameter, text, reading);
    if (converted.kind === 'refused') return converted;
    all = merge(all, converted.value);
  }
  return all ?? null;
}

/** Lists grow; of anything else there is only one. */
function merge(before: BoundValue | undefined, value: BoundValue): BoundValue {
  return isList(before) && isList(value) ? [...before, ...value] : value;
}

function isList(value: BoundValue | undefined): value is readonly string[] {
  return Array.isArray(value);
}

function isRefusal(value: BoundValue | Refusal): value is Refusal {
  return typeof value === 'object' && value !== null && 'kind' in value;
}

/** The parameter that takes the next value by position: the lowest position that is free, the default set's first. In friendly style a list goes on taking. */
function nextPlace(
  command: CommandSpec,
  {bound, sets, style}: {bound: Bound; sets: Sets; style: Style},
): ParameterSpec | null {
  const standard = command.defaultParameterSet;
  const rank = ({sets: own}: ParameterSpec): number =>
    Number(own !== undefined && standard !== undefined && !own.includes(standard));
  const places = command.parameters
    .filter(parameter => parameter.position !== undefined && isInSets(parameter, sets))
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0) || rank(a) - rank(b));
  const free = places.find(parameter => !bound.has(parameter));
  const list = style === 'friendly' ? places.find(({type}) => takesSeveral(type)) : undefined;
  return free ?? list ?? null;
}

function noPlace(text: string, afterSwitch: ParameterSpec | null): Refusal {
  const flag = /^\$(?<value>true|false)$/i.exec(text)?.groups?.['value']?.toLowerCase();
  if (flag === undefined) return refuse.positional(text);
  const refusal = refuse.positional(flag === 'true' ? 'True' : 'False');
  return afterSwitch === null ? refusal : {...refusal, suggestion: `-${afterSwitch.name}:$${flag}`};
}

function isQuoted(text: string): boolean {
  return text.length > 1 && (text.startsWith("'") || text.startsWith('"')) && text.at(-1) === text[0];
}

/** cmd.exe leaves single quotes in a value; nobody means a name with quotes around it, but it may be one. */
function quoteWarnings(bound: Bound): readonly string[] {
  return [...bound]
    .filter(([, value]) => typeof value === 'string' && isQuoted(value))
    .map(
      ([{name}]) => `The value of parameter '${name}' has quotes around it, and they are taken as part of the value.`,
    );
}
