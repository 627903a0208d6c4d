// Reads text that may be anything: limits before reading, and encodings that are not UTF-8 refused by name.
import {isUtf8} from 'node:buffer';
import {closeSync, constants, fstatSync, openSync, readFileSync, readSync, statSync} from 'node:fs';
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
    // Asked first, because most starts have no settings, and an exception costs more than the question.
    if (statSync(path, {throwIfNoEntry: false}) === undefined) return {kind: 'missing'};
    handle = openSync(path, readWithoutWaiting);
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
    const bytes = stat.size === 0 ? readWithoutSize(handle, maxBytes) : readFileSync(handle);
    return bytes.length > maxBytes
      ? refused(tooLarge(bytes.length, maxBytes), 'Give a smaller file.')
      : decode(bytes, refused);
  } catch (error) {
    return refused(reasonOf(error), 'Check the file and its permissions.');
  } finally {
    closeSync(handle);
  }
}

/** So that opening a named pipe does not wait for a writer; Windows has no such flag and no such pipes in folders. */
const readWithoutWaiting = constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK);

/** Files of /proc and the like say that they are empty and may never end: at most one byte over the limit is read. */
function readWithoutSize(handle: number, maxBytes: number): Buffer {
  const chunks: Buffer[] = [];
  for (let size = 0; size <= maxBytes;) {
    const chunk = Buffer.alloc(Math.min(65_536, maxBytes + 1 - size));
    const read = readSync(handle, chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
    size += read;
  }
  return Buffer.concat(chunks);
}

/** All of standard input, at most `maxBytes`. Nothing at all is `missing`. */
export async function readStandardInput(maxBytes: number): Promise<TextOutcome> {
  const refused = (why: string, todo: string): TextOutcome => ({
    kind: 'refused',
    problem: new FileProblem('-', {what: 'Standard input could not be read', why, todo}),
  });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    if (isFolder(0)) return refused('it is a folder', 'Redirect a file.');
    for await (const chunk of process.stdin) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      size += bytes.length;
      if (size > maxBytes)
        return refused(`it has more than ${bytesText(maxBytes)}, the most that is read`, 'Give less.');
      chunks.push(bytes);
    }
  } catch (error) {
    return refused(reasonOf(error), 'Check what is piped in.');
  }
  return size === 0 ? {kind: 'missing'} : decode(Buffer.concat(chunks), refused);
}

function isFolder(handle: number): boolean {
  try {
    return fstatSync(handle).isDirectory();
  } catch (error) {
    // A standard input that is closed is as good as an empty one.
    if (errorCode(error) === 'EBADF') return false;
    throw error;
  }
}

function tooLarge(size: number, limit: number): string {
  return `it has ${bytesText(size)}, and at most ${bytesText(limit)} are read`;
}

function bytesText(bytes: number): string {
  return bytes < 10_000 ? `${bytes} bytes` : `${Math.ceil(bytes / 1000)} kB`;
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
  if (!isUtf8(bytes)) return refused('it is not valid UTF-8', todo);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return {kind: 'text', text: bytes.toString('utf8', hasMark ? 3 : 0)};
}

function looksLikeUtf16(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 64);
  let nuls = 0;
  for (const byte of head) if (byte === 0) nuls++;
  return nuls * 3 > head.length;
}
