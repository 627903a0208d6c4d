// Carries out `cmproxy finding list`: what was accepted, and whether it still matters.
import {acceptanceOf, isOver, type AcceptedFinding} from '../../model/accepted-finding.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {statusFindings} from '../../plan/findings/status-findings.ts';
import {readAccepted} from '../../settings/accepted-findings.ts';
import {renderTable} from '../../terminal/render-table.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {refused} from '../refuse.ts';

import {writeRecords} from '../write-records.ts';

/** `worse`: it counts again, because it is more serious than when it was accepted. `notShown`: the server does not show it now. */
type Standing = 'accepted' | 'expired' | 'worse' | 'notShown';

const standingText: Readonly<Record<Standing, string>> = {
  accepted: 'accepted',
  expired: 'expired, counts again',
  worse: 'worse now, counts again',
  notShown: 'not shown now',
};

/** What gives way first in a narrow terminal. */
const shrinkOf: Readonly<Record<string, number>> = {REASON: 4, BY: 3, AT: 3, STANDING: 2, SERVER: 1};

export async function listAccepted(context: Context): Promise<ExitCode> {
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  const read =
    context.paths.kind === 'nowhere'
      ? {kind: 'accepted' as const, findings: []}
      : readAccepted(context.paths.paths.acceptedFile, open.hierarchyId);
  if (read.kind === 'refused') return refused(context, exitCodes.failed, read);
  const standing = standings(open, read.findings, context.clock());
  if (context.format === 'json') {
    const accepted = read.findings.map(item => ({
      ...item,
      expired: isOver(item, context.clock()),
      standing: standing(item),
    }));
    const header = {schemaVersion: 1, connection: open.site.name, hierarchyId: open.hierarchyId};
    context.data(`${JSON.stringify({...header, accepted})}\n`);
    return exitCodes.done;
  }
  if (read.findings.length === 0) {
    context.message('No finding of this hierarchy is accepted.');
    return exitCodes.done;
  }
  const columns = ['CODE', 'SITE', 'SERVER', 'UNTIL', 'BY', 'AT', 'REASON', 'STANDING'];
  const isTable = context.format === 'table';
  const rows = read.findings.map(item => [
    item.code,
    item.siteCode,
    item.server,
    item.until === null ? 'for good' : isTable ? item.until.slice(0, 10) : item.until,
    item.by,
    isTable ? item.at.slice(0, 10) : item.at,
    item.reason,
    isTable ? standingText[standing(item)] : standing(item),
  ]);
  if (isTable) {
    const table = columns.map(title => ({title, shrink: shrinkOf[title] ?? 0, minWidth: 4}));
    context.data(renderTable({columns: table, rows, width: context.width}));
  } else writeRecords(context, {columns, rows});
  return exitCodes.done;
}

function standings(
  {reading}: OpenSite,
  accepted: readonly AcceptedFinding[],
  now: Date,
): (item: AcceptedFinding) => Standing {
  const shown = new Map(
    statusFindings(reading.hierarchy).map(finding => [
      `${finding.code} ${siteSystemKey(finding.siteCode, finding.server)}`,
      finding,
    ]),
  );
  const holds = acceptanceOf(accepted, now);
  return item => {
    if (isOver(item, now)) return 'expired';
    const finding = shown.get(`${item.code} ${siteSystemKey(item.siteCode, item.server)}`);
    if (finding === undefined) return 'notShown';
    return holds(finding) === null ? 'worse' : 'accepted';
  };
}
