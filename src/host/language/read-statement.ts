// The start of a statement: a keyword, a command's name or the beginning of an expression; and what stands between a keyword and its block.
import {endsWord, isDash, isDigit, startsName} from './characters.ts';
import {add, addScanned, type Cursor} from './cursor.ts';
import {openType} from './read-brackets.ts';
import {readArgument} from './read-argument.ts';
import {readBareWord} from './read-dollar.ts';
import {addOperator, readExpression} from './read-expression.ts';
import {scanNumber} from './scan-number.ts';
import {scanName} from './scan-word.ts';
import type {TokenProblem} from './token.ts';
import {afterKeyword, isUnaryOperator} from './words.ts';

export function readStatement(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const character = text[at] ?? '';
  const next = text[at + 1];
  if (startsName(character)) return readKeyword(cursor) ? null : readCommand(cursor);
  if (character === '[') return openType(cursor);
  if (character === ':') return readLabel(cursor);
  if (isDash(character)) return beginsUnary(text, at) ? beginExpression(cursor) : readCommand(cursor);
  if (character === '!' && !startsName(next)) return beginExpression(cursor);
  if (character === '+') return beginsSigned(text, at) ? beginExpression(cursor) : readCommand(cursor);
  if (isDigit(character) || (character === '.' && isDigit(next)))
    return scanNumber(text, at, 'expression') === null ? readCommand(cursor) : beginExpression(cursor);
  if (character === '.' && (endsWord(next) || /^[$"']$/.test(next ?? ''))) return callOperator(cursor);
  return readCommand(cursor);
}

function beginExpression(cursor: Cursor): TokenProblem | null {
  cursor.mode = 'expression';
  cursor.operandEnd = -1;
  return readExpression(cursor);
}

function beginsUnary(text: string, at: number): boolean {
  const name = /^[a-zA-Z]*/.exec(text.slice(at + 1, at + 40))?.[0] ?? '';
  if (name !== '') return isUnaryOperator(name);
  return !/^[\p{L}_?]$/u.test(text[at + 1] ?? '') && beginsSigned(text, at);
}

/** A sign before a digit belongs to a number, or else to a word as `-7z`. */
function beginsSigned(text: string, at: number): boolean {
  return !/^[0-9.]$/.test(text[at + 1] ?? '') || scanNumber(text, at, 'expression') !== null;
}

function readCommand(cursor: Cursor): TokenProblem | null {
  cursor.mode = 'argument';
  cursor.operandEnd = -1;
  return isDash(cursor.text[cursor.at]) ? readArgument(cursor) : readBareWord(cursor);
}

/** `&` and `.`: the name of a command follows, as a word, a string, a variable or a script block. */
export function callOperator(cursor: Cursor): null {
  addOperator(cursor, cursor.text.slice(cursor.at, cursor.at + 1));
  cursor.mode = 'argument';
  return null;
}

function readKeyword(cursor: Cursor): boolean {
  const found = scanName(cursor.text, cursor.at);
  const after = endsWord(cursor.text[found.end]) ? afterKeyword(found.value) : undefined;
  if (after === undefined) return false;
  add(cursor, 'keyword', found.end);
  cursor.mode = after;
  cursor.operandEnd = -1;
  return true;
}

/** `:outer` before a loop. */
function readLabel(cursor: Cursor): TokenProblem | null {
  const name = scanName(cursor.text, cursor.at + 1);
  if (name.value === '' || !endsWord(cursor.text[name.end])) return readCommand(cursor);
  return addScanned(cursor, 'word', {...name, value: cursor.text.slice(cursor.at, name.end)});
}

/** Names, options and types between a keyword and its block. */
export function readHeader(cursor: Cursor): TokenProblem | null {
  if (cursor.text[cursor.at] === '[') return openType(cursor);
  const failed = readArgument(cursor);
  cursor.operandEnd = -1;
  return failed;
}
