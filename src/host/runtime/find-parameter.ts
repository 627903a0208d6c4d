// Which parameter a typed name means: PowerShell's rules for `-Name`, exact names only for `--name`, and a suggestion where nothing fits.
import {refuse, type Refusal} from './binding-refusal.ts';
import {closest} from './closest.ts';
import {kebabName, pascalName} from './kebab-name.ts';
import type {ParameterSpec} from './parameter.ts';
import type {Word} from './read-word.ts';

export type FoundParameter =
  {readonly kind: 'found'; readonly parameter: ParameterSpec; readonly byLetter: boolean} | Refusal;

type Named = Extract<Word, {kind: 'name'}>;

export function findParameter(parameters: readonly ParameterSpec[], word: Named): FoundParameter {
  return word.spelling === 'single' ? findSingle(parameters, word) : findDouble(parameters, word);
}

/** An exact name or alias, then a declared letter, then the one parameter that begins so. Source: about_Parameters; PowerShell, MergedCommandParameterMetadata. */
function findSingle(parameters: readonly ParameterSpec[], word: Named): FoundParameter {
  const typed = word.name.toLowerCase();
  const exact = parameters.find(parameter => spellings(parameter).some(name => name.toLowerCase() === typed));
  if (exact !== undefined) return {kind: 'found', parameter: exact, byLetter: false};
  const letter = parameters.find(({short}) => short === word.name);
  if (letter !== undefined) return {kind: 'found', parameter: letter, byLetter: true};
  const matches = preferOwn(
    parameters.filter(parameter => spellings(parameter).some(name => name.toLowerCase().startsWith(typed))),
  );
  const [first, second] = matches;
  if (first === undefined)
    return withSuggestion(refuse.notFound(word.name, word.name), suggestSingle(parameters, word));
  return second === undefined
    ? {kind: 'found', parameter: first, byLetter: false}
    : refuse.ambiguous(word.name, matches);
}

function findDouble(parameters: readonly ParameterSpec[], word: Named): FoundParameter {
  // Letters first: making the shell's spelling of every parameter costs a millisecond of each start.
  const letters = word.name.replaceAll('-', '');
  const isMeant = (name: string): boolean =>
    name.length === letters.length && name.toLowerCase() === letters && kebabName(name) === word.name;
  const found = parameters.find(({name, aliases}) => isMeant(name) || aliases?.some(isMeant));
  if (found !== undefined) return {kind: 'found', parameter: found, byLetter: false};
  return withSuggestion(refuse.notFound(word.name, pascalName(word.name)), suggestDouble(parameters, word.name));
}

function spellings(parameter: ParameterSpec): readonly string[] {
  return [parameter.name, ...(parameter.aliases ?? [])];
}

function preferOwn(matches: readonly ParameterSpec[]): readonly ParameterSpec[] {
  const own = matches.filter(parameter => parameter.common !== true);
  return own.length === 1 ? own : matches;
}

function suggestSingle(parameters: readonly ParameterSpec[], word: Named): string | null {
  const [beforeEquals = '', ...afterEquals] = word.name.split('=');
  if (afterEquals.length > 0) {
    const meant = findParameter(parameters, {...word, name: beforeEquals, attached: null});
    if (meant.kind === 'found') return `-${beforeEquals}:${afterEquals.join('=')}`;
  }
  const kebab = parameters.flatMap(spellings).find(name => kebabName(name) === word.name.toLowerCase());
  if (kebab !== undefined) return `--${kebabName(kebab)}`;
  const name = closest(word.name, parameters.flatMap(spellings));
  return name === null ? null : `-${name}`;
}

function suggestDouble(parameters: readonly ParameterSpec[], typed: string): string | null {
  const names = parameters.flatMap(spellings);
  const withoutDashes = typed.replaceAll('-', '').toLowerCase();
  const same = names.find(name => name.toLowerCase() === withoutDashes);
  const kebab = same === undefined ? closest(typed, names.map(kebabName)) : kebabName(same);
  return kebab === null ? null : `--${kebab}`;
}

function withSuggestion(refusal: Refusal, suggestion: string | null): Refusal {
  return suggestion === null ? refusal : {...refusal, suggestion};
}
