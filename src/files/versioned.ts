// Versions of files: a newer one is refused and stays as it is, an older one is migrated with a backup.
import {existsSync, readFileSync, realpathSync, statSync} from 'node:fs';
import {FileProblem, reasonOf} from './file-problem.ts';
import {writeFileAtomically} from './write-file-atomically.ts';

export type Migration = (old: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

export type Versioned =
  | {readonly kind: 'current'; readonly value: unknown}
  | {readonly kind: 'migrated'; readonly value: unknown; readonly from: number}
  | {readonly kind: 'newer' | 'notOurs'; readonly problem: FileProblem};

interface Request {
  readonly file: string;
  readonly value: unknown;
  /** For example `cmproxy/hierarchy`. */
  readonly family: string;
  readonly current: number;
  /** From version N to N + 1. */
  readonly migrations?: Readonly<Record<number, Migration>>;
}

/** Reads `schema: FAMILY@N` and brings `value` to the current version. Migrating what is current changes nothing. */
export function readVersioned({file, value, family, current, migrations = {}}: Request): Versioned {
  const schema =
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)['schema']
      : undefined;
  const version =
    typeof schema === 'string' && schema.startsWith(`${family}@`) ? versionOf(schema.slice(family.length + 1)) : null;
  if (version === null)
    return {
      kind: 'notOurs',
      problem: new FileProblem(file, {
        what: `${file} could not be read`,
        why: `schema: must be "${family}@${current}"`,
        todo: 'Check that it is the file that you mean.',
      }),
    };
  if (version > current)
    return {
      kind: 'newer',
      problem: new FileProblem(file, {
        what: `${file} could not be read`,
        why: `it was written by a newer version (${family}@${version}; this version reads ${family}@${current})`,
        todo: 'Use the newer cmproxy. The file was not touched.',
      }),
    };
  let migrated = value as Readonly<Record<string, unknown>>;
  for (let from = version; from < current; from++) {
    const step = migrations[from];
    if (step === undefined)
      return {
        kind: 'notOurs',
        problem: new FileProblem(file, {
          what: `${file} could not be read`,
          why: `version ${from} of ${family} is no longer known`,
          todo: 'Export it again.',
        }),
      };
    migrated = {...step(migrated), schema: `${family}@${from + 1}`};
  }
  return version === current ? {kind: 'current', value} : {kind: 'migrated', value: migrated, from: version};
}

function versionOf(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/**
 * @public There is no older version of any file yet; the first migration calls it, under the lock of the file.
 *
 * Saves a migrated file. The older one is kept whole as `PATH.vN.bak` before anything else happens; a backup that is already there with other
 * content is never overwritten: the next free name is taken (`PATH.vN-1.bak`). Throws `FileProblem`.
 */
export function saveMigrated(path: string, from: number, newText: string): void {
  try {
    keepBackup(realpathSync(path), from);
  } catch (error) {
    throw new FileProblem(path, {
      what: `${path} was not migrated`,
      why: `no backup of it could be kept: ${error instanceof FileProblem ? error.why : reasonOf(error)}`,
      todo: 'The file is as it was. Mend the cause and try again.',
    });
  }
  writeFileAtomically(path, newText);
}

function keepBackup(path: string, from: number): void {
  const bytes = readFileSync(path);
  for (let count = 0; ; count++) {
    const backup = `${path}.v${from}${count === 0 ? '' : `-${count}`}.bak`;
    if (!existsSync(backup)) {
      writeFileAtomically(backup, bytes, {mode: statSync(path).mode & 0o777});
      return;
    }
    if (readFileSync(backup).equals(bytes)) return;
  }
}
