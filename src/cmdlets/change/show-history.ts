// Carries out `cmproxy history`: reads the journal and shows it.
import {history, historyOfRun, type HistoryPlace, type RunSummaryLine} from '../../apply/history.ts';
import {writtenByRun} from '../../apply/written-by-run.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {parseTime} from '../durations.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {refused} from '../refuse.ts';
import {writeRecords} from '../write-records.ts';

export async function showHistory(values: Values, context: Context): Promise<ExitCode> {
  const text = textOf(values, 'Since');
  const since = text === undefined ? undefined : parseTime(text);
  if (since === null)
    return refused(context, exitCodes.usage, {
      what: '--since cannot be read',
      why: `"${text ?? ''}" is not a time`,
      todo: 'Give one such as 2026-10-01 or 2026-10-01T08:00:00Z.',
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  const folder =
    textOf(values, 'Journal') ?? (context.paths.kind === 'paths' ? context.paths.paths.journalFolder : null);
  const header = {schemaVersion: 1, connection: open.site.name, hierarchyId: open.hierarchyId};
  if (folder === null) {
    if (context.format === 'json') context.data(`${JSON.stringify({...header, runs: []})}\n`);
    return exitCodes.done;
  }
  const place = {journalFolder: folder, connection: open.site.name, hierarchyId: open.hierarchyId};
  const run = textOf(values, 'Run');
  if (values.has('As')) return showRunAs(values, context, open, place, run);
  if (run !== undefined) return showRun(context, header, historyOfRun(place, run), run);
  const found = history(place, since);
  if (found.kind === 'refused') return refused(context, exitCodes.failed, found);
  if (found.brokenAt !== null)
    context.message(
      makeSafe(
        `warning: the journal ${found.file} is broken at line ${found.brokenAt} (${found.brokenWhy ?? 'not told'}); runs after it cannot be undone by it.`,
      ),
    );
  const newestFirst = found.runs.toReversed();
  if (context.format === 'json')
    context.data(`${JSON.stringify({...header, journal: found.file, brokenAt: found.brokenAt, runs: newestFirst})}\n`);
  else if (newestFirst.length === 0) context.message('No run is recorded for this hierarchy.');
  else show(context, newestFirst.map(summaryCells), summaryColumns);
  return exitCodes.done;
}

/** What a run wrote, in another form, or the way back from it. */
async function showRunAs(
  values: Values,
  context: Context,
  open: OpenSite,
  place: HistoryPlace,
  run: string | undefined,
): Promise<ExitCode> {
  if (run === undefined)
    return refused(context, exitCodes.usage, {
      what: '--as needs a run',
      why: 'several runs are no script',
      todo: 'Name it: cmproxy history RUN --as FORM',
    });
  const found = writtenByRun(place, run);
  if (found === null) return noSuchRun(context, run);
  if (found.kind === 'refused') return refused(context, exitCodes.failed, found);
  const {showScript} = await import('./show-script.ts');
  return showScript(values, context, open, {source: found.source, why: null}) ?? exitCodes.done;
}

/** What gives way first in a narrow terminal; results and run ids do not. */
const shrinkOf: Readonly<Record<string, number>> = {WHY: 6, TICKET: 5, WHO: 4, AT: 3, BEFORE: 2, AFTER: 2, SERVER: 1};

const summaryColumns = ['RUN', 'AT', 'WHO', 'TICKET', 'OPERATION', 'SERVERS', 'RESULT', 'UNDONE BY'];

function summaryCells(run: RunSummaryLine): readonly string[] {
  return [
    run.run,
    run.at,
    `${run.who}@${run.host}`,
    run.ticket ?? '',
    run.operation,
    String(run.servers.length),
    run.resumable ? `${run.result}, unfinished` : run.result,
    run.undoneBy ?? '',
  ];
}

function noSuchRun(context: Context, run: string): ExitCode {
  return refused(context, exitCodes.usage, {
    what: `There is no run ${run}`,
    why: 'the journal of this hierarchy does not have it',
    todo: 'See: cmproxy history',
  });
}

function showRun(context: Context, header: object, found: ReturnType<typeof historyOfRun>, run: string): ExitCode {
  if (found === null) return noSuchRun(context, run);
  if (found.kind === 'refused') return refused(context, exitCodes.failed, found);
  if (context.format === 'json') {
    context.data(`${JSON.stringify({...header, ...found.summary, fields: found.fields})}\n`);
    return exitCodes.done;
  }
  const rows = found.fields.map(field => [
    String(field.order),
    field.siteCode,
    field.server,
    field.field,
    field.before,
    field.after,
    field.state,
    field.at,
    field.why ?? '',
  ]);
  if (context.format === 'table') {
    const {summary} = found;
    context.data(
      `${makeSafe(`Run ${summary.run} by ${summary.who}@${summary.host}${summary.ticket === null ? '' : `, ticket ${summary.ticket}`}: ${summary.operation}, ${summary.result}`)}\n\n`,
    );
  }
  show(context, rows, ['#', 'SITE', 'SERVER', 'FIELD', 'BEFORE', 'AFTER', 'STATE', 'AT', 'WHY']);
  return exitCodes.done;
}

function show(context: Context, rows: readonly (readonly string[])[], columns: readonly string[]): void {
  if (context.format === 'table')
    context.data(
      renderTable({
        columns: columns.map(title => ({title, shrink: shrinkOf[title] ?? 0, minWidth: 4})),
        rows,
        width: context.width,
      }),
    );
  else writeRecords(context, {columns, rows});
}
