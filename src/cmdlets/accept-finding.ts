// Carries out `cmproxy finding`.
import {hostname, userInfo} from 'node:os';
import {FileProblem} from '../files/file-problem.ts';
import {neverAccepted, type AcceptedFinding} from '../model/accepted-finding.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {statusFindings} from '../plan/findings/status-findings.ts';
import {changeAccepted, readAccepted, type AcceptedOutcome} from '../settings/accepted-findings.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import {renderTable} from '../terminal/render-table.ts';
import {textOf, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {needSiteSystems} from './need-site-systems.ts';
import {needPaths, openAndRead} from './open-site.ts';
import type {Opened, OpenSite} from './opened.ts';
import {refuse, refused} from './refuse.ts';
import {fullName} from './views/proxy-text.ts';
import {writeRecords} from './write-records.ts';

export async function acceptFinding(values: Values, context: Context): Promise<ExitCode> {
  const code = (textOf(values, 'Code') ?? '').toUpperCase();
  const given = untilOf(textOf(values, 'Until'), context.clock());
  if (given.kind === 'refused')
    return refused(context, exitCodes.usage, {
      what: '--until cannot be taken',
      why: given.why,
      todo: 'Give a day to come such as 2027-03-31, or a time with its zone.',
    });
  const {until} = given;
  const found = await findServer(values, context);
  if (found.kind === 'refused') return found.exitCode;
  const {open, system, file} = found.value;
  const key = siteSystemKey(system.siteCode, system.server);
  const own = statusFindings(open.reading.hierarchy).filter(
    finding => siteSystemKey(finding.siteCode, finding.server) === key,
  );
  if (neverAccepted.has(code))
    return refused(context, exitCodes.failed, {
      what: `${code} cannot be accepted`,
      why: 'what could not be read stays unknown',
      todo: 'Mend the permissions, the scope or the replication, then read again.',
    });
  if (!own.some(finding => finding.code === code))
    return refused(context, exitCodes.failed, {
      what: `${fullName(system)} does not show ${code}`,
      why: own.length === 0 ? 'it has no finding' : `it shows ${own.map(finding => finding.code).join(', ')}`,
      todo: 'See: cmproxy status',
    });
  const entry: AcceptedFinding = {
    code,
    siteCode: system.siteCode,
    server: system.server,
    until,
    reason: textOf(values, 'Reason') ?? '',
    by: `${userInfo().username}@${hostname()}`,
    at: context.clock().toISOString(),
  };
  const kept = await change(context, file, open, list => [...list.filter(item => !isSame(item, entry)), entry]);
  if (kept.kind === 'refused') return kept.exitCode;
  context.message(
    makeSafe(
      `Accepted ${code} of ${fullName(system)} ${until === null ? 'for good' : `until ${until}`}. To take it back: cmproxy finding remove ${code} --server ${fullName(system)}`,
    ),
  );
  return exitCodes.done;
}

export async function removeAccepted(values: Values, context: Context): Promise<ExitCode> {
  const code = (textOf(values, 'Code') ?? '').toUpperCase();
  const found = await findServer(values, context);
  if (found.kind === 'refused') return found.exitCode;
  const {open, system, file} = found.value;
  let removed = false;
  const kept = await change(context, file, open, list => {
    const left = list.filter(item => !isSame(item, {code, siteCode: system.siteCode, server: system.server}));
    removed = left.length < list.length;
    return left;
  });
  if (kept.kind === 'refused') return kept.exitCode;
  if (!removed)
    return refused(context, exitCodes.failed, {
      what: `${code} of ${fullName(system)} is not accepted`,
      why: 'there is no such acceptance',
      todo: 'See: cmproxy finding list',
    });
  context.message(makeSafe(`${code} of ${fullName(system)} counts again.`));
  return exitCodes.done;
}

export async function listAccepted(_values: Values, context: Context): Promise<ExitCode> {
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  const read: AcceptedOutcome =
    context.paths.kind === 'nowhere'
      ? {kind: 'accepted', findings: []}
      : readAccepted(context.paths.paths.acceptedFile, open.hierarchyId);
  if (read.kind === 'refused') return refused(context, exitCodes.failed, read);
  const now = context.clock();
  const isOver = ({until}: AcceptedFinding): boolean => until !== null && Date.parse(until) <= now.getTime();
  if (context.format === 'json') {
    const accepted = read.findings.map(item => ({...item, expired: isOver(item)}));
    context.data(
      `${JSON.stringify({schemaVersion: 1, connection: open.site.name, hierarchyId: open.hierarchyId, accepted})}\n`,
    );
    return exitCodes.done;
  }
  const columns = ['CODE', 'SITE', 'SERVER', 'UNTIL', 'BY', 'AT', 'REASON'];
  const rows = read.findings.map(item => [
    item.code,
    item.siteCode,
    item.server,
    item.until === null ? 'for good' : `${item.until}${isOver(item) ? ' (over)' : ''}`,
    item.by,
    item.at,
    item.reason,
  ]);
  if (rows.length === 0) context.message('No finding of this hierarchy is accepted.');
  else if (context.format === 'table')
    context.data(
      renderTable({
        columns: columns.map(title => ({title, shrink: title === 'REASON' ? 2 : 1, minWidth: 4})),
        rows,
        width: context.width,
      }),
    );
  else writeRecords(context, {columns, rows});
  return exitCodes.done;
}

interface Found {
  readonly open: OpenSite;
  readonly system: SiteSystem;
  readonly file: string;
}

async function findServer(values: Values, context: Context): Promise<Opened<Found>> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened;
  const named = needSiteSystems(context, opened.value.reading.hierarchy, [textOf(values, 'Server') ?? '']);
  if (named.kind === 'refused') return named;
  const [system] = named.value;
  if (system === undefined) return {kind: 'refused', exitCode: exitCodes.failed};
  return {kind: 'open', value: {open: opened.value, system, file: paths.value.acceptedFile}};
}

async function change(
  context: Context,
  file: string,
  open: OpenSite,
  how: (findings: readonly AcceptedFinding[]) => readonly AcceptedFinding[],
): Promise<Opened<null>> {
  try {
    const outcome = await changeAccepted(file, open.hierarchyId, how);
    return outcome.kind === 'refused' ? refuse(context, exitCodes.failed, outcome) : {kind: 'open', value: null};
  } catch (error) {
    if (error instanceof FileProblem) return refuse(context, exitCodes.failed, error);
    throw error;
  }
}

type Named = Pick<AcceptedFinding, 'code' | 'siteCode' | 'server'>;

function isSame(a: Named, b: Named): boolean {
  return a.code === b.code && siteSystemKey(a.siteCode, a.server) === siteSystemKey(b.siteCode, b.server);
}

/** A day lasts until its end, in UTC. null: for good. */
type Until = {readonly kind: 'until'; readonly until: string | null} | {readonly kind: 'refused'; readonly why: string};

function untilOf(text: string | undefined, now: Date): Until {
  if (text === undefined) return {kind: 'until', until: null};
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  const time = isDay || isTime ? new Date(isDay ? `${text}T23:59:59.999Z` : text) : null;
  if (time === null || Number.isNaN(time.getTime()) || (isDay && !time.toISOString().startsWith(text)))
    return {kind: 'refused', why: `"${text}" is not a date`};
  if (time.getTime() <= now.getTime()) return {kind: 'refused', why: `"${text}" is in the past`};
  return {kind: 'until', until: time.toISOString()};
}
