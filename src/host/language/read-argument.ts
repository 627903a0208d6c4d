// Argument mode: after the name of a command, where bare text is a string.
import {endsWord, isDash, isDigit, isDoubleQuote, isSingleQuote, isWhitespace} from './characters.ts';
import {add, isOperandAdjacent, type Cursor} from './cursor.ts';
import {openIndex} from './read-brackets.ts';
import {readBareWord} from './read-dollar.ts';
import {scanNumber} from './scan-number.ts';
import type {TokenProblem} from './token.ts';

export function readArgument(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const character = text[at];
  if (character === '[' && isOperandAdjacent(cursor)) return openIndex(cursor);
  if (text.startsWith('--%', at) && endsWord(text[at + 3])) return readVerbatim(cursor);
  if (isDash(character) && /^[\p{L}_?]$/u.test(text[at + 1] ?? '')) return readParameter(cursor);
  if (character === '.' && /^[$"']$/.test(text[at + 1] ?? '')) return readLoneDot(cursor);
  const mayBeNumber = isDigit(character) || /^[-+.\u2013\u2014\u2015]$/.test(character ?? '');
  const number = mayBeNumber ? scanNumber(text, at, 'argument') : null;
  if (number === null) return readBareWord(cursor);
  add(cursor, 'number', number.end, {value: number.value});
  cursor.operandEnd = -1;
  return null;
}

/** Right before a variable or a string a dot stands alone, as if a script were called by it. Source: tokenizer.cs, ScanDot. */
function readLoneDot(cursor: Cursor): null {
  add(cursor, 'word', cursor.at + 1, {value: '.'});
  cursor.operandEnd = -1;
  return null;
}

/** A quote in it makes it a bare word: a parameter's name holds none. Source: tokenizer.cs, ScanParameter. */
function readParameter(cursor: Cursor): TokenProblem | null {
  const {text} = cursor;
  let end = cursor.at + 1;
  while (!endsParameter(text[end])) end++;
  if (isSingleQuote(text[end]) || isDoubleQuote(text[end])) return readBareWord(cursor);
  add(cursor, 'parameter', text[end] === ':' ? end + 1 : end, {value: text.slice(cursor.at + 1, end)});
  cursor.operandEnd = -1;
  return null;
}

function endsParameter(character: string | undefined): boolean {
  return (
    character === undefined ||
    /^[\0{}();,|&.[\r\n:]$/.test(character) ||
    isWhitespace(character) ||
    isSingleQuote(character) ||
    isDoubleQuote(character)
  );
}

/** After `--%` the rest of the line goes to the program as it is, up to a pipe. Source: about_Parsing. */
function readVerbatim(cursor: Cursor): TokenProblem | null {
  const {text} = cursor;
  add(cursor, 'word', cursor.at + 3, {value: '--%'});
  while (isWhitespace(text[cursor.at])) cursor.at++;
  let end = cursor.at;
  let isQuoted = false;
  while (end < text.length && !/[\r\n]/.test(text[end] ?? '')) {
    if (isDoubleQuote(text[end])) isQuoted = !isQuoted;
    else if (!isQuoted && (text[end] === '|' || text.startsWith('&&', end))) break;
    end++;
  }
  if (end > cursor.at) add(cursor, 'word', end, {value: text.slice(cursor.at, end)});
  return null;
}
