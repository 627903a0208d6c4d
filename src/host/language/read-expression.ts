// Expression mode: operators, numbers, types and the names of members.
import {isDash, isDigit, startsName} from './characters.ts';
import {add, addScanned, isOperandAdjacent, markOperand, topFrame, wantOperand, type Cursor} from './cursor.ts';
import {closeBracket, openIndex, openParenthesis, openType} from './read-brackets.ts';
import {readBareWord} from './read-dollar.ts';
import {scanNumber} from './scan-number.ts';
import {scanName, scanTypeName} from './scan-word.ts';
import {problem, type TokenProblem} from './token.ts';
import {isOperator} from './words.ts';

const assignment = /^(?:\?\?|[-+*/%\u2013\u2014\u2015])?=$/;
const symbol = /(?:\+\+|\?\?=?|\.\.|::|[+*/%]=?|[=!.:?])/y;

export function readExpression(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const character = text[at] ?? '';
  if (character === '[') return isOperandAdjacent(cursor) ? openIndex(cursor) : openType(cursor);
  if (startsName(character)) return readNameOrKeyword(cursor);
  if (isDash(character)) return readDash(cursor);
  const startsNumber = isDigit(character) || (wantsValue(cursor) && /^[+.]$/.test(character));
  if (startsNumber) {
    const number = scanNumber(text, at, 'expression');
    if (number !== null) return addNumber(cursor, number);
    if (isDigit(character)) return readBareWord(cursor);
  }
  symbol.lastIndex = at;
  const found = symbol.exec(text)?.[0];
  return found === undefined ? readBareWord(cursor) : addOperator(cursor, found);
}

export function addNumber(cursor: Cursor, number: {end: number; value: number}): null {
  add(cursor, 'number', number.end, {value: number.value});
  markOperand(cursor);
  return null;
}

function wantsValue(cursor: Cursor): boolean {
  return cursor.operandEnd < 0 || cursor.isAfterType;
}

/** `$i++` is a value still; what stands right of an assignment is a statement, but not in a list of parameters. */
export function addOperator(cursor: Cursor, text: string): null {
  const isPostfix = /^(?:\+\+|[-\u2013\u2014\u2015]{2})$/.test(text) && cursor.operandEnd >= 0;
  add(cursor, 'operator', cursor.at + text.length);
  if (isPostfix) markOperand(cursor);
  else wantOperand(cursor);
  if (assignment.test(text) && topFrame(cursor).first !== 'expression') cursor.mode = 'statement';
  return null;
}

/** An operator by name, a sign, or what would be a parameter. Source: tokenizer.cs, ScanParameter. */
function readDash(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const next = text[at + 1];
  if (isDash(next) || next === '=') return addOperator(cursor, text.slice(at, at + 2));
  const name = /^[a-zA-Z]*/.exec(text.slice(at + 1, at + 40))?.[0] ?? '';
  if (isOperator(name)) return addOperator(cursor, text.slice(at, at + 1 + name.length));
  if (name !== '') {
    add(cursor, 'parameter', at + 1 + name.length, {value: name});
    cursor.operandEnd = -1;
    return null;
  }
  const number = wantsValue(cursor) ? scanNumber(text, at, 'expression') : null;
  return number === null ? addOperator(cursor, text.slice(at, at + 1)) : addNumber(cursor, number);
}

/** `in` of a foreach and `param` after an attribute are keywords; any other name here is a word. */
function readNameOrKeyword(cursor: Cursor): TokenProblem | null {
  const found = scanName(cursor.text, cursor.at);
  const word = found.value.toLowerCase();
  if (word === 'in' && cursor.operandEnd >= 0) {
    add(cursor, 'keyword', found.end);
    cursor.mode = 'statement';
    cursor.operandEnd = -1;
    return null;
  }
  if (word === 'param' && cursor.isAfterType) {
    add(cursor, 'keyword', found.end);
    cursor.mode = 'parameters';
    return null;
  }
  addScanned(cursor, 'word', found);
  markOperand(cursor);
  return null;
}

/** A `.` or `::` right after a value, and the member's name if it is a plain one. False where there is none. */
export function readMember(cursor: Cursor): boolean {
  const {text, at} = cursor;
  if (!isOperandAdjacent(cursor) || text.startsWith('..', at)) return false;
  const length = text.startsWith('::', at) ? 2 : 1;
  if (text[at] !== '.' && length === 1) return false;
  const next = text[at + length];
  if (cursor.mode === 'argument' && (next === undefined || /^\s$/.test(next))) return false;
  add(cursor, 'operator', at + length);
  cursor.operandEnd = -1;
  if (!startsName(next)) return true;
  addScanned(cursor, 'word', scanName(text, cursor.at));
  markOperand(cursor);
  return true;
}

/** Between the brackets of a type or an attribute. */
export function readType(cursor: Cursor): TokenProblem | null {
  const character = cursor.text[cursor.at] ?? '';
  if (character === '[') return openType(cursor);
  if (character === '(') return openParenthesis(cursor, 1);
  if (character === ']') return closeBracket(cursor);
  if (startsName(character)) return addScanned(cursor, 'word', scanTypeName(cursor.text, cursor.at));
  if (character !== ',') return problem.unexpected(character, cursor.at);
  add(cursor, 'operator', cursor.at + 1);
  return null;
}
