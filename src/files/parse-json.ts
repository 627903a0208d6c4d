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
 * JSON.parse, then a count: a value with fewer keys than its text has a key twice. Only where the counts differ, or something is wrong, does the slow,
 * placed scanner run, so good files cost little more than JSON.parse alone.
 */
export function parseJson(text: string, {file, maxDepth = 64}: Options): JsonOutcome {
  let value: unknown;
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
  const found = countKeys(value, maxDepth) === keysInText(text) ? null : scanJson(text, maxDepth);
  return found === null ? {kind: 'value', value} : refuse(file, text, found);
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

const backslash = 92;

/** How often a quote that is not escaped stands before a colon. Keys with a blank before the colon are missed, which only costs the slow scan. */
function keysInText(text: string): number {
  let keys = 0;
  for (let at = text.indexOf('":'); at >= 0; at = text.indexOf('":', at + 2)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) keys++;
  }
  return keys;
}

/** The keys of a value and of everything in it; -1 where one of them reaches into JavaScript, or where it is nested deeper than `room`. */
function countKeys(value: unknown, room: number): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (room === 0) return -1;
  let count = 0;
  if (Array.isArray(value)) {
    for (const item of value) {
      if (typeof item !== 'object' || item === null) continue;
      const inner = countKeys(item, room - 1);
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
    const inner = countKeys(item, room - 1);
    if (inner < 0) return -1;
    count += inner;
  }
  return count;
}
