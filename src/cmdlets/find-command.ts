// The words of a command line to a cmdlet: friendly words, Verb-Noun in any case, or nothing.
import type {Cmdlet} from './cmdlet.ts';
import {closest} from '../model/closest-name.ts';
import {commonParameters} from './common-parameters.ts';

export type Found =
  | {readonly kind: 'cmdlet'; readonly cmdlet: Cmdlet; readonly rest: readonly string[]}
  | {readonly kind: 'help'; readonly words: readonly string[]}
  | {readonly kind: 'version'}
  | {readonly kind: 'none'; readonly rest: readonly string[]}
  | {readonly kind: 'unknown'; readonly words: readonly string[]};

/** Options that every command takes may stand before the command. */
export function findCommand(cmdlets: readonly Cmdlet[], argv: readonly string[]): Found {
  const at = commandStart(argv);
  const before = argv.slice(0, at);
  if (before.some(word => /^(-h|--help|-\?)$/.test(word))) return {kind: 'help', words: []};
  if (before.includes('--version')) return {kind: 'version'};
  const words = argv.slice(at);
  const [first] = words;
  if (first === undefined) return {kind: 'none', rest: before};
  if (first === 'help') return findHelp(cmdlets, before, words.slice(1));
  const byName = cmdlets.find(cmdlet => cmdlet.name.toLowerCase() === first.toLowerCase());
  if (byName !== undefined) return {kind: 'cmdlet', cmdlet: byName, rest: [...before, ...words.slice(1)]};
  const friendly = cmdlets
    .filter(cmdlet => cmdlet.command !== undefined && cmdlet.command.every((word, index) => words[index] === word))
    .toSorted((a, b) => (b.command?.length ?? 0) - (a.command?.length ?? 0))[0];
  if (friendly?.command !== undefined)
    return {kind: 'cmdlet', cmdlet: friendly, rest: [...before, ...words.slice(friendly.command.length)]};
  const isGroup = cmdlets.some(
    cmdlet => cmdlet.command !== undefined && cmdlet.command.length > 1 && cmdlet.command[0] === first,
  );
  if (isGroup && (words.length === 1 || words.some(word => /^(-h|--help|-\?)$/.test(word))))
    return {kind: 'help', words: [first]};
  return {kind: 'unknown', words: isGroup ? words.slice(0, 2) : [first]};
}

/** `help --full plan` is the cmdlet with its options; `help plan` is all that most people type. */
function findHelp(cmdlets: readonly Cmdlet[], before: readonly string[], rest: readonly string[]): Found {
  if (!rest.concat(before).some(word => /^--?[A-Za-z]/.test(word) && !/^(-h|--help)$/.test(word)))
    return {kind: 'help', words: rest.filter(word => !word.startsWith('-'))};
  const cmdlet = cmdlets.find(({name}) => name === 'Get-Help');
  return cmdlet === undefined
    ? {kind: 'unknown', words: ['help']}
    : {kind: 'cmdlet', cmdlet, rest: [...before, ...rest]};
}

function commandStart(argv: readonly string[]): number {
  let at = 0;
  while (at < argv.length) {
    const word = argv[at] ?? '';
    if (!word.startsWith('-')) return at;
    at += takesValue(word) ? 2 : 1;
  }
  return at;
}

function takesValue(word: string): boolean {
  if (/[=:]/.test(word)) return false;
  const name = word.replace(/^-+/, '').replaceAll('-', '').toLowerCase();
  return commonParameters.some(
    parameter =>
      parameter.type !== 'SwitchParameter' &&
      [parameter.name, ...(parameter.aliases ?? []), parameter.short ?? ''].some(
        spelling => spelling.toLowerCase() === name,
      ),
  );
}

/** The nearest command, or null. */
export function suggestCommand(cmdlets: readonly Cmdlet[], words: readonly string[]): string | null {
  const names = cmdlets.flatMap(cmdlet =>
    cmdlet.command === undefined ? [cmdlet.name] : [cmdlet.command.join(' '), cmdlet.name],
  );
  const groups = [
    ...new Set(
      cmdlets.flatMap(cmdlet =>
        cmdlet.command !== undefined && cmdlet.command.length > 1 ? [cmdlet.command[0] ?? ''] : [],
      ),
    ),
  ];
  return closest(words.join(' '), [...names, ...groups, 'help']);
}
