// Keys by name. Ink knows no function keys and its text field types control letters, so both travel as private characters in between.
import type {Key as InkKey} from 'ink';

export type KeyName =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'home'
  | 'end'
  | 'enter'
  | 'escape'
  | 'tab'
  | 'shiftTab'
  | 'backspace'
  | 'delete'
  | 'f1'
  | 'f2'
  | 'f3'
  | 'f4'
  | 'f5'
  | 'f6'
  /** A control letter: `ctrl+u`. */
  | `ctrl+${string}`
  /** What is typed, one or more characters; blanks too. */
  | 'text';

export interface Key {
  readonly name: KeyName;
  /** The typed characters; '' for every other key. */
  readonly text: string;
}

/** U+E000 to U+E01F stand for control letters, U+E021 and on for function keys: private use, which no keyboard sends. */
const controlBase = 0xe000;
const functionBase = 0xe020;
const functionKeys = ['f1', 'f2', 'f3', 'f4', 'f5', 'f6'] as const;
const stands = /^[\uE000-\uE02F]$/;
const anyStand = /[\uE000-\uE02F]/g;

const functionSequences: Readonly<Record<string, number>> = {
  '\u001BOP': 1,
  '\u001B[11~': 1,
  '\u001B[[A': 1,
  '\u001BOQ': 2,
  '\u001B[12~': 2,
  '\u001B[[B': 2,
  '\u001BOR': 3,
  '\u001B[13~': 3,
  '\u001B[[C': 3,
  '\u001BOS': 4,
  '\u001B[14~': 4,
  '\u001B[[D': 4,
  '\u001B[15~': 5,
  '\u001B[[E': 5,
  '\u001B[17~': 6,
};

/** Control characters that are keys of their own: Ctrl+C (which Ink must see), backspace, tab, Enter, Escape. */
const ownControls = new Set(['\u0003', '\u0008', '\t', '\r', '\u001B']);

/**
 * What Ink is given for one key as it came over the wire: function keys and control letters as the character that stands for them, everything else as it
 * is. '' where nothing is left: such a character that was typed or pasted by itself.
 */
export function standIn(sequence: string): string {
  const number = Object.hasOwn(functionSequences, sequence) ? functionSequences[sequence] : undefined;
  if (number !== undefined) return String.fromCharCode(functionBase + number);
  if (sequence === '\n') return '\r';
  if (sequence.length === 1 && sequence < ' ' && !ownControls.has(sequence))
    return String.fromCharCode(controlBase + sequence.charCodeAt(0));
  return sequence.replace(anyStand, '');
}

/** The key that Ink's `useInput` tells of; null for one that means nothing to us. */
export function toKey(input: string, key: Partial<InkKey>): Key | null {
  const named = nameOf(key);
  if (named !== null) return {name: named, text: ''};
  if (stands.test(input)) {
    const code = input.charCodeAt(0);
    if (code >= functionBase) {
      const name = functionKeys[code - functionBase - 1];
      return name === undefined ? null : {name, text: ''};
    }
    return {name: `ctrl+${String.fromCharCode(code - controlBase + 96)}`, text: ''};
  }
  if (key.ctrl === true) return /^[a-z]$/.test(input) ? {name: `ctrl+${input}`, text: ''} : null;
  return key.meta === true || input === '' ? null : {name: 'text', text: input};
}

function nameOf(key: Partial<InkKey>): KeyName | null {
  if (key.upArrow === true) return 'up';
  if (key.downArrow === true) return 'down';
  if (key.leftArrow === true) return 'left';
  if (key.rightArrow === true) return 'right';
  if (key.pageUp === true) return 'pageUp';
  if (key.pageDown === true) return 'pageDown';
  if (key.home === true) return 'home';
  if (key.end === true) return 'end';
  if (key.return === true) return 'enter';
  if (key.escape === true) return 'escape';
  if (key.tab === true) return key.shift === true ? 'shiftTab' : 'tab';
  if (key.backspace === true) return 'backspace';
  return key.delete === true ? 'delete' : null;
}

/** Whether a text holds characters that stand for keys: a text field must not take them. */
export function hasStandIn(text: string): boolean {
  return text.search(anyStand) >= 0;
}
