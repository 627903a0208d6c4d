// Objects on standard input: one document of JSON, or one on each line.
import {parseJson} from '../files/parse-json.ts';
import {readStandardInput} from '../files/read-text-file.ts';
import type {Problem} from './refuse.ts';

const most = 400_000_000;

export type ReadObjects =
  | {readonly kind: 'objects'; readonly objects: readonly unknown[]}
  /** Nothing at all was piped in. */
  | {readonly kind: 'nothing'}
  | {readonly kind: 'refused'; readonly problem: Problem};

/** At most 400 MB. A list gives its items, and a document of cmproxy (`schemaVersion`) or of the AdminService (`value`) those of the list that it carries. */
export async function readObjects(): Promise<ReadObjects> {
  const read = await readStandardInput(most);
  if (read.kind === 'refused') return read;
  if (read.kind === 'missing' || read.text.trim() === '') return {kind: 'nothing'};
  return objectsIn(read.text);
}

export function objectsIn(text: string): ReadObjects {
  const lines = linesOfJson(text);
  if (lines === null) {
    const parsed = parseJson(text, {file: 'standard input'});
    return parsed.kind === 'refused' ? parsed : {kind: 'objects', objects: itemsOf(parsed.value)};
  }
  const objects: unknown[] = [];
  for (const {line, number} of lines) {
    const parsed = parseJson(line, {file: 'standard input'});
    if (parsed.kind === 'refused') {
      const {what, why, todo} = parsed.problem;
      return {kind: 'refused', problem: {what, why: why.replace('at line 1,', `at line ${number},`), todo}};
    }
    for (const item of itemsOf(parsed.value)) objects.push(item);
  }
  return {kind: 'objects', objects};
}

/** The lines where the first of several is JSON by itself; null for one document. */
function linesOfJson(text: string): readonly {readonly line: string; readonly number: number}[] | null {
  if (!text.trimEnd().includes('\n')) return null;
  const lines = text
    .split('\n')
    .map((line, index) => ({line, number: index + 1}))
    .filter(({line}) => line.trim() !== '');
  const [first, second] = lines;
  if (first === undefined || second === undefined) return null;
  try {
    JSON.parse(first.line);
    return lines;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function itemsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return [value];
  const document = value as Readonly<Record<string, unknown>>;
  const isOurs = typeof document['schemaVersion'] === 'number';
  const names = isOurs ? Object.keys(document) : '@odata.context' in document ? ['value'] : [];
  const list = names.map(name => document[name]).find(item => isListOfObjects(item));
  const empty = names.map(name => document[name]).find(item => Array.isArray(item));
  if (list !== undefined) return list;
  return Array.isArray(empty) ? empty : [value];
}

function isListOfObjects(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0 && value.every(item => typeof item === 'object' && item !== null);
}
