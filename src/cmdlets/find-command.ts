// The words of a command line to a cmdlet: friendly words, Verb-Noun in any case, or nothing.
import type {Cmdlet, Parameter} from './cmdlet.ts';
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
  if (before.some(asksForHelp)) return {kind: 'help', words: groupOrCommand(cmdlets, argv.slice(at))};
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
  const group = groupOrCommand(cmdlets, words);
  if (group.length > 0 && (words.length === group.length || words.some(asksForHelp)))
    return {kind: 'help', words: group};
  return {kind: 'unknown', words: words.slice(0, group.length + 1)};
}

/** As many of the words as begin a friendly command or are one; or the name of a cmdlet. */
function groupOrCommand(cmdlets: readonly Cmdlet[], words: readonly string[]): readonly string[] {
  const [first = ''] = words;
  if (cmdlets.some(({name}) => name.toLowerCase() === first.toLowerCase())) return [first];
  const begins = (count: number): boolean =>
    cmdlets.some(
      ({command}) =>
        command !== undefined &&
        command.length >= count &&
        words.slice(0, count).every((word, at) => word === command[at]),
    );
  let count = 0;
  while (count < words.length && begins(count + 1)) count++;
  return words.slice(0, count);
}

function asksForHelp(word: string): boolean {
  return /^(-h|--?help|-\?)$/i.test(word);
}

/**
 * `help --full plan` is the cmdlet with its options; `help plan` is all that most people type. Options that it does not have are ignored, as all other
 * arguments are; `Get-Help` is as strict as PowerShell.
 */
function findHelp(cmdlets: readonly Cmdlet[], before: readonly string[], rest: readonly string[]): Found {
  const cmdlet = cmdlets.find(({name}) => name === 'Get-Help');
  const given = [...before, ...rest].filter(word => /^--?[A-Za-z]/.test(word) && !asksForHelp(word));
  const known = [...(cmdlet?.parameters ?? []), ...commonParameters];
  if (cmdlet === undefined || given.length === 0 || !given.every(word => known.some(item => isSpelled(item, word))))
    return {kind: 'help', words: rest.filter(word => !word.startsWith('-'))};
  return {kind: 'cmdlet', cmdlet, rest: [...before, ...rest]};
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
  return commonParameters.some(parameter => parameter.type !== 'SwitchParameter' && isSpelled(parameter, word));
}

function isSpelled({name, aliases = [], short = ''}: Parameter, word: string): boolean {
  const [spelling = ''] = word.replace(/^-+/, '').replaceAll('-', '').toLowerCase().split(/[=:]/, 1);
  return [name, ...aliases, short].some(item => item.toLowerCase() === spelling);
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
