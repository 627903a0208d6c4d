// A hierarchy file as a site: what an export of a real hierarchy said, read-only.
import {statSync} from 'node:fs';
import {findSystem, hasAccount} from '../look-up.ts';
import {readHierarchyFile} from '../read-hierarchy-file.ts';
import type {ReadOutcome, SiteConnection, WriteOutcome} from '../site.ts';

export interface SnapshotOptions {
  /** The connection's name. */
  readonly name: string;
  /** A `cmproxy/hierarchy@1` file of at most 400 MB. It is never written. */
  readonly file: string;
  readonly clock: () => Date;
}

const why = 'a snapshot is read-only';

/** Opens a snapshot. The file is read with each call, so that a fresh export of the same name is seen. */
export function openSnapshot(options: SnapshotOptions): SiteConnection {
  const refused = async (): Promise<WriteOutcome> => ({kind: 'refused', why});
  const read = (): ReadOutcome => readSnapshot(options);
  return {
    name: options.name,
    origin: 'snapshot',
    provider: 'snapshot',
    capabilities: () => ({mayWrite: false, why}),
    read: async () => read(),
    readSiteSystem: async (siteCode, server) => {
      const outcome = read();
      if (outcome.kind === 'failed') return {kind: 'failed', why: outcome.why};
      return findSystem(outcome.reading.hierarchy, siteCode, server);
    },
    write: refused,
    createAccount: refused,
    setAccountPassword: refused,
    removeAccount: refused,
    accountExists: async (siteCode, userName) => {
      const outcome = read();
      return outcome.kind === 'failed' ? null : hasAccount(outcome.reading.hierarchy, siteCode, userName);
    },
    close: async () => undefined,
  };
}

function readSnapshot({name, file, clock}: SnapshotOptions): ReadOutcome {
  const what = `The snapshot ${name} could not be read`;
  const read = readHierarchyFile(file);
  if (read.kind === 'missing')
    return {
      kind: 'failed',
      what,
      why: `there is no file ${file}`,
      todo: `Put it back, or: cmproxy site remove ${name}`,
    };
  if (read.kind !== 'hierarchy') return {kind: 'failed', what, why: read.why, todo: read.todo};
  const {hierarchy} = read;
  const readAt = timeOfReading(hierarchy.exportedAt, file, clock());
  return {kind: 'read', reading: {hierarchy, readAt: readAt.toISOString(), readAs: hierarchy.readAs}};
}

/** When the site was really read: what the export says of itself, unless that is no time or lies in the future; else when its file was saved. */
function timeOfReading(exportedAt: string | null, file: string, now: Date): Date {
  const told = exportedAt !== null && /^\d{4}-\d\d-\d\dT/.test(exportedAt) ? Date.parse(exportedAt) : Number.NaN;
  if (told <= now.getTime()) return new Date(told);
  const saved = statSync(file, {throwIfNoEntry: false})?.mtime ?? now;
  return saved <= now ? saved : now;
}
