// The slow, placed scanner of JSON: finds the first thing that is wrong in a text, and where.
import {isDangerousKey} from './dangerous-keys.ts';

export interface FoundProblem {
  readonly offset: number;
  readonly why: string;
}

interface Level {
  readonly keys: Set<string> | null;
  readonly path: string;
  index: number;
}

/** null where nothing is wrong. Works without recursion, so nesting cannot exhaust the stack. */
export function scanJson(text: string, maxDepth: number): FoundProblem | null {
  const levels: Level[] = [];
  let at = skipBlanks(text, 0);
  /** What may come next. */
  let state: 'value' | 'firstKey' | 'key' | 'firstItem' | 'after' = 'value';
  let key = '';
  for (;;) {
    at = skipBlanks(text, at);
    const level = levels.at(-1);
    if (at >= text.length)
      return state === 'after' && level === undefined ? null : {offset: text.length, why: 'it ends too early'};
    const character = text[at] ?? '';
    if (state === 'after') {
      if (level === undefined) return {offset: at, why: `there is more after its end (${shown(character)})`};
      if (character === ',') {
        state = level.keys === null ? 'value' : 'key';
        level.index++;
        at++;
      } else if (character === (level.keys === null ? ']' : '}')) {
        levels.pop();
        at++;
      } else
        return {
          offset: at,
          why: `${shown(character)} stands where a comma or ${level.keys === null ? ']' : '}'} is needed`,
        };
    } else if (state === 'firstKey' || state === 'key') {
      if (character === '}' && state === 'firstKey') {
        levels.pop();
        at++;
        state = 'after';
        continue;
      }
      if (character !== '"' || level?.keys === null || level === undefined)
        return {offset: at, why: `${shown(character)} stands where a key in quotes is needed`};
      const end = endOfString(text, at);
      if (end.kind === 'problem') return end.problem;
      key = end.value;
      if (isDangerousKey(key)) return {offset: at, why: `"${key}" is not allowed as a key`};
      if (level.keys.has(key))
        return {offset: at, why: `the key "${key}" is given twice${level.path === '' ? '' : ` in ${level.path}`}`};
      level.keys.add(key);
      at = skipBlanks(text, end.at);
      if (text[at] !== ':') return {offset: at, why: `a colon is needed after the key "${key}"`};
      at++;
      state = 'value';
    } else if (state === 'firstItem' && character === ']') {
      levels.pop();
      at++;
      state = 'after';
    } else if (character === '{' || character === '[') {
      if (levels.length >= maxDepth) return {offset: at, why: `it is nested deeper than ${maxDepth} levels`};
      levels.push({keys: character === '{' ? new Set() : null, path: pathOf(level, key), index: 0});
      state = character === '{' ? 'firstKey' : 'firstItem';
      at++;
    } else {
      const end = endOfScalar(text, at);
      if (end.kind === 'problem') return end.problem;
      at = end.at;
      state = 'after';
    }
  }
}

function pathOf(level: Level | undefined, key: string): string {
  if (level === undefined) return '';
  if (level.keys === null) return `${level.path}[${level.index}]`;
  return level.path === '' ? key : `${level.path}.${key}`;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text[at] ?? 'x')) at++;
  return at;
}

type End =
  | {readonly kind: 'end'; readonly at: number; readonly value: string}
  | {readonly kind: 'problem'; readonly problem: FoundProblem};

function endOfString(text: string, from: number): End {
  for (let at = from + 1; at < text.length; at++) {
    const character = text[at] ?? '';
    if (character === '\\') at++;
    else if (character < ' ')
      return {
        kind: 'problem',
        problem: {offset: at, why: 'a string holds a control character or does not end on its line'},
      };
    else if (character === '"') {
      const raw = text.slice(from, at + 1);
      try {
        return {kind: 'end', at: at + 1, value: String(JSON.parse(raw))};
      } catch {
        return {
          kind: 'problem',
          problem: {offset: from, why: 'a string holds a backslash sequence that JSON does not have'},
        };
      }
    }
  }
  return {kind: 'problem', problem: {offset: text.length, why: 'it ends in the middle of a string'}};
}

function endOfScalar(text: string, from: number): End {
  if (text[from] === '"') return endOfString(text, from);
  const word = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/.exec(
    text.slice(from, from + 400),
  )?.[0];
  if (word === undefined)
    return {kind: 'problem', problem: {offset: from, why: `${shown(text[from] ?? '')} is no JSON value`}};
  return {kind: 'end', at: from + word.length, value: word};
}

function shown(character: string): string {
  return character > ' ' && character < '\u007f'
    ? `"${character}"`
    : `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
