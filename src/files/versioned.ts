// Versions of files: a newer one is refused and stays as it is, an older one is migrated with a backup.
import {constants, copyFileSync} from 'node:fs';
import {errorCode, FileProblem} from './file-problem.ts';
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
    typeof schema === 'string' && schema.startsWith(`${family}@`)
      ? Number(schema.slice(family.length + 1))
      : Number.NaN;
  if (!Number.isInteger(version) || version < 1)
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

/**
 * @public There is no older version of any file yet; the first migration calls it.
 *
 * Saves a migrated file, with the older one kept as `PATH.vN.bak` from before the first moment; an existing backup is never overwritten. */
export function saveMigrated(path: string, from: number, newText: string): void {
  try {
    copyFileSync(path, `${path}.v${from}.bak`, constants.COPYFILE_EXCL);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
  writeFileAtomically(path, newText);
}
