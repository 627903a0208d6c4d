// Where the tokenizer stands: what is open, and in which mode the next characters are read. Only the tokenizer's own steps change it.
import type {Scanned, Token, TokenProblem, TokenType} from './token.ts';
import type {AfterKeyword} from './words.ts';

/** `statement`: at the start of one. `key`: at a key of a hash table. `type`: between the brackets of a type. */
export type Mode = AfterKeyword | 'expression' | 'key' | 'type';

export interface Frame {
  readonly close: ')' | '}' | ']' | 'end of text';
  /** The mode at its beginning, and again after each newline or semicolon. */
  readonly first: 'statement' | 'key' | 'expression' | 'type';
  /** The mode when it is closed. */
  readonly resume: Mode;
  readonly openedAt: number;
}

export interface Cursor {
  readonly text: string;
  readonly tokens: Token[];
  readonly frames: Frame[];
  at: number;
  mode: Mode;
  /** Where the last operand ended; -1 where one is still to come. A member or an index follows without a blank. */
  operandEnd: number;
  /** The operand was a type: a value may follow it, as in `[int]-1`. */
  isAfterType: boolean;
}

export function newCursor(text: string): Cursor {
  const root: Frame = {close: 'end of text', first: 'statement', resume: 'statement', openedAt: 0};
  return {text, tokens: [], frames: [root], at: 0, mode: 'statement', operandEnd: -1, isAfterType: false};
}

export function topFrame(cursor: Cursor): Frame {
  const frame = cursor.frames.at(-1);
  if (frame === undefined) throw new Error('the outermost frame was closed');
  return frame;
}

/** Adds the token that goes from here to `end`, and goes there. */
export function add(
  cursor: Cursor,
  type: TokenType,
  end: number,
  more: {value?: string | number; expands?: true} = {},
): void {
  cursor.tokens.push({type, text: cursor.text.slice(cursor.at, end), ...more, start: cursor.at, end});
  cursor.at = end;
}

export function addScanned(cursor: Cursor, type: TokenType, found: Scanned | TokenProblem): TokenProblem | null {
  if (found.kind === 'error') return found;
  add(cursor, type, found.end, found.expands ? {value: found.value, expands: true} : {value: found.value});
  return null;
}

/** The token just added was a value, in whatever mode it stands. */
export function markOperand(cursor: Cursor): void {
  cursor.operandEnd = cursor.at;
  cursor.isAfterType = false;
  if (cursor.mode === 'statement' || cursor.mode === 'key') cursor.mode = 'expression';
}

/** The token just added was an operator: a value must follow. */
export function wantOperand(cursor: Cursor): null {
  cursor.operandEnd = -1;
  cursor.isAfterType = false;
  if (cursor.mode === 'statement' || cursor.mode === 'key') cursor.mode = 'expression';
  return null;
}

/** Goes on at the start of a statement, a key or an element, whatever the innermost bracket holds. */
export function startOver(cursor: Cursor): null {
  cursor.mode = topFrame(cursor).first;
  cursor.operandEnd = -1;
  cursor.isAfterType = false;
  return null;
}

export function isOperandAdjacent(cursor: Cursor): boolean {
  return cursor.operandEnd === cursor.at;
}
