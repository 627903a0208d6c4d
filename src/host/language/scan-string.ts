// Quoted strings of all four kinds: where they end, what they hold, and whether something in them is evaluated.
import {isDoubleQuote, isNewline, isSingleQuote, isWhitespace} from './characters.ts';
import {scanEscape} from './scan-escape.ts';
import {scanDollar} from './scan-variable.ts';
import {problem, type Scanned, type TokenProblem} from './token.ts';

/** `start` is the opening quote. Two quotes in a row, of any of the five kinds, stand for the second one. Source: tokenizer.cs, ScanStringLiteral. */
export function scanSingleQuoted(text: string, start: number): Scanned | TokenProblem {
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    if (isSingleQuote(text[at])) {
      if (!isSingleQuote(text[at + 1])) return {kind: 'scanned', end: at + 1, value, expands: false};
      at++;
    }
    value += text[at] ?? '';
    at++;
  }
  return problem.unterminated("'", start);
}

/** `start` is the opening quote. Source: tokenizer.cs, ScanStringExpandable. */
export function scanDoubleQuoted(text: string, start: number): Scanned | TokenProblem {
  let value = '';
  let expands = false;
  let at = start + 1;
  while (at < text.length) {
    if (isDoubleQuote(text[at])) {
      if (!isDoubleQuote(text[at + 1])) return {kind: 'scanned', end: at + 1, value, expands};
      at++;
    }
    const part = scanPart(text, at, 'string');
    if (part.kind === 'error') return part;
    value += part.value;
    expands ||= part.expands;
    at = part.end;
  }
  return problem.unterminated('"', start);
}

/** One character of an expandable string, or an escape, a variable or a subexpression as a whole. */
export function scanPart(text: string, at: number, inside: 'string' | 'hereString' | 'word'): Scanned | TokenProblem {
  const character = text[at] ?? '';
  if (character === '`' && at + 1 < text.length) return scanEscape(text, at);
  const dollar = character === '$' ? scanDollar(text, at, inside) : null;
  return dollar ?? {kind: 'scanned', end: at + 1, value: character, expands: false};
}

/** `start` is the `@`. The header must end its line, the footer must begin one. Source: tokenizer.cs, ScanHereStringLiteral. */
export function scanHereString(text: string, start: number): Scanned | TokenProblem {
  const isQuote = isSingleQuote(text[start + 1]) ? isSingleQuote : isDoubleQuote;
  const footer = isQuote === isSingleQuote ? "'@" : '"@';
  let at = start + 2;
  while (isWhitespace(text[at])) at++;
  if (at >= text.length) return problem.unterminated(footer, start);
  if (!isNewline(text[at])) return problem.afterHereStringHeader(at);
  at = afterNewline(text, at);
  let value = '';
  let expands = false;
  let falseFooter = -1;
  let lineStart = true;
  let beforeNewline = '';
  while (at < text.length) {
    if (lineStart) {
      if (isQuote(text[at]) && text[at + 1] === '@')
        return {kind: 'scanned', end: at + 2, value: beforeNewline, expands};
      if (falseFooter < 0) falseFooter = indentedFooter(text, at, isQuote);
      lineStart = false;
    }
    if (isNewline(text[at])) {
      const next = afterNewline(text, at);
      beforeNewline = value;
      value += text.slice(at, next);
      at = next;
      lineStart = true;
      continue;
    }
    const part: Scanned | TokenProblem =
      isQuote === isSingleQuote
        ? {kind: 'scanned', end: at + 1, value: text[at] ?? '', expands: false}
        : scanPart(text, at, 'hereString');
    if (part.kind === 'error') return part;
    value += part.value;
    expands ||= part.expands;
    at = part.end;
  }
  return falseFooter < 0 ? problem.unterminated(footer, start) : problem.beforeHereStringFooter(falseFooter);
}

function indentedFooter(text: string, lineStart: number, isQuote: (character: string | undefined) => boolean): number {
  let at = lineStart;
  while (isWhitespace(text[at])) at++;
  return at > lineStart && isQuote(text[at]) && text[at + 1] === '@' ? at : -1;
}

/** CR and LF together are one newline. */
export function afterNewline(text: string, at: number): number {
  return text[at] === '\r' && text[at + 1] === '\n' ? at + 2 : at + 1;
}
