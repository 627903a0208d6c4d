// Carries out `cmproxy plan`: makes the plan, saves it where asked, and shows it.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {verdictOf, type Plan} from '../../plan/plan.ts';
import {whyNotScripted} from '../../plan/script/with-scripts.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {buildPlan} from './build-plan.ts';
import {checkExpected} from './check-expected.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {readProposed, type GivenAnswers} from './read-proposed.ts';
import {refused} from '../refuse.ts';
import {runNotice} from '../run-notice.ts';
import {showFindings} from './show-findings.ts';
import {planRecords, planText} from '../views/plan-view.ts';
import {connectionLine} from '../views/summary.ts';
import {writeRecords} from '../write-records.ts';

export async function showPlan(values: Values, context: Context, given?: GivenAnswers): Promise<ExitCode> {
  const read = await readProposed(values, context, given);
  if (read.kind === 'refused') return read.exitCode;
  const dialect = textOf(values, 'As');
  if (read.value.isEmpty && (dialect !== 'answers' || isSet(values, 'Undo')))
    return refused(context, exitCodes.usage, {
      what: 'There is nothing to plan',
      why: 'neither --set nor --answers was given',
      todo: 'Say what is wanted, for example --set proxy.port=8080. What is there now, as an answer file: --as answers.',
    });
  const out = textOf(values, 'Out');
  if (out !== undefined && out !== '-' && existsSync(out) && !isSet(values, 'Force'))
    return refused(context, exitCodes.usage, {
      what: `The plan was not saved to ${out}`,
      why: 'the file is already there',
      todo: 'Give another name, or --force.',
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  await runNotice(context, opened.value.hierarchyId);
  const proposed = await read.value.settle(opened.value);
  if (proposed.kind === 'refused') return proposed.exitCode;
  const built = buildPlan(context, opened.value, proposed.value, {
    createAccounts: isSet(values, 'CreateAccount'),
    note: textOf(values, 'Note') ?? null,
    withScripts: dialect === undefined,
    unattended: given?.unattended === true,
  });
  if (built.kind === 'refused') return built.exitCode;
  const checked = checkExpected(values, context, opened.value, built.value);
  if (checked.kind === 'refused') return checked.exitCode;
  const plan = checked.value;
  if (dialect !== undefined)
    return showDialect(values, context, opened.value, {plan, wantsNothing: read.value.isEmpty});
  if (out !== undefined && out !== '-') {
    const saved = save(context, plan, out);
    if (saved !== null) return saved;
  }
  if (context.format === 'json' || out === '-') {
    if (context.format === 'json') showFindings(context, plan.findings);
    context.data(`${JSON.stringify(plan)}\n`);
  } else if (context.format === 'table') {
    context.data(`${connectionLine(opened.value, context.clock())}\n\n${planText(plan, context.width)}`);
    hint(context, plan, out);
  } else {
    showFindings(context, plan.findings);
    writeRecords(context, planRecords(plan));
    if (verdictOf(plan) === 'same' && !context.quiet) context.message('Nothing differs; nothing would be written.');
  }
  return exitCodeOf(plan);
}

function exitCodeOf(plan: Plan): ExitCode {
  return {same: exitCodes.done, different: exitCodes.differs, unknown: exitCodes.unknown, error: exitCodes.failed}[
    verdictOf(plan)
  ];
}

interface Shown {
  readonly plan: Plan;
  /** Nothing was said but servers: what they have now is asked for. */
  readonly wantsNothing: boolean;
}

/**
 * The plan in another form, alone on standard output or in the file of --out. A plan with an error has none. As an answer file, one that changes nothing
 * is what its servers have now; those that have an error as they are, are told and left out.
 */
async function showDialect(
  values: Values,
  context: Context,
  open: OpenSite,
  {plan, wantsNothing}: Shown,
): Promise<ExitCode> {
  const {showScript} = await import('./show-script.ts');
  showFindings(context, plan.findings);
  const source = {...plan, planHash: plan.hash, toolVersion: context.version};
  const why = wantsNothing ? null : whyNotScripted(plan);
  const isAsIs = textOf(values, 'As') === 'answers' && plan.changes.length === 0 && !isSet(values, 'Undo');
  if (!isAsIs || why !== null) return showScript(values, context, open, {source, why}) ?? exitCodeOf(plan);
  const {changesAsIs} = await import('../dialects/changes-as-is.ts');
  const changes = changesAsIs(plan, open.reading.hierarchy);
  return showScript(values, context, open, {source: {...source, isAsIs, changes}, why}) ?? exitCodeOf(plan);
}

/** null where it was saved; else the exit code of the refusal. */
function save(context: Context, plan: Plan, out: string): ExitCode | null {
  if (plan.changes.some(change => change.object === 'account')) {
    return refused(context, exitCodes.failed, {
      what: 'The plan was not saved',
      why: 'it creates a proxy account, which needs a password, and no password is ever kept in a file',
      todo: 'Apply it directly: the same options with `cmproxy apply`, which asks for the password after confirmation.',
    });
  }
  try {
    writeFileAtomically(resolve(out), `${JSON.stringify(plan, null, 2)}\n`);
  } catch (error) {
    if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
    throw error;
  }
  context.message(makeSafe(`Saved as ${out}. Apply it with: cmproxy apply ${out}`));
  return null;
}

function hint(context: Context, plan: Plan, out: string | undefined): void {
  if (context.quiet || out !== undefined || verdictOf(plan) !== 'different') return;
  context.message('To do it: the same options with `cmproxy apply`. To keep it for review: --out FILE.');
}
