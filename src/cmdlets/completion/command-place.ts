// Which command the words of a line have come to, and which words may come next.
import {findCommand} from '../find-command.ts';
import type {Cmdlet} from '../cmdlet.ts';
import type {Candidate} from './candidate.ts';

export type CommandPlace =
  | {readonly kind: 'cmdlet'; readonly cmdlet: Cmdlet; readonly rest: readonly string[]}
  /** No command yet: what was written of its words. */
  | {
      readonly kind: 'command';
      readonly words: readonly string[];
      readonly isHelp: boolean;
      /** All words, options too. */ readonly all: readonly string[];
    };

export function closestCommand(cmdlets: readonly Cmdlet[], words: readonly string[]): CommandPlace {
  const found = findCommand(cmdlets, words);
  if (found.kind === 'cmdlet') return found;
  if (found.kind === 'help' && words.includes('help'))
    return {kind: 'command', words: found.words, isHelp: true, all: words};
  return {kind: 'command', words: words.filter(word => !word.startsWith('-')), isHelp: false, all: words};
}

/** The next words of friendly commands after `words`. */
export function commandWords(cmdlets: readonly Cmdlet[], words: readonly string[]): readonly Candidate[] {
  const next = cmdlets.flatMap(({command, synopsis}): Candidate[] => {
    const word = command?.[words.length];
    if (command === undefined || word === undefined || !words.every((item, index) => item === command[index]))
      return [];
    const isGroup = command.length > words.length + 1;
    return [{text: word, about: isGroup ? `${word} ...` : synopsis}];
  });
  if (words.length > 0) return next;
  return [...next, {text: 'help', about: 'Help for a command, a cmdlet or a topic.'}];
}

/** The cmdlets' own names. */
export function cmdletWords(cmdlets: readonly Cmdlet[]): readonly Candidate[] {
  return cmdlets.map(({name, synopsis}) => ({text: name, about: synopsis}));
}
