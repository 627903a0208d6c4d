// What begins with `$` or `@`: variables, subexpressions, arrays, hash tables, here-strings and splatted variables.
import {endsWord, isDoubleQuote, isSingleQuote, startsVariable} from './characters.ts';
import {addScanned, markOperand, type Cursor} from './cursor.ts';
import {openHash, openParenthesis} from './read-brackets.ts';
import {scanHereString} from './scan-string.ts';
import {endsVariableArgument, scanBracedVariable, scanPlainVariable} from './scan-variable.ts';
import {scanWord} from './scan-word.ts';
import {problem, type Scanned, type TokenProblem, type TokenType} from './token.ts';

export function readDollar(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const next = text[at + 1];
  if (next === '(') return openParenthesis(cursor, 2);
  if (next !== '{' && !startsVariable(next)) return readBareWord(cursor);
  return readVariable(
    cursor,
    'variable',
    next === '{' ? scanBracedVariable(text, at, false) : scanPlainVariable(text, at),
  );
}

export function readAt(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const next = text[at + 1];
  if (next === '{') return openHash(cursor);
  if (next === '(') return openParenthesis(cursor, 2);
  if (isSingleQuote(next) || isDoubleQuote(next)) return readValue(cursor, 'string', scanHereString(text, at));
  if (!startsVariable(next)) return problem.unrecognized(at);
  return readVariable(cursor, 'splat', scanPlainVariable(text, at));
}

/** Among arguments a variable may turn out to be the beginning of a bare word. */
function readVariable(cursor: Cursor, type: TokenType, found: Scanned | TokenProblem): TokenProblem | null {
  const isWord =
    cursor.mode === 'argument' && found.kind === 'scanned' && !endsVariableArgument(cursor.text, found.end);
  return isWord ? readBareWord(cursor) : readValue(cursor, type, found);
}

function readValue(cursor: Cursor, type: TokenType, found: Scanned | TokenProblem): TokenProblem | null {
  const failed = addScanned(cursor, type, found);
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
