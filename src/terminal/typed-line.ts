// One line as a person types or pastes it, as a pure function of (line so far, key).
import type {Key} from './typed-keys.ts';

export interface TypedLine {
  readonly text: string;
  /** Why the line can't be taken, once that is known. */
  readonly refused: string | null;
  readonly inPaste: boolean;
  /** A paste has given its first line; the rest of the paste is dropped. */
  readonly pasteIsOver: boolean;
  readonly state: 'typing' | 'done' | 'cancelled';
}

export const emptyLine: TypedLine = {text: '', refused: null, inPaste: false, pasteIsOver: false, state: 'typing'};

const mostCharacters = 4096;
/** Controls, and the sign for bytes that are not UTF-8. */
const notTaken = (): RegExp => /[\p{Cc}\uFFFD]/u;
const lastCharacter = (): RegExp => /(?:\P{M}\p{M}*|\p{M})$/u;

/** Why a text can't be an answer, or null. The text itself is never repeated. */
export function refusalOf(text: string): string | null {
  if (text.length > mostCharacters) return `it is longer than ${mostCharacters} characters`;
  return notTaken().test(text) ? 'it holds control characters, or bytes that are not UTF-8' : null;
}

/** The line after one more key. */
export function typeKey(line: TypedLine, key: Key): TypedLine {
  if (key.kind === 'cancel') return {...line, state: 'cancelled'};
  if (key.kind === 'pasteEnd')
    return {...line, inPaste: false, pasteIsOver: false, state: line.pasteIsOver ? 'done' : line.state};
  if (line.pasteIsOver) return line;
  if (key.kind === 'pasteStart') return {...line, inPaste: true};
  if (key.kind === 'enter') return line.inPaste ? {...line, pasteIsOver: true} : {...line, state: 'done'};
  if (key.kind === 'text') return add(line, key.text);
  if (line.inPaste || key.kind === 'control') return {...line, refused: refusalOf('\0')};
  if (key.kind === 'clear') return {...line, text: '', refused: null};
  if (key.kind === 'backspace') return {...line, text: line.text.replace(lastCharacter(), '')};
  return line;
}

/** What is too long is not kept: nobody can fill the memory by a paste. */
function add(line: TypedLine, added: string): TypedLine {
  const text = line.text + added;
  const refused = line.refused ?? refusalOf(text);
  return {...line, text: refused === null ? text : '', refused};
}
