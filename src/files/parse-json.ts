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
 * JSON.parse, with a fast pass before it (nesting, and the number of keys) and a count after it. Only where something is wrong does the slow,
 * placed scanner run, so good files cost little more than JSON.parse alone.
 */
export function parseJson(text: string, {file, maxDepth = 64}: Options): JsonOutcome {
  const facts = measure(text, maxDepth);
  let value: unknown;
  if (facts.depthAt >= 0)
    return refuse(file, text, {offset: facts.depthAt, why: `it is nested deeper than ${maxDepth} levels`});
  try {
    value = JSON.parse(text);
  } catch (error) {
    const found = scanJson(text, maxDepth);
    return refuse(
      file,
      text,
      found ?? {offset: text.length, why: `it is not JSON (${error instanceof Error ? error.message : 'not told'})`},
    );
  }
  if (countKeys(value) !== facts.keys) {
    const found = scanJson(text, maxDepth);
    return refuse(file, text, found ?? {offset: 0, why: 'a key is given twice'});
  }
  return {kind: 'value', value};
}

function refuse(
  file: string,
  text: string,
  {offset, why}: {readonly offset: number; readonly why: string},
): JsonOutcome {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  const column = offset - before.lastIndexOf('\n');
  return {
    kind: 'refused',
    problem: new FileProblem(
      file,
      {what: `${file} could not be read`, why: `${why}, at line ${line}, column ${column}`, todo: 'Correct the file.'},
      {line, column},
    ),
  };
}

const quote = 34;
const backslash = 92;
const colon = 58;

/** Keys and nesting in one pass: outside strings a colon stands only after a key. `depthAt`: where the nesting is too deep, else -1. */
function measure(text: string, maxDepth: number): {readonly keys: number; readonly depthAt: number} {
  let keys = 0;
  let depth = 0;
  const {length} = text;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      for (;;) {
        at = text.indexOf('"', at + 1);
        if (at < 0) return {keys, depthAt: -1};
        let slashes = 0;
        while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++;
        if (slashes % 2 === 0) break;
      }
    } else if (code === colon) keys++;
    else if (code === 123 || code === 91) {
      if (++depth > maxDepth) return {keys, depthAt: at};
    } else if (code === 125 || code === 93) depth--;
  }
  return {keys, depthAt: -1};
}

/** The keys of a value and of everything in it; -1 where one of them reaches into JavaScript. */
function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object' || item === null) continue;
      const inner = countKeys(item);
      if (inner < 0) return -1;
      count += inner;
    }
    return count;
  }
  for (const key in value) {
    if (isDangerousKey(key)) return -1;
    count++;
    const item: unknown = (value as Record<string, unknown>)[key];
    if (typeof item !== 'object' || item === null) continue;
    const inner = countKeys(item);
    if (inner < 0) return -1;
    count += inner;
  }
  return count;
}
