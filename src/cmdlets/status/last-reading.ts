// The last reading of a slow hierarchy, kept so that the screen has something to show at once. A cache: whatever is wrong with it, it is as if
// there were none.
import {createHash} from 'node:crypto';
import {existsSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {parseJson} from '../../files/parse-json.ts';
import {readTextFile} from '../../files/read-text-file.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import type {Reading, SiteConnection} from '../../sites/site.ts';
import type {Context} from '../context.ts';
import {fileBehind, keepNames, sourceOf} from '../completion/kept-names.ts';
import {namesOf} from '../completion/names.ts';
import {openConnection, openSiteOf} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {silent} from './read-statuses.ts';

const schema = 'cmproxy/reading@1';
const mostBytes = 200_000_000;

/** A quicker reading is not kept: it is simply read again. In milliseconds. */
const slowMs = 200;

/** Keeps a reading that took long, with mode 0600; forgets the last one where it was quick. What cannot be kept is not. */
export function keepReading(context: Context, {site, reading}: OpenSite, tookMs: number): void {
  const file = fileOf(context, site.name);
  if (file === null) return;
  try {
    if (tookMs < slowMs) {
      if (existsSync(file)) rmSync(file, {force: true});
      return;
    }
    keepNames(context, site.name, sourceOf(silent(context), site.name), namesOf(reading.hierarchy, site.origin));
    const text = JSON.stringify(reading);
    if (text.length > mostBytes) return;
    writeFileAtomically(file, `${headOf(context, site, text)}\n${text}\n`);
  } catch (error) {
    if (!(error instanceof FileProblem || (error instanceof Error && 'code' in error))) throw error;
  }
}

/** null where none is kept. What may be written is told by the connection as it is now. */
export function lastReading(context: Context): OpenSite | null {
  const heard = silent(context);
  const opened = openConnection(heard);
  if (opened.kind === 'refused') return null;
  const site = opened.value;
  const file = fileOf(context, site.name);
  if (file === null || !existsSync(file)) return null;
  const read = readTextFile(file, {maxBytes: mostBytes, what: 'The last reading'});
  if (read.kind !== 'text') return null;
  const [head, text] = read.text.split('\n', 2);
  if (text === undefined || head !== headOf(heard, site, text)) return null;
  const parsed = parseJson(text, {file});
  return parsed.kind === 'value' ? openSiteOf(context, site, parsed.value as Reading) : null;
}

/** Only a name that is a file name; others have no cache. */
function fileOf(context: Context, name: string): string | null {
  if (context.paths.kind === 'nowhere' || !/^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(name)) return null;
  return join(context.paths.paths.cacheFolder, `reading-${name}.json`);
}

/**
 * The first line of the file, which has to be this one: a reading is our own model and no file format, so it is believed only where this version
 * wrote it, from the same place, and not a byte of it has changed.
 */
function headOf(context: Context, site: SiteConnection, text: string): string {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const {name, origin} = site;
  return JSON.stringify({
    schema,
    version: context.version,
    connection: name,
    origin,
    source: fileBehind(silent(context), name),
    sha256,
  });
}
