// Changes single values in the text of an answer file by their characters alone, so that everything around them stays.
import {isMap, isScalar, parseDocument, Scalar, stringify, type Document, type Pair, type YAMLMap} from 'yaml';
import {parsing} from './answers-yaml.ts';
import {isPlain} from './write-answers.ts';

export type Written = string | boolean | number;

export interface Edit {
  /** `proxy`, `port`; under an exception `overrides`, NAME, `proxy`, `port`. */
  readonly path: readonly string[];
  /** undefined: the key goes. */
  readonly value: Written | undefined;
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** null where this way cannot do it: a key goes, an exception comes, or a value stands over several lines. */
export function changeInPlace(text: string, edits: readonly Edit[]): string | null {
  const document = parseDocument(text, parsing);
  const pieces: Piece[] = [];
  const newGroups = new Map<string, string[]>();
  for (const {path, value} of edits) {
    if (value === undefined) return null;
    const [name = ''] = path.slice(-1);
    const above = path.slice(0, -1);
    const group: unknown = document.getIn(above, true);
    if (group === undefined && above.length === 1) {
      const [key = ''] = above;
      newGroups.set(key, [...(newGroups.get(key) ?? []), `  ${name}: ${yamlOf(value)}`]);
      continue;
    }
    const piece = isMap(group) ? pieceIn(text, group, {name, value}) : null;
    if (piece === null) return null;
    pieces.push(piece);
  }
  if (newGroups.size > 0) {
    const end = endOfAll(text, document);
    if (end === null) return null;
    for (const [key, lines] of newGroups)
      pieces.push(after(end, lineEnd(text) + [`${key}:`, ...lines].join(lineEnd(text))));
  }
  return joined(text, pieces);
}

function joined(text: string, pieces: readonly Piece[]): string {
  let result = '';
  let done = 0;
  // Sorting keeps the order of what is put at the same place.
  for (const {from, to, text: piece} of pieces.toSorted((a, b) => a.from - b.from)) {
    result += text.slice(done, from) + piece;
    done = to;
  }
  return result + text.slice(done);
}

function pieceIn(text: string, group: YAMLMap, {name, value}: {name: string; value: Written}): Piece | null {
  const there: unknown = group.get(name, true);
  if (there !== undefined) {
    if (!isScalar(there) || !isOnOneLine(text, there)) return null;
    const [from, to] = there.range ?? [0, 0];
    return {from, to, text: yamlOf(value)};
  }
  const last = lastScalar(group.items);
  if (last === null || !isOnOneLine(text, last)) return null;
  const end = last.range?.[1] ?? 0;
  if (group.flow === true) return after(end, `, ${name}: ${yamlOf(value)}`);
  const [first] = group.items;
  const indent = isScalar(first?.key) ? indentOf(text, first.key) : null;
  return indent === null ? null : after(lineEndAfter(text, end), `${lineEnd(text)}${indent}${name}: ${yamlOf(value)}`);
}

function lastScalar(items: readonly Pair[]): Scalar | null {
  const value: unknown = items.at(-1)?.value;
  return isScalar(value) ? value : null;
}

/** What stands before a key on its line; null where that is more than blanks. */
function indentOf(text: string, {range}: Scalar): string | null {
  const start = range?.[0] ?? 0;
  const indent = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^ *$/.test(indent) ? indent : null;
}

function isOnOneLine(text: string, {range, type}: Scalar): boolean {
  if (range === null || range === undefined || type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL)
    return false;
  return range[1] > range[0] && !/[\r\n]/.test(text.slice(range[0], range[1]));
}

/** Where the last line of the last key ends; null where the whole file is in braces. */
function endOfAll(text: string, document: Document.Parsed): number | null {
  const root = document.contents;
  if (!isMap(root) || root.flow === true) return null;
  const last: unknown = root.items.at(-1)?.value;
  const range = isScalar(last) || isMap(last) || hasRange(last) ? last.range : null;
  return Array.isArray(range) && typeof range[1] === 'number'
    ? lineEndAfter(text, text.slice(0, range[1]).trimEnd().length)
    : null;
}

function hasRange(node: unknown): node is {readonly range: unknown} {
  return typeof node === 'object' && node !== null && 'range' in node;
}

function after(at: number, text: string): Piece {
  return {from: at, to: at, text};
}

/** Before its carriage return, where it has one. */
function lineEndAfter(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}

function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

function yamlOf(value: Written): string {
  if (typeof value !== 'string' || isPlain(value)) return String(value);
  return stringify(value, {defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0}).trimEnd();
}
