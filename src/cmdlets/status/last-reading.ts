// The last reading of a slow hierarchy, kept so that the screen has something to show at once. A cache: whatever is wrong with it, it is as if there were none.
import {join} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {readJsonFile} from '../../files/read-json-file.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {labConnection} from '../../settings/settings.ts';
import type {Context} from '../context.ts';
import {loadSettings, openConnection} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {silent} from './read-statuses.ts';

const schema = 'cmproxy/reading@1';
const mostBytes = 400_000_000;

/** Only a name that is a file name; others have no cache. */
function fileOf(context: Context, name: string): string | null {
  if (context.paths.kind === 'nowhere' || !/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(name)) return null;
  return join(context.paths.paths.cacheFolder, `reading-${name}.json`);
}

/** Mode 0600. One that cannot be kept is not. */
export function keepReading(context: Context, {site, reading, hierarchyId}: OpenSite): void {
  const file = fileOf(context, site.name);
  if (file === null) return;
  const {origin} = site;
  try {
    writeFileAtomically(file, JSON.stringify({schema, version: context.version, origin, hierarchyId, reading}));
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
  }
}

/** Of this version only, because it is our own model and no file format. What may be written is told by the connection as it is now. */
export function lastReading(context: Context): OpenSite | null {
  const heard = silent(context);
  const opened = openConnection(heard);
  if (opened.kind === 'refused') return null;
  const site = opened.value;
  const file = fileOf(context, site.name);
  const settings = site.name === labConnection ? null : loadSettings(heard);
  if (file === null || settings?.kind === 'refused') return null;
  const read = readJsonFile(file, {maxBytes: mostBytes, what: 'The last reading'});
  if (read.kind !== 'value' || !isKept(read.value)) return null;
  if (read.value.version !== context.version || read.value.origin !== site.origin) return null;
  const {mayWrite, why} = site.capabilities();
  return {
    site,
    reading: read.value.reading,
    hierarchyId: read.value.hierarchyId,
    mayWrite: mayWrite && !context.readOnly,
    whyNot: context.readOnly ? '--read-only was given' : why,
  };
}

interface Kept {
  readonly schema: typeof schema;
  readonly version: string;
  readonly origin: string;
  readonly hierarchyId: string;
  readonly reading: OpenSite['reading'];
}

/** We wrote it, with this version: its inside is not looked at again. */
function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('schema' in value) || value.schema !== schema) return false;
  if (!('reading' in value) || typeof value.reading !== 'object' || value.reading === null) return false;
  return 'hierarchy' in value.reading && 'hierarchyId' in value && typeof value.hierarchyId === 'string';
}
