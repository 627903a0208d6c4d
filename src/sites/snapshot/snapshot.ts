// A hierarchy file as a site: what an export of a real hierarchy said, read-only.
import {statSync} from 'node:fs';
import {readJsonFile} from '../../files/read-json-file.ts';
import {readVersioned} from '../../files/versioned.ts';
import type {Hierarchy} from '../../model/hierarchy.ts';
import {parseHierarchy} from '../../model/parse-hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {sameAccountName} from '../../model/validate-proxy.ts';
import type {ReadOutcome, SiteConnection, WriteOutcome} from '../site.ts';

export interface SnapshotOptions {
  /** The connection's name. */
  readonly name: string;
  /** A `cmproxy/hierarchy@1` file of at most 400 MB. It is never written. */
  readonly file: string;
  readonly clock: () => Date;
}

const limits = {maxBytes: 400_000_000, maxDepth: 64} as const;
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
      const key = siteSystemKey(siteCode, server);
      const found = outcome.reading.hierarchy.siteSystems.find(
        system => siteSystemKey(system.siteCode, system.server) === key,
      );
      return found === undefined ? {kind: 'notVisible'} : {kind: 'read', siteSystem: found};
    },
    write: refused,
    createAccount: refused,
    accountExists: async (siteCode, userName) => {
      const outcome = read();
      return outcome.kind === 'failed' ? null : accountExists(outcome.reading.hierarchy, siteCode, userName);
    },
    close: async () => undefined,
  };
}

function readSnapshot({name, file, clock}: SnapshotOptions): ReadOutcome {
  const what = `The snapshot ${name} could not be read`;
  const failed = (because: string, todo: string): ReadOutcome => ({kind: 'failed', what, why: because, todo});
  const text = readJsonFile(file, {...limits, what: file});
  if (text.kind === 'missing')
    return failed(`there is no file ${file}`, `Put it back, or: cmproxy site remove ${name}`);
  if (text.kind === 'refused') return failed(text.problem.why, text.problem.todo);
  const versioned = readVersioned({file, value: text.value, family: 'cmproxy/hierarchy', current: 1});
  if ('problem' in versioned) return failed(`${file}: ${versioned.problem.why}`, versioned.problem.todo);
  const parsed = parseHierarchy(versioned.value);
  if (parsed.kind === 'refused')
    return failed(`${file}: ${parsed.path}: ${parsed.why}`, 'Correct the file, or export it again.');
  const {hierarchy} = parsed;
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

/** As in the lab: a secondary site's servers use their parent's accounts. null where the export does not tell. */
function accountExists(hierarchy: Hierarchy, siteCode: string, userName: string): boolean | null {
  const site = hierarchy.sites.find(item => item.siteCode === siteCode.toUpperCase());
  const keeper = site?.siteType === 'secondary' ? (site.parentSiteCode ?? siteCode) : siteCode.toUpperCase();
  if (hierarchy.accounts === null || hierarchy.sites.find(item => item.siteCode === keeper)?.readable === false)
    return null;
  return hierarchy.accounts.some(account => account.siteCode === keeper && sameAccountName(account.userName, userName));
}
