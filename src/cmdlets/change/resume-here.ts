// `apply --resume`: shows what is left of a run that was cut off, asks, and goes on without writing any server twice.
import {findResumable, resumeRun} from '../../apply/resume.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {askPasswords} from '../accounts/ask-passwords.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import {consent} from '../consent.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {refused} from '../refuse.ts';
import type {RunOptions} from './run-options.ts';
import {runSetting} from './run-setting.ts';
import {reportNothing} from './report-nothing.ts';
import {eventPrinter, printReport} from './run-report.ts';
import {diffTable} from '../views/plan-view.ts';

interface Wanted {
  /** null: the newest run that is not finished. */
  readonly run: string | null;
  readonly options: RunOptions;
}

export async function resumeHere(
  context: Context,
  open: OpenSite,
  values: Values,
  {run, options}: Wanted,
): Promise<ExitCode> {
  const found = findResumable({
    journalFolder: options.journalFolder,
    connection: open.site.name,
    hierarchyId: open.hierarchyId,
    ...(run === null ? {} : {run}),
  });
  if (found.kind === 'refused') return refused(context, found.exitCode, found);
  if (found.kind === 'nothing') return reportNothing(context, found.text, run === null ? {} : {run});
  const left = found.run.changes.filter(({state}) => state !== 'applied').map(({change}) => change);
  if (context.format === 'table')
    context.data(
      `Run ${found.run.run}: ${left.length} of ${found.run.changes.length} writes are left\n${diffTable(left, context.width)}`,
    );
  if (context.whatIf) return exitCodes.done;
  if (!open.mayWrite)
    return refused(context, exitCodes.failed, {
      what: 'Nothing was written',
      why: open.whyNot ?? 'this hierarchy is read-only',
      todo: 'Choose another connection, or leave out --read-only.',
    });
  const agreed = await consent(context, {
    danger: 'high',
    siteCode: found.run.start.confirm,
    question: `Go on with run ${found.run.run}?`,
    given: textOf(values, 'ConfirmSiteCode'),
  });
  if (agreed.kind === 'refused') return agreed.exitCode;
  const needed = left.some(change => change.object === 'account');
  const passwords = needed ? await askPasswords(context, {changes: left}, isSet(values, 'PasswordStdin')) : null;
  if (passwords?.kind === 'refused') return passwords.exitCode;
  const setting = runSetting(context, open, options, eventPrinter(context), passwords?.value);
  try {
    const report = await resumeRun({run: found.run, ...setting.environment});
    printReport(context, report);
    return report.exitCode;
  } finally {
    setting.end();
  }
}
