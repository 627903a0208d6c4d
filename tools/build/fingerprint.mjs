// Names a state of everything that goes into a build, by content, so that a fresh clone or a touched file does not force one.
import {createHash} from 'node:crypto';
import {closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, readdirSync} from 'node:fs';
import {join} from 'node:path';

const mark = '\n//# build ';

/** @typedef {{fingerprint: string, files: readonly string[]}} BuildNote what cli.cjs says of its build; `files` are all that belong to it */

/** A hash over the sources, the package files and the build's own code. @type {(root: string, toolFolder: string) => string} */
export function fingerprint(root, toolFolder) {
  const hash = createHash('sha256');
  const single = ['package.json', 'package-lock.json'].map(file => join(root, file));
  for (const path of [...single, ...listFiles(join(root, 'src')), ...listFiles(toolFolder)]) {
    if (existsSync(path))
      hash
        .update(path.slice(path.startsWith(root) ? root.length : 0))
        .update('\0')
        .update(readFileSync(path))
        .update('\0');
  }
  return hash.digest('hex');
}

/** @type {(folder: string) => string[]} */
function listFiles(folder) {
  const entries = readdirSync(folder, {withFileTypes: true}).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap(entry =>
    entry.isDirectory() ? listFiles(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

/** The last line of cli.cjs: it is replaced together with the code that it describes. @type {(note: BuildNote) => string} */
export function writeNote(note) {
  return `${mark}${JSON.stringify(note)}\n`;
}

/** True when dist holds a whole build of exactly this state. @type {(dist: string, wanted: string) => boolean} */
export function isBuilt(dist, wanted) {
  const note = readNote(join(dist, 'cli.cjs'));
  return note?.fingerprint === wanted && note.files.every(file => existsSync(join(dist, file)));
}

/** @type {(path: string) => BuildNote | undefined} */
function readNote(path) {
  if (!existsSync(path)) return undefined;
  const file = openSync(path, 'r');
  try {
    const {size} = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, 8192));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const text = tail.toString('utf8');
    const at = text.lastIndexOf(mark);
    return at < 0 ? undefined : JSON.parse(text.slice(at + mark.length));
  } finally {
    closeSync(file);
  }
}
