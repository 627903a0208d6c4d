// Brackets: what they open, in which mode their content is read, and what goes on after them.
import {add, isOperandAdjacent, markOperand, topFrame, type Cursor, type Frame, type Mode} from './cursor.ts';
import {problem, type TokenProblem} from './token.ts';

/** `(`, `@(` and `$(` hold statements, but a method's or attribute's parentheses and a list of parameters hold expressions. */
export function openParenthesis(cursor: Cursor, length: number): null {
  const holdsExpressions =
    length === 1 &&
    (cursor.mode === 'declaration' || cursor.mode === 'parameters' || cursor.mode === 'type' || isMethodCall(cursor));
  return open(cursor, length, {
    close: ')',
    first: holdsExpressions ? 'expression' : 'statement',
    resume: afterParenthesis(cursor.mode),
  });
}

function afterParenthesis(mode: Mode): Mode {
  if (mode === 'declaration') return 'header';
  if (mode === 'parameters') return 'statement';
  return mode === 'header' || mode === 'argument' || mode === 'type' ? mode : 'expression';
}

function isMethodCall(cursor: Cursor): boolean {
  const [before, last] = cursor.tokens.slice(-2);
  return isOperandAdjacent(cursor) && last?.type === 'word' && (before?.text === '.' || before?.text === '::');
}

/** A block of a keyword is followed by a statement, a script block is a value. */
export function openBrace(cursor: Cursor): null {
  const isBlock = cursor.mode === 'header' || cursor.mode === 'declaration';
  const asValue = cursor.mode === 'argument' ? 'argument' : 'expression';
  return open(cursor, 1, {close: '}', first: 'statement', resume: isBlock ? 'statement' : asValue});
}

export function openHash(cursor: Cursor): null {
  return open(cursor, 2, {close: '}', first: 'key', resume: cursor.mode === 'argument' ? 'argument' : 'expression'});
}

export function openIndex(cursor: Cursor): null {
  return open(cursor, 1, {close: ']', first: 'expression', resume: cursor.mode});
}

export function openType(cursor: Cursor): null {
  const resume = cursor.mode === 'type' || cursor.mode === 'header' ? cursor.mode : 'expression';
  return open(cursor, 1, {close: ']', first: 'type', resume});
}

function open(cursor: Cursor, length: number, frame: Omit<Frame, 'openedAt'>): null {
  cursor.frames.push({...frame, openedAt: cursor.at});
  add(cursor, 'open', cursor.at + length);
  cursor.mode = frame.first;
  cursor.operandEnd = -1;
  cursor.isAfterType = false;
  return null;
}

export function closeBracket(cursor: Cursor): TokenProblem | null {
  const frame = topFrame(cursor);
  const character = cursor.text[cursor.at] ?? '';
  if (frame.close === 'end of text') return problem.unexpected(character, cursor.at);
  if (frame.close !== character) return unclosed(cursor, frame);
  cursor.frames.pop();
  add(cursor, 'close', cursor.at + 1);
  cursor.mode = frame.resume;
  cursor.operandEnd = -1;
  if (frame.resume !== 'statement') markOperand(cursor);
  cursor.isAfterType = frame.first === 'type';
  return null;
}

/** What is missing at this place for `frame`. */
export function unclosed(cursor: Cursor, frame: Frame): TokenProblem {
  if (frame.close === '}') return problem.unclosedBrace(frame.openedAt);
  if (frame.close === ']') return problem.unclosedBracket(cursor.at);
  return /[$@]/.test(cursor.text[frame.openedAt] ?? '')
    ? problem.unclosedSubexpression(cursor.at)
    : problem.unclosedParenthesis(cursor.at);
}
