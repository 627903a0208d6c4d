// Splits PowerShell text into tokens. It is the check of every script that is generated, and the scripting host's way into its language.
import {isDoubleQuote, isNewline, isSingleQuote, isWhitespace} from './characters.ts';
import {add, addScanned, markOperand, newCursor, startOver, topFrame, wantOperand, type Cursor} from './cursor.ts';
import {readArgument} from './read-argument.ts';
import {closeBracket, openBrace, openParenthesis, unclosed} from './read-brackets.ts';
import {readAt, readBareWord, readDollar} from './read-dollar.ts';
import {readExpression, readMember, readType} from './read-expression.ts';
import {callOperator, readHeader, readStatement} from './read-statement.ts';
import {afterNewline, scanDoubleQuoted, scanSingleQuoted} from './scan-string.ts';
import {problem, type Token, type TokenProblem} from './token.ts';

export type Tokens = {readonly kind: 'tokens'; readonly tokens: readonly Token[]} | TokenProblem;

/**
 * The tokens of a whole script, comments and newlines among them, or the first problem in PowerShell's own words. White space and line
 * continuations are no tokens. Whether a word is text or an operator depends on where it stands, so the tokenizer follows statements,
 * commands and brackets as far as that needs; it does not judge whether they make sense. The syntax is that of Windows PowerShell 5.1.
 * Source: PowerShell, tokenizer.cs and CharTraits.cs (7.6).
 */
export function tokenize(text: string): Tokens {
  const cursor = newCursor(text);
  while (cursor.at < text.length) {
    const failed = readNext(cursor);
    if (failed !== null) return failed;
  }
  const frame = topFrame(cursor);
  return frame.close === 'end of text' ? {kind: 'tokens', tokens: cursor.tokens} : unclosed(cursor, frame);
}

const redirection = /[1-6*]?>(?:>|&[12])?|</y;

function readNext(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  const character = text[at] ?? '';
  if (isWhitespace(character)) {
    cursor.at++;
    return null;
  }
  if (isNewline(character)) return readNewline(cursor);
  if (character === '`') return readBacktick(cursor);
  if (character === '#') return readLineComment(cursor);
  if (text.startsWith('<#', at)) return readBlockComment(cursor);
  if (cursor.mode === 'type') return readType(cursor);
  if (readMember(cursor)) return null;
  if (isSingleQuote(character)) return readString(cursor, scanSingleQuoted(text, at));
  if (isDoubleQuote(character)) return readString(cursor, scanDoubleQuoted(text, at));
  redirection.lastIndex = at;
  const redirects = redirection.exec(text)?.[0];
  if (redirects !== undefined) {
    add(cursor, 'redirection', at + redirects.length);
    cursor.mode = 'argument';
    cursor.operandEnd = -1;
    return null;
  }
  return (punctuation[character] ?? readByMode)(cursor);
}

function readByMode(cursor: Cursor): TokenProblem | null {
  if (cursor.mode === 'statement') return readStatement(cursor);
  if (cursor.mode === 'argument') return readArgument(cursor);
  if (cursor.mode === 'header' || cursor.mode === 'declaration' || cursor.mode === 'parameters')
    return readHeader(cursor);
  return readExpression(cursor);
}

/** Characters that mean the same in every mode. */
const punctuation: Readonly<Record<string, (cursor: Cursor) => TokenProblem | null>> = {
  $: readDollar,
  '@': readAt,
  '(': cursor => openParenthesis(cursor, 1),
  '{': openBrace,
  ')': closeBracket,
  '}': closeBracket,
  ']': cursor => (topFrame(cursor).close === ']' ? closeBracket(cursor) : readBareWord(cursor)),
  ';': cursor => {
    add(cursor, 'semicolon', cursor.at + 1);
    return startOver(cursor);
  },
  ',': cursor => {
    add(cursor, 'operator', cursor.at + 1);
    return wantOperand(cursor);
  },
  '|': cursor => pipe(cursor, '||'),
  '&': cursor =>
    cursor.mode === 'statement' && cursor.text[cursor.at + 1] !== '&' ? callOperator(cursor) : pipe(cursor, '&&'),
};

function pipe(cursor: Cursor, double: string): null {
  add(cursor, 'operator', cursor.at + (cursor.text.startsWith(double, cursor.at) ? 2 : 1));
  cursor.mode = 'statement';
  cursor.operandEnd = -1;
  return null;
}

function readString(cursor: Cursor, found: ReturnType<typeof scanSingleQuoted>): TokenProblem | null {
  const failed = addScanned(cursor, 'string', found);
  if (failed === null) markOperand(cursor);
  return failed;
}

/** A newline ends the statement unless something is still to come: after an operator or a comma, in a list, before a block. */
function readNewline(cursor: Cursor): null {
  const last = cursor.tokens.findLast(({type}) => type !== 'comment');
  add(cursor, 'newline', afterNewline(cursor.text, cursor.at));
  const goesOn = last?.type === 'operator' && cursor.operandEnd < 0 && cursor.mode !== 'statement';
  const isHeader = cursor.mode === 'header' || cursor.mode === 'declaration' || cursor.mode === 'parameters';
  if (goesOn || (isHeader && bracketFollows(cursor))) return null;
  return startOver(cursor);
}

function bracketFollows({text, at}: Cursor): boolean {
  return /^(?:\s|#[^>\r\n][^\r\n]*|<#.*?#>)*[({[]/s.test(text.slice(at, at + 2000));
}

/** Before a newline it continues the line; before white space it is nothing; else it begins a word. */
function readBacktick(cursor: Cursor): TokenProblem | null {
  const {text, at} = cursor;
  if (at + 1 === text.length) return problem.incompleteString(at + 1);
  if (isNewline(text[at + 1])) cursor.at = afterNewline(text, at + 1);
  else if (isWhitespace(text[at + 1])) cursor.at += 2;
  else if (cursor.mode === 'statement') return readStatement(cursor);
  else return readBareWord(cursor);
  return null;
}

function readLineComment(cursor: Cursor): null {
  const length = cursor.text.slice(cursor.at).search(/[\r\n]/);
  add(cursor, 'comment', length < 0 ? cursor.text.length : cursor.at + length);
  return null;
}

function readBlockComment(cursor: Cursor): TokenProblem | null {
  const end = cursor.text.indexOf('#>', cursor.at + 2);
  if (end < 0) return problem.unterminatedComment(cursor.at);
  add(cursor, 'comment', end + 2);
  return null;
}
