// A line of a shell as words up to the cursor, and words back into a shell's quoting so that nothing in them can act.

export type Shell = 'bash' | 'zsh' | 'fish' | 'powershell';

export interface TypedLine {
  /** Unquoted, with the program's own name first. */
  readonly words: readonly string[];
  /** The cursor's word, unquoted. */
  readonly current: string;
  /** The quote that the cursor's word began with and that is still open; empty where there is none. */
  readonly quote: '' | "'" | '"';
  /** The cursor's word as it was typed. */
  readonly raw: string;
}

/** A POSIX line as far as the cursor: quotes and backslashes are taken off, expansions stay as they are. */
export function readLine(line: string): TypedLine {
  const words: string[] = [];
  let current = '';
  let raw = '';
  let quote: TypedLine['quote'] = '';
  let isWord = false;
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quote === '' && /\s/.test(character)) {
      if (isWord) words.push(current);
      [current, raw, isWord] = ['', '', false];
      continue;
    }
    isWord = true;
    raw += character;
    if (quote === '' && (character === "'" || character === '"')) quote = character;
    else if (character === quote) quote = '';
    else if (character === '\\' && quote !== "'" && at + 1 < line.length) {
      const next = line[at + 1] ?? '';
      at++;
      raw += next;
      current += quote === '"' && !/["\\$`]/.test(next) ? `\\${next}` : next;
    } else current += character;
  }
  return {words, current, quote, raw};
}

const singleQuotes = "'\u2018\u2019\u201A\u201B";
const doubleQuotes = '"\u201C\u201D\u201E';

/** A PowerShell line as far as the cursor: every kind of quote that PowerShell knows, doubled quotes, backticks. Source: about_Quoting_Rules; CharTraits.cs. */
export function readPowerShellLine(line: string): TypedLine {
  const words: string[] = [];
  let [current, raw, isWord] = ['', '', false];
  let quote: TypedLine['quote'] = '';
  for (let at = 0; at < line.length; at++) {
    const character = line[at] ?? '';
    if (quote === '' && /\s/.test(character)) {
      if (isWord) words.push(current);
      [current, raw, isWord] = ['', '', false];
      continue;
    }
    isWord = true;
    raw += character;
    const kind = singleQuotes.includes(character) ? "'" : doubleQuotes.includes(character) ? '"' : '';
    const next = line[at + 1];
    const isDoubled = next !== undefined && (kind === "'" ? singleQuotes : doubleQuotes).includes(next);
    const escapes = character === '`' && quote !== "'" && next !== undefined;
    if (escapes || (kind !== '' && kind === quote && isDoubled)) {
      at++;
      raw += next ?? '';
      current += next ?? '';
    } else if (kind !== '' && (quote === '' || quote === kind)) quote = quote === '' ? kind : '';
    else current += character;
  }
  return {words, current, quote, raw};
}

/** What acts, hides or breaks a line: no name that has it can be offered. */
const unofferable = /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u;

export function isOfferable(text: string): boolean {
  return text !== '' && text.length <= 300 && !unofferable.test(text);
}

/** For bash, which inserts a candidate as it is: in the quotes that were begun, else escaped by backslashes. */
export function quoteForBash(text: string, quote: TypedLine['quote']): string {
  if (quote === "'") return `'${text.replaceAll("'", String.raw`'\''`)}`;
  // A backslash before `!` would stay in the word: it is put between quotes of the other kind.
  if (quote === '"') return `"${text.replaceAll(/["\\$`]/g, '\\$&').replaceAll('!', `"'!'"`)}`;
  return text.replaceAll(/[^\p{L}\p{M}\p{N}_./:@%+=,-]/gu, '\\$&');
}

/** For PowerShell: a bare word, or one in single quotes with every kind of them doubled; a dash that begins no option could act as one. */
export function quoteForPowerShell(text: string): string {
  const isBare = /^(?:--[A-Za-z]|[A-Za-z0-9_./:%+=])[A-Za-z0-9_./:%+=-]*$|^-[A-Za-z]+$/.test(text);
  return isBare ? text : `'${text.replaceAll(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;
}
