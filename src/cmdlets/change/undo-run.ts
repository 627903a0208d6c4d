// Carries out `cmproxy undo`: finds what a run wrote, shows the way back, and writes it after consent.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {runIdPattern} from '../../apply/journal/record.ts';
import type {PlannedUndo} from '../../apply/undo.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import {consent, withoutConsent} from '../consent.ts';
import type {Context} from '../context.ts';
import {differenceText} from '../../apply/check-records.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {refused} from '../refuse.ts';
import {readRunOptions, type RunOptions} from './run-options.ts';
import {runSetting} from './run-setting.ts';
import {reportNothing} from './report-nothing.ts';
import {eventPrinter, printReport} from './run-report.ts';
import {diffTable, fieldDifferences} from '../views/plan-view.ts';

export async function undo(values: Values, context: Context): Promise<ExitCode> {
  const noConsent = withoutConsent(context, {command: 'undo', look: 'cmproxy undo --what-if'});
  if (noConsent !== null) return noConsent;
  const options = readRunOptions(values, context);
  if (options.kind === 'refused') return options.exitCode;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  const named = textOf(values, 'Run');
  const isFile = named !== undefined && !runIdPattern.test(named);
  if (isFile && !existsSync(named))
    return refused(context, exitCodes.usage, {
      what: `There is no run and no undo file "${named}"`,
      why: 'a run looks like 20261123T100000Z-1a2b3c, and there is no such file',
      todo: 'See: cmproxy history',
    });
  const {planUndo} = await import('../../apply/undo.ts');
  const planned = await planUndo({
    hierarchy: open.reading.hierarchy,
    hierarchyId: open.hierarchyId,
    connection: open.site.name,
    journalFolder: options.value.journalFolder,
    overwrite: isSet(values, 'Overwrite'),
    ...(named === undefined ? {} : isFile ? {undoFile: resolve(named)} : {run: named}),
  });
  if (planned.kind === 'refused') return refused(context, planned.exitCode, planned);
  if (planned.kind === 'nothing') return reportNothing(context, planned.text);
  return reviewAndRun(context, open, values, {planned, options: options.value});
}

/** What a person has to know beside the writes. */
function notesOf(planned: PlannedUndo): readonly string[] {
  return [
    ...planned.notices,
    ...planned.cannotRestore.map(item => `cannot be written back: ${item.siteCode}/${item.server}: ${item.what}`),
    ...planned.accountsLeft.map(account => `the account ${account.userName} at ${account.siteCode} stays`),
    ...planned.overwritten.map(difference => `overwritten: ${differenceText(difference)}`),
  ];
}

function review(context: Context, planned: PlannedUndo): void {
  if (context.format === 'table')
    context.data(`Undo of run ${planned.undoes}\n${diffTable(planned.plan.changes, context.width)}`);
  for (const note of notesOf(planned)) context.message(makeSafe(note));
}

/** What would be written, for programs: the whole records, and field by field in words. */
function whatIfDocument(planned: PlannedUndo): Readonly<Record<string, unknown>> {
  const {changes, confirm} = planned.plan;
  return {
    schemaVersion: 1,
    whatIf: true,
    undoes: planned.undoes,
    confirm,
    changes,
    differences: changes.flatMap(change =>
      fieldDifferences(change).map(({title, before, after}) => ({
        order: change.order,
        server: change.server,
        siteCode: change.siteCode,
        title,
        before,
        after,
      })),
    ),
    notes: notesOf(planned),
  };
}

async function reviewAndRun(
  context: Context,
  open: OpenSite,
  values: Values,
  {planned, options}: {planned: PlannedUndo; options: RunOptions},
): Promise<ExitCode> {
  review(context, planned);
  if (context.whatIf) {
    if (context.format === 'json') context.data(`${JSON.stringify(whatIfDocument(planned))}\n`);
    return exitCodes.done;
  }
  if (!open.mayWrite)
    return refused(context, exitCodes.failed, {
      what: 'Nothing was written',
      why: open.whyNot ?? 'this hierarchy is read-only',
      todo: 'Choose another connection, or leave out --read-only.',
    });
  const agreed = await consent(context, {
    danger: planned.plan.confirm === null ? 'high' : 'severe',
    siteCode: planned.plan.confirm,
    question: `Write back these ${planned.plan.changes.length} records?`,
    given: textOf(values, 'ConfirmSiteCode'),
  });
  if (agreed.kind === 'refused') return agreed.exitCode;
  const {runPlan} = await import('../../apply/run-plan.ts');
  const setting = runSetting(context, open, options, eventPrinter(context));
  try {
    const report = await runPlan({
      plan: planned.plan,
      operation: 'undo',
      undoes: planned.undoes,
      ...setting.environment,
    });
    printReport(context, report);
    return report.exitCode;
  } finally {
    setting.end();
  }
}
