// One line of text as a person edits it, as a pure function of (line, key). By grapheme: what looks like one character is one.
import type {Key} from '../keys.ts';

export interface EditedLine {
  readonly text: string;
  /** Where the next character goes: UTF-16 units before the cursor, always between two graphemes. */
  readonly cursor: number;
}

export type Pasted =
  | {readonly kind: 'line'; readonly line: EditedLine}
  /** The line stays as it was. `why` is a sentence without its end, and never repeats the text. */
  | {readonly kind: 'refused'; readonly why: string};

/** UTF-16 units. */
const mostCharacters = 4096;
const mostCharactersOfList = 1_000_000;

/** A line with the cursor behind its last character. */
export function lineOf(text: string): EditedLine {
  return {text, cursor: text.length};
}

/** The line after an editing key; null for a key that is none. What `whyNotTaken` names changes nothing. */
export function editLine(line: EditedLine, key: Key): EditedLine | null {
  if (key.name === 'text') return whyNotTaken(line, key.text) === null ? insert(line, key.text) : line;
  const edit = Object.hasOwn(edits, key.name) ? edits[key.name] : undefined;
  return edit === undefined ? null : settled(edit(line));
}

/** Why a typed text does not go into the line, as a sentence without its end; null where it does. */
export function whyNotTaken(line: EditedLine, text: string): string | null {
  return whyNotOneLine(text) ?? whyTooLong(line.text.length + text.length);
}

/**
 * A paste goes in at the cursor without the blanks and line ends around it. Several lines, control characters and characters that cannot be seen are
 * refused as a whole: what is left of such a text would not be what the person believes it to be.
 */
export function insertPaste(line: EditedLine, pasted: string): Pasted {
  const text = pasted.replace(/^[\p{Zs}\t\r\n]+|[\p{Zs}\t\r\n]+$/gu, '');
  const why = whyNotTaken(line, text);
  return why === null ? {kind: 'line', line: insert(line, text)} : {kind: 'refused', why};
}

/** Why a pasted list, with line ends or tabs between, is not taken: it holds what cannot be seen, or is too long. As a sentence without its end, or null. */
export function whyNotAList(pasted: string): string | null {
  return whyNotOneLine(pasted.replaceAll(/[\t\r\n]+/g, ' ')) ?? whyTooLong(pasted.length, mostCharactersOfList);
}

/** One grapheme each, with where it begins. */
export function graphemesOf(text: string): readonly {readonly text: string; readonly from: number}[] {
  return Array.from(segmenter().segment(text), ({segment, index}) => ({text: segment, from: index}));
}

function whyNotOneLine(text: string): string | null {
  const lines = text.split(/\r\n|[\r\n]/).length;
  if (lines > 1) return `it has ${lines} lines, and this field takes one`;
  const found = unseen().exec(text)?.[0];
  if (found === undefined) return null;
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return /\p{Cc}/u.test(found)
    ? `it holds a control character (${code})`
    : `it holds a character that cannot be seen (${code})`;
}

function whyTooLong(length: number, most = mostCharacters): string | null {
  return length > most ? `the field takes at most ${most} characters` : null;
}

/** Controls, bidirectional controls, zero-width and other invisible characters, private use, lone surrogates, line and paragraph separators. */
const unseen = (): RegExp => /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u;

let made: Intl.Segmenter | undefined;

function segmenter(): Intl.Segmenter {
  return (made ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'}));
}

function insert({text, cursor}: EditedLine, added: string): EditedLine {
  return settled({text: `${text.slice(0, cursor)}${added}${text.slice(cursor)}`, cursor: cursor + added.length});
}

/** Two neighbours may have become one grapheme: then the cursor goes behind it. */
function settled(line: EditedLine): EditedLine {
  const inside = graphemesOf(line.text).find(({text, from}) => from < line.cursor && line.cursor < from + text.length);
  return inside === undefined ? line : {...line, cursor: inside.from + inside.text.length};
}

/** Where the grapheme before the cursor begins, and where the one behind it ends. */
function before({text, cursor}: EditedLine): number {
  return graphemesOf(text).findLast(({from}) => from < cursor)?.from ?? 0;
}

function behind({text, cursor}: EditedLine): number {
  return graphemesOf(text).find(({from}) => from > cursor)?.from ?? text.length;
}

function without({text}: EditedLine, from: number, to: number): EditedLine {
  return {text: `${text.slice(0, from)}${text.slice(to)}`, cursor: from};
}

/** Back over blanks, then back to the beginning of the word. Dots, hyphens and backslashes part words, as in `DOMAIN\user` and host names. */
function wordStart({text, cursor}: EditedLine): number {
  const head = text.slice(0, cursor);
  return head.replace(/[^\s.\\/:-]*[\s.\\/:-]*$/u, '').length;
}

const toStart = (line: EditedLine): EditedLine => ({...line, cursor: 0});
const toEnd = (line: EditedLine): EditedLine => ({...line, cursor: line.text.length});

const edits: Readonly<Record<string, (line: EditedLine) => EditedLine>> = {
  left: line => ({...line, cursor: before(line)}),
  right: line => ({...line, cursor: behind(line)}),
  home: toStart,
  'ctrl+a': toStart,
  end: toEnd,
  'ctrl+e': toEnd,
  backspace: line => without(line, before(line), line.cursor),
  delete: line => without(line, line.cursor, behind(line)),
  'ctrl+u': line => without(line, 0, line.cursor),
  'ctrl+k': line => without(line, line.cursor, line.text.length),
  'ctrl+w': line => without(line, wordStart(line), line.cursor),
};
