// What begins with `$` or `@`: variables, subexpressions, arrays, hash tables, here-strings and splatted variables.
import {endsWord, isDoubleQuote, isSingleQuote, startsVariable} from './characters.ts';
import {addScanned, markOperand, type Cursor} from './cursor.ts';
import {openHash, openParenthesis} from './read-brackets.ts';
import {scanHereString} from './scan-string.ts';
import {endsVariableArgument, scanBracedVariable, scanPlainVariable} from './scan-variable.ts';
import {scanWord} from './scan-word.ts';
import {problem, type TokenProblem} from './token.ts';

export function readDollar(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const next = text[at + 1];
  if (next === '(') {
    openParenthesis(cursor, 2);
    return null;
  }
  if (next !== '{' && !startsVariable(next)) return readBareWord(cursor);
  const found = next === '{' ? scanBracedVariable(text, at, false) : scanPlainVariable(text, at);
  if (cursor.mode === 'argument' && found.kind === 'scanned' && !endsVariableArgument(text, found.end))
    return readBareWord(cursor);
  const failed = addScanned(cursor, 'variable', found);
  if (failed === null) markOperand(cursor);
  return failed;
}

export function readAt(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const next = text[at + 1];
  if (next === '{' || next === '(') {
    if (next === '{') openHash(cursor);
    else openParenthesis(cursor, 2);
    return null;
  }
  const isHereString = isSingleQuote(next) || isDoubleQuote(next);
  if (!isHereString && !startsVariable(next)) return problem.unrecognized(at);
  const failed = isHereString
    ? addScanned(cursor, 'string', scanHereString(text, at))
    : addScanned(cursor, 'splat', scanPlainVariable(text, at));
  if (failed === null) markOperand(cursor);
  return failed;
}

/** A word that is no value with members: nothing can follow it without a blank. */
export function readBareWord(cursor: Cursor): TokenProblem | null {
  if (endsWord(cursor.text[cursor.at])) return problem.unexpected(cursor.text[cursor.at] ?? '', cursor.at);
  const failed = addScanned(cursor, 'word', scanWord(cursor.text, cursor.at));
  cursor.operandEnd = -1;
  return failed;
}
