// Reads text that may be anything: limits before reading, and encodings that are not UTF-8 refused by name.
import {closeSync, fstatSync, openSync, readFileSync} from 'node:fs';
import {errorCode, FileProblem, reasonOf} from './file-problem.ts';

export type TextOutcome =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'missing'}
  | {readonly kind: 'refused'; readonly problem: FileProblem};

interface Options {
  readonly maxBytes: number;
  /** What the file is, for messages: `The settings`. */
  readonly what: string;
}

/** UTF-8 with or without BOM. A folder, a device, UTF-16, NUL bytes, broken UTF-8 and too large a file are refused. */
export function readTextFile(path: string, {maxBytes, what}: Options): TextOutcome {
  const refused = (why: string, todo: string): TextOutcome => ({
    kind: 'refused',
    problem: new FileProblem(path, {
      what: `${what} could not be read`,
      why: what === path ? why : `${path}: ${why}`,
      todo,
    }),
  });
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    const code = errorCode(error);
    return code === 'ENOENT' || code === 'ENOTDIR'
      ? {kind: 'missing'}
      : refused(reasonOf(error), 'Check the path and its permissions.');
  }
  try {
    const stat = fstatSync(handle);
    if (stat.isDirectory()) return refused('it is a folder', 'Name a file.');
    if (!stat.isFile())
      return refused(
        'it is not a regular file',
        'Name a regular file, or use - for standard input where that is offered.',
      );
    if (stat.size > maxBytes) return refused(tooLarge(stat.size, maxBytes), 'Give a smaller file.');
    return decode(readFileSync(handle), refused);
  } catch (error) {
    return refused(reasonOf(error), 'Check the file and its permissions.');
  } finally {
    closeSync(handle);
  }
}

/** All of standard input, at most `maxBytes`. Nothing at all is `missing`. */
export async function readStandardInput(maxBytes: number): Promise<TextOutcome> {
  const refused = (why: string, todo: string): TextOutcome => ({
    kind: 'refused',
    problem: new FileProblem('-', {what: 'Standard input could not be read', why, todo}),
  });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maxBytes) return refused(tooLarge(size, maxBytes), 'Give less.');
    chunks.push(bytes);
  }
  return size === 0 ? {kind: 'missing'} : decode(Buffer.concat(chunks), refused);
}

function tooLarge(size: number, limit: number): string {
  return `it has ${Math.ceil(size / 1000)} kB, and at most ${Math.floor(limit / 1000)} kB are read`;
}

function decode(bytes: Buffer, refused: (why: string, todo: string) => TextOutcome): TextOutcome {
  const todo = 'Save it as UTF-8.';
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return refused('it is UTF-16, not UTF-8', todo);
  const nul = bytes.indexOf(0);
  if (nul >= 0)
    return looksLikeUtf16(bytes)
      ? refused('it is UTF-16 without a mark, not UTF-8', todo)
      : refused(`it holds a NUL byte at offset ${nul}`, 'Give a text file.');
  try {
    return {kind: 'text', text: new TextDecoder('utf-8', {fatal: true}).decode(bytes)};
  } catch {
    return refused('it is not valid UTF-8', todo);
  }
}

function looksLikeUtf16(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 64);
  let nuls = 0;
  for (const byte of head) if (byte === 0) nuls++;
  return nuls * 3 > head.length;
}
