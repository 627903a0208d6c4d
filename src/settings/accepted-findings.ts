// Keeps the accepted findings of every hierarchy in one file; two processes that change it lose nothing.
import {readJsonFile} from '../files/read-json-file.ts';
import {withFileLock} from '../files/with-file-lock.ts';
import {writeFileAtomically} from '../files/write-file-atomically.ts';
import type {AcceptedFinding} from '../model/accepted-finding.ts';
import type {Severity} from '../model/finding.ts';

const schema = 'cmproxy/accepted@1';
const mostBytes = 10_000_000;

export type AcceptedOutcome =
  | {readonly kind: 'accepted'; readonly findings: readonly AcceptedFinding[]}
  | {readonly kind: 'refused'; readonly what: string; readonly why: string; readonly todo: string};

type All = Readonly<Record<string, readonly AcceptedFinding[]>>;

/** Those of a hierarchy. A file that is broken or newer is refused and left as it is; one that is not there holds none. */
export function readAccepted(file: string, hierarchyId: string): AcceptedOutcome {
  const all = readAll(file);
  if (all.kind === 'refused') return all;
  return {kind: 'accepted', findings: Object.hasOwn(all.all, hierarchyId) ? (all.all[hierarchyId] ?? []) : []};
}

/** Reads, changes and saves as one step; a change to the same list writes nothing. Throws `FileProblem` where it cannot be saved. */
export async function changeAccepted(
  file: string,
  hierarchyId: string,
  change: (findings: readonly AcceptedFinding[]) => readonly AcceptedFinding[],
): Promise<AcceptedOutcome> {
  return withFileLock(file, () => {
    const read = readAll(file);
    if (read.kind === 'refused') return read;
    const before = Object.hasOwn(read.all, hierarchyId) ? (read.all[hierarchyId] ?? []) : [];
    const findings = change(before);
    if (findings === before) return {kind: 'accepted' as const, findings};
    const hierarchies = {...read.all, [hierarchyId]: findings};
    writeFileAtomically(file, `${JSON.stringify({schema, hierarchies}, null, 2)}\n`);
    return {kind: 'accepted' as const, findings};
  });
}

function readAll(
  file: string,
): {readonly kind: 'all'; readonly all: All} | Extract<AcceptedOutcome, {kind: 'refused'}> {
  const refused = (why: string, todo = `Correct ${file}, or move it away to begin with none.`) =>
    ({kind: 'refused', what: 'The accepted findings could not be read', why, todo}) as const;
  const read = readJsonFile(file, {maxBytes: mostBytes, what: 'The accepted findings'});
  if (read.kind === 'missing') return {kind: 'all', all: {}};
  if (read.kind === 'refused') {
    const {why} = read.problem;
    return refused(why.includes(file) ? why : `${file}: ${why}`);
  }
  if (!isObject(read.value)) return refused(`${file} does not hold an object`);
  const version = /^cmproxy\/accepted@(\d+)$/.exec(String(read.value['schema']))?.[1];
  if (version !== '1')
    return version === undefined
      ? refused(`${file} does not say "schema": "${schema}"`)
      : refused(
          `${file} was written by a newer version (accepted@${version}; this version reads accepted@1)`,
          'Use the version of cmproxy that wrote it.',
        );
  const {hierarchies} = read.value;
  if (!isObject(hierarchies)) return refused(`hierarchies in ${file} is not an object`);
  const all: Record<string, readonly AcceptedFinding[]> = {};
  for (const [id, list] of Object.entries(hierarchies)) {
    if (!Array.isArray(list) || !list.every(isAccepted))
      return refused(`hierarchies.${id} in ${file} is not a list of findings`);
    all[id] = list;
  }
  return {kind: 'all', all};
}

const severities: readonly unknown[] = ['error', 'warning', 'information'] satisfies readonly Severity[];

function isAccepted(value: unknown): value is AcceptedFinding {
  if (!isObject(value)) return false;
  const {until, severity} = value;
  const texts = ['code', 'siteCode', 'server', 'reason', 'by', 'at'];
  return (
    texts.every(key => typeof value[key] === 'string') &&
    severities.includes(severity) &&
    (until === null || (typeof until === 'string' && !Number.isNaN(Date.parse(until))))
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
