// JSON from files that may be anything: the place of an error, keys given twice, keys that reach into JavaScript, and endless nesting.
import {FileProblem} from './file-problem.ts';
import {isDangerousKey} from './dangerous-keys.ts';
import {scanJson} from './scan-json.ts';

export type JsonOutcome =
  {readonly kind: 'value'; readonly value: unknown} | {readonly kind: 'refused'; readonly problem: FileProblem};

interface Options {
  /** For messages. */
  readonly file: string;
  readonly maxDepth?: number;
}

/**
 * JSON.parse, then the keys of the value compared with those of the text: counts that agree prove that no key was given twice. So a good file
 * costs little more than JSON.parse alone; only where something is wrong does the slow, placed scanner run.
 */
export function parseJson(text: string, {file, maxDepth = 64}: Options): JsonOutcome {
  if (looksDeep(text, maxDepth)) {
    const {depthAt} = measure(text, maxDepth);
    if (depthAt >= 0) return refuse(file, text, {offset: depthAt, why: `it is nested deeper than ${maxDepth} levels`});
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = `it is not JSON (${error instanceof Error ? error.message : 'not told'})`;
    return refuse(file, text, scanJson(text, maxDepth) ?? {offset: text.length, why});
  }
  const keys = countKeys(value, maxDepth);
  if (keys === mostKeysInText(text) || keys === measure(text, maxDepth).keys) return {kind: 'value', value};
  return refuse(file, text, scanJson(text, maxDepth) ?? {offset: 0, why: 'a key is given twice'});
}

function refuse(
  file: string,
  text: string,
  {offset, why}: {readonly offset: number; readonly why: string},
): JsonOutcome {
  const {line, column} = placeOf(text, offset);
  return {
    kind: 'refused',
    problem: new FileProblem(
      file,
      {what: `${file} could not be read`, why: `${why}, at line ${line}, column ${column}`, todo: 'Correct the file.'},
      {line, column},
    ),
  };
}

function placeOf(text: string, offset: number): {readonly line: number; readonly column: number} {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
    line++;
    start = at + 1;
  }
  return {line, column: offset - start + 1};
}

const quote = 34;
const backslash = 92;
const colon = 58;

/**
 * Colons after a quote that is not escaped: every key, and now and then a string that begins with a colon. So there are never fewer than the
 * text has keys, and the value never has more: where both agree, no key was given twice.
 */
function mostKeysInText(text: string): number {
  let keys = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    let before = at - 1;
    let code = text.charCodeAt(before);
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(--before);
    if (code !== quote) continue;
    let slashes = 0;
    while (text.charCodeAt(--before) === backslash) slashes++;
    if (slashes % 2 === 0) keys++;
  }
  return keys;
}

const windowEvery = 1_000_000;
const windowLength = 1000;

/** A quick look here and there for brackets that open and do not close, so that millions of levels are refused before they fill the memory. */
function looksDeep(text: string, maxDepth: number): boolean {
  for (let start = 0; start < text.length; start += windowEvery) {
    let open = 0;
    const end = Math.min(start + windowLength, text.length);
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === 123 || code === 91) open++;
      else if (code === 125 || code === 93) open--;
      if (open > maxDepth) return true;
    }
  }
  return false;
}

/** Keys and nesting of a text, exactly, in one pass: outside strings a colon stands only after a key. `depthAt`: where it is too deep, else -1. */
function measure(text: string, maxDepth: number): {readonly keys: number; readonly depthAt: number} {
  let keys = 0;
  let depth = 0;
  const {length} = text;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      for (at++; at < length; at++) {
        const inner = text.charCodeAt(at);
        if (inner === quote) break;
        if (inner === backslash) at++;
      }
    } else if (code === colon) keys++;
    else if (code === 123 || code === 91) {
      if (++depth > maxDepth) return {keys, depthAt: at};
    } else if (code === 125 || code === 93) depth--;
  }
  return {keys, depthAt: -1};
}

/** The keys of a value and of everything in it; -1 where one of them reaches into JavaScript, or where it is nested deeper than `room`. */
function countKeys(value: unknown, room: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (room === 0) return -1;
  let count = 0;
  if (Array.isArray(value)) {
    // By index, because in a process that has just started for...of costs twice as much.
    for (let at = 0; at < value.length; at++) {
      const item: unknown = value[at];
      if (typeof item !== 'object' || item === null) continue;
      const inner = countKeys(item, room - 1);
      if (inner < 0) return -1;
      count += inner;
    }
    return count;
  }
  const record = value as Readonly<Record<string, unknown>>;
  for (const key in record) {
    if (isDangerousKey(key)) return -1;
    count++;
    const item = record[key];
    if (typeof item !== 'object' || item === null) continue;
    const inner = countKeys(item, room - 1);
    if (inner < 0) return -1;
    count += inner;
  }
  return count;
}
