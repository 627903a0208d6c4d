// The first pass over a command line: which words are names, and which value stands with which name.
import {refuse, type Refusal} from './binding-refusal.ts';
import type {Reading} from './convert-argument.ts';
import {findParameter} from './find-parameter.ts';
import {kebabName} from './kebab-name.ts';
import type {ParameterSpec} from './parameter.ts';
import {readWord, type Word} from './read-word.ts';

/** A value as it was written; null for a switch that stands alone. */
export interface Argument {
  readonly text: string | null;
  readonly reading: Reading;
}

export interface Collected {
  readonly kind: 'collected';
  readonly named: ReadonlyMap<ParameterSpec, readonly Argument[]>;
  /** `afterSwitch`: the switch that stands right before, as in `-WhatIf $false`. */
  readonly positional: readonly {readonly text: string; readonly afterSwitch: ParameterSpec | null}[];
}

export function collectArguments(parameters: readonly ParameterSpec[], argv: readonly string[]): Collected | Refusal {
  const named = new Map<ParameterSpec, Argument[]>();
  const positional: {text: string; afterSwitch: ParameterSpec | null}[] = [];
  let lastSwitch: ParameterSpec | null = null;
  for (let at = 0; at < argv.length; at++) {
    const word = readWord(argv[at] ?? '');
    if (word.kind === 'end') {
      positional.push(...argv.slice(at + 1).map(text => ({text, afterSwitch: null})));
      break;
    }
    if (word.kind === 'value') {
      positional.push({text: word.text, afterSwitch: lastSwitch});
      lastSwitch = null;
      continue;
    }
    const found = findParameter(parameters, word);
    if (found.kind === 'refused') return found;
    const {parameter} = found;
    const taken = takeValue(parameter, word, argv[at + 1]);
    if (taken.kind === 'refused') return taken;
    if (taken.isNext) at++;
    lastSwitch = taken.text === null ? parameter : null;
    const reading = word.spelling === 'single' && !found.byLetter ? 'argument' : 'literal';
    named.set(parameter, [...(named.get(parameter) ?? []), {text: taken.text, reading}]);
  }
  return {kind: 'collected', named, positional};
}

type Taken = {readonly kind: 'taken'; readonly text: string | null; readonly isNext: boolean} | Refusal;

/** The attached value, or the next word unless that is a name itself. After a colon even a switch takes the next word, as in PowerShell. */
function takeValue(parameter: ParameterSpec, word: Extract<Word, {kind: 'name'}>, next: string | undefined): Taken {
  const endsWithColon = word.spelling === 'single' && word.attached === '';
  if (word.attached !== null && !endsWithColon) return {kind: 'taken', text: word.attached, isNext: false};
  if (parameter.type === 'SwitchParameter' && !endsWithColon) return {kind: 'taken', text: null, isNext: false};
  if (next !== undefined && readWord(next).kind === 'value') return {kind: 'taken', text: next, isNext: true};
  return missing(parameter, next);
}

function missing(parameter: ParameterSpec, next: string | undefined): Refusal {
  const refusal = refuse.missingArgument(parameter);
  const kebab = kebabName(parameter.name);
  if (parameter.type === 'Boolean' || parameter.type === 'SwitchParameter')
    return {
      ...refusal,
      message: `${refusal.message} Most shells take $true for a variable of their own: quote it as '$true', or write --${kebab}=true.`,
    };
  return next === undefined || next === '--' ? refusal : {...refusal, suggestion: `--${kebab}=${next}`};
}
