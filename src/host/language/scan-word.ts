// Bare words: command names, arguments and whatever else has no quotes around it.
import {continuesName, endsWord, isDoubleQuote, isSingleQuote} from './characters.ts';
import {scanDoubleQuoted, scanPart, scanSingleQuoted} from './scan-string.ts';
import type {Scanned, TokenProblem} from './token.ts';

/** Goes on to white space, a newline or one of `&(),;{|}`; quoted parts and escapes belong to the word. Source: tokenizer.cs, ScanGenericToken. */
export function scanWord(text: string, start: number): Scanned | TokenProblem {
  let value = '';
  let expands = false;
  let at = start;
  while (!endsWord(text[at])) {
    const part = scanWordPart(text, at, at === start);
    if (part.kind === 'error') return part;
    value += part.value;
    expands ||= part.expands;
    at = part.end;
  }
  return {kind: 'scanned', end: at, value, expands};
}

function scanWordPart(text: string, at: number, isFirst: boolean): Scanned | TokenProblem {
  if (!isFirst && isSingleQuote(text[at])) return scanSingleQuoted(text, at);
  if (!isFirst && isDoubleQuote(text[at])) return scanDoubleQuoted(text, at);
  return scanPart(text, at, 'word');
}

/** Letters, digits and underscores: the name of a member, a key or a keyword. */
export function scanName(text: string, start: number): Scanned {
  let end = start;
  while (continuesName(text[end])) end++;
  return {kind: 'scanned', end, value: text.slice(start, end), expands: false};
}

/** The name of a type, without its brackets. Source: tokenizer.cs, ScanTypeName. */
export function scanTypeName(text: string, start: number): Scanned {
  let end = start;
  while (end < text.length && (continuesName(text[end]) || /^[.`+#\\]$/.test(text[end] ?? ''))) end++;
  return {kind: 'scanned', end, value: text.slice(start, end), expands: false};
}
