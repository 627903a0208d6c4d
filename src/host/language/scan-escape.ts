// What a backtick and the character after it stand for. Source: PowerShell, tokenizer.cs, Backtick; about_Special_Characters.
import type {Scanned} from './token.ts';

const escapes: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

/**
 * `at` is the backtick, and a character follows. As in Windows PowerShell 5.1, whose syntax is the one that is read here: the later
 * `` `e `` and `` `u{...} `` stand for the letters e and u.
 */
export function scanEscape(text: string, at: number): Scanned {
  const character = text[at + 1] ?? '';
  return {kind: 'scanned', end: at + 2, value: escapes.get(character) ?? character, expands: false};
}
