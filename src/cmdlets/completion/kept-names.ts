// The names of a large or slow hierarchy, kept beside the last reading so that a Tab need not read all of it. A cache: whatever is wrong with it, it is as
// if there were none.
import {statSync} from 'node:fs';
import {join} from 'node:path';
import {readTextFile} from '../../files/read-text-file.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {labConnection} from '../../settings/settings.ts';
import type {Context} from '../context.ts';
import {loadSettings} from '../open-site.ts';
import type {Names} from './names.ts';

const schema = 'cmproxy/names@1';
const mostBytes = 20_000_000;

/** The file behind a connection, as it is now. */
export interface Source {
  readonly file: string;
  readonly size: number;
  readonly changedAt: number;
}

/** null where there is no file: the lab as it was built, or a connection that is gone. */
export function sourceOf(context: Context, name: string): Source | null {
  const file = fileBehind(context, name);
  const found = file === null ? undefined : statSync(file, {throwIfNoEntry: false});
  return file === null || found === undefined ? null : {file, size: found.size, changedAt: found.mtimeMs};
}

/** The file that a connection is read from, whether or not it is there: a name may be given to another one. */
export function fileBehind(context: Context, name: string): string | null {
  if (name === labConnection) return context.paths.kind === 'paths' ? context.paths.paths.labFile : null;
  const settings = loadSettings(context);
  if (settings.kind === 'refused' || !Object.hasOwn(settings.value.connections, name)) return null;
  return settings.value.connections[name]?.file ?? null;
}

export interface KeptNames {
  readonly names: Names;
  /** They are of the file as it is now. */
  readonly isCurrent: boolean;
}

export function keptNames(context: Context, name: string, source: Source | null): KeptNames | null {
  const file = keptFile(context, name);
  if (file === null) return null;
  const read = readTextFile(file, {maxBytes: mostBytes, what: 'The kept names'});
  if (read.kind !== 'text') return null;
  const [head = '', text = ''] = read.text.split('\n', 2);
  if (head === headOf(context, source)) return {names: JSON.parse(text) as Names, isCurrent: true};
  const before = JSON.parse(head) as {readonly version?: unknown; readonly source?: {readonly file?: unknown}};
  const isSame = before.version === context.version && source !== null && before.source?.file === source.file;
  return isSame ? {names: JSON.parse(text) as Names, isCurrent: false} : null;
}

/** What cannot be kept is not. */
export function keepNames(context: Context, name: string, source: Source | null, names: Names): void {
  const file = keptFile(context, name);
  if (file === null || source === null) return;
  try {
    writeFileAtomically(file, `${headOf(context, source)}\n${JSON.stringify(names)}\n`);
  } catch {
    // A full disk or a folder that may not be written: the next Tab reads again.
  }
}

/** Only a name that is a file name; others have no cache. */
function keptFile(context: Context, name: string): string | null {
  if (context.paths.kind === 'nowhere' || !/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(name)) return null;
  return join(context.paths.paths.cacheFolder, `names-${name}.json`);
}

function headOf(context: Context, source: Source | null): string {
  return JSON.stringify({schema, version: context.version, source});
}
