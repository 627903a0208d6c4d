// Carries out `cmproxy preview`: rows of now, or before and after a proposed change.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {meets, type Condition} from '../../model/select-servers.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {InheritanceRow} from '../../inheritance/row.ts';
import {statusFindings} from '../../plan/findings/status-findings.ts';
import {previewInheritance} from '../../plan/preview.ts';
import type {NamedServer} from '../../plan/plan.ts';
import type {Proposal, Proposed} from './proposed.ts';
import type {Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {needSiteSystems} from '../need-site-systems.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {readProposed} from './read-proposed.ts';
import {runNotice} from '../run-notice.ts';
import {showFindings} from './show-findings.ts';
import {groupFindings} from '../views/status-json.ts';
import {stateOf} from '../../model/finding.ts';
import {isAffected, previewRecords, previewTable} from '../views/preview-view.ts';
import {connectionLine} from '../views/summary.ts';
import {writeRecords} from '../write-records.ts';

export async function showPreview(values: Values, context: Context): Promise<ExitCode> {
  const read = await readProposed(values, context);
  if (read.kind === 'refused') return read.exitCode;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  await runNotice(context, opened.value.hierarchyId);
  const proposed = await read.value.settle(opened.value);
  if (proposed.kind === 'refused') return proposed.exitCode;
  return read.value.isEmpty
    ? showNow(context, opened.value, proposed.value)
    : showProposed(context, opened.value, proposed.value);
}

function showNow(context: Context, open: OpenSite, proposal: Proposal): ExitCode {
  const {hierarchy} = open.reading;
  const findings = statusFindings(hierarchy);
  let rows = previewInheritance({before: hierarchy, after: null, findings});
  const narrowed = proposal.names.length > 0 || proposal.conditions.length > 0;
  if (narrowed) {
    const groups = groupFindings(findings);
    const state = (system: {siteCode: string; server: string; readable: boolean}) =>
      stateOf(system.readable, groups.get(siteSystemKey(system.siteCode, system.server)) ?? []);
    const named = needSiteSystems(context, hierarchy, proposal.names);
    if (named.kind === 'refused') return named.exitCode;
    const candidates = proposal.names.length > 0 ? named.value : hierarchy.siteSystems;
    const chosen = candidates.filter(system =>
      proposal.conditions.every((condition: Condition) => meets(system, condition, state)),
    );
    const keys = new Set(chosen.map(system => siteSystemKey(system.siteCode, system.server)));
    const names = new Set(chosen.map(system => siteSystemKey('', system.server)));
    rows = rows.filter(row => concerns(row, keys, names));
  }
  return show(context, open, rows, {servers: [], proposed: false});
}

/** Whether a row is about, or follows, one of the chosen servers. */
function concerns(row: InheritanceRow, keys: ReadonlySet<string>, names: ReadonlySet<string>): boolean {
  if (
    row.server !== null &&
    (row.siteCode === '' ? names.has(siteSystemKey('', row.server)) : keys.has(siteSystemKey(row.siteCode, row.server)))
  )
    return true;
  return row.follows.server !== null && names.has(siteSystemKey('', row.follows.server));
}

async function showProposed(context: Context, open: OpenSite, proposal: Proposed): Promise<ExitCode> {
  const {buildPlan} = await import('./build-plan.ts');
  const built = buildPlan(context, open, proposal, {
    createAccounts: false,
    note: null,
    withScripts: false,
  });
  if (built.kind === 'refused') return built.exitCode;
  const plan = built.value;
  const errors = plan.findings.filter(finding => finding.severity === 'error' && finding.code !== 'CMP004');
  showFindings(context, plan.findings);
  if (errors.length > 0) {
    if (context.format === 'json')
      context.data(
        `${JSON.stringify({schemaVersion: 1, connection: plan.connection, findings: plan.findings, rows: []})}\n`,
      );
    return exitCodes.failed;
  }
  return show(context, open, plan.inheritance, {servers: plan.servers, proposed: true});
}

function show(
  context: Context,
  open: OpenSite,
  rows: readonly InheritanceRow[],
  options: {servers: readonly NamedServer[]; proposed: boolean},
): ExitCode {
  if (context.format === 'json') {
    const {hierarchy, readAt, readAs} = open.reading;
    const shown = options.proposed ? rows.map(row => ({...row, affected: isAffected(row)})) : rows;
    context.data(
      `${JSON.stringify({schemaVersion: 1, connection: open.site.name, hierarchy: hierarchy.name, hierarchyId: open.hierarchyId, readAt, readAs, servers: options.servers, rows: shown})}\n`,
    );
  } else if (context.format === 'table') {
    context.data(
      `${connectionLine(open, context.clock())}\n\n${previewTable(rows, {width: context.width, proposed: options.proposed})}`,
    );
  } else writeRecords(context, previewRecords(rows));
  return exitCodes.done;
}
