// A JSON file in one step: limits, encoding, duplicate keys, place of an error.
import type {FileProblem} from './file-problem.ts';
import {parseJson} from './parse-json.ts';
import {readTextFile} from './read-text-file.ts';

export type JsonFileOutcome =
  | {readonly kind: 'value'; readonly value: unknown; readonly text: string}
  | {readonly kind: 'missing'}
  | {readonly kind: 'refused'; readonly problem: FileProblem};

export function readJsonFile(
  path: string,
  options: {readonly maxBytes: number; readonly what: string; readonly maxDepth?: number},
): JsonFileOutcome {
  const read = readTextFile(path, options);
  if (read.kind !== 'text') return read;
  const parsed = parseJson(read.text, {
    file: path,
    ...(options.maxDepth === undefined ? {} : {maxDepth: options.maxDepth}),
  });
  return parsed.kind === 'value' ? {kind: 'value', value: parsed.value, text: read.text} : parsed;
}
