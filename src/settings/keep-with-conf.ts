// Saves a document through conf without its traps: conf writes beside, the whole is read back, and only that takes the file's place.
import Conf from 'conf';
import {chmodSync, readFileSync, statSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {FileProblem, reasonOf} from '../files/file-problem.ts';
import {removeTemporary, sweepTemporaryFiles, temporaryName} from '../files/temporary-files.ts';
import {writeFileAtomically} from '../files/write-file-atomically.ts';

/**
 * Traps of conf 16 and its writer atomically 2: a write that a full disk cuts short counts as done and replaces the file; with SNAP in the environment, or after
 * EXDEV, the file is written in place; a broken file may be cleared; dots in keys are paths. Mode 0600, also where the file was looser. Throws `FileProblem`.
 */
export function keepWithConf(file: string, document: Readonly<Record<string, unknown>>): void {
  const refused = (why: string): FileProblem =>
    new FileProblem(file, {
      what: `${file} was not saved`,
      why,
      todo: 'The old file, if there was one, is as it was. Make room and check that the folder can be written, or set CMPROXY_HOME.',
    });
  sweepTemporaryFiles(dirname(file));
  const scratch = join(dirname(file), temporaryName(basename(file)));
  let text: string;
  try {
    text = writtenByConf(scratch, document);
  } catch (error) {
    throw refused(reasonOf(error));
  } finally {
    removeTemporary(scratch);
  }
  if (!isWhole(text, document)) throw refused('only a part of it was written, as on a full disk');
  writeFileAtomically(file, text);
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
}

function writtenByConf(scratch: string, document: Readonly<Record<string, unknown>>): string {
  const [, name = '', extension = ''] = /^(.*)\.([^.]+)$/.exec(basename(scratch)) ?? [];
  const store = new Conf<Record<string, unknown>>({
    cwd: dirname(scratch),
    configName: name,
    fileExtension: extension,
    accessPropertiesByDotNotation: false,
    clearInvalidConfig: false,
    configFileMode: 0o600,
  });
  store.store = document;
  return readFileSync(scratch, 'utf8');
}

function isWhole(text: string, document: object): boolean {
  try {
    return isDeepStrictEqual(JSON.parse(text), JSON.parse(JSON.stringify(document)));
  } catch {
    return false;
  }
}
