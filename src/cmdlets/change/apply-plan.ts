// Carries out `cmproxy apply`: the plan from a file or made now, its review, consent, and the run.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {verdictOf, type Plan} from '../../plan/plan.ts';
import {applyHere} from './apply-here.ts';
import {buildPlan} from './build-plan.ts';
import {isProposed} from './change-parameters.ts';
import {checkExpected} from './check-expected.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import {consent, withoutConsent} from '../consent.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {readProposed, type GivenAnswers} from './read-proposed.ts';
import {refuse, refused} from '../refuse.ts';
import {readRunOptions} from './run-options.ts';
import {showFindings} from './show-findings.ts';
import {planText} from '../views/plan-view.ts';

export async function apply(values: Values, context: Context, given?: GivenAnswers): Promise<ExitCode> {
  const file = textOf(values, 'Path');
  const resume = isSet(values, 'Resume');
  const noConsent = withoutConsent(context, {command: 'apply', look: 'cmproxy plan'});
  if (noConsent !== null) return noConsent;
  const options = readRunOptions(values, context);
  if (options.kind === 'refused') return options.exitCode;
  if (file !== undefined && !resume && isProposed(values))
    return refused(context, exitCodes.usage, {
      what: 'A plan file and a change were both given',
      why: 'a reviewed plan is applied exactly as it is',
      todo: 'Give the file alone, or the change alone.',
    });
  if (file === '-' && isSet(values, 'PasswordStdin'))
    return refused(context, exitCodes.usage, {
      what: 'Standard input was asked for twice',
      why: 'it cannot hold a plan and a password',
      todo: 'Save the plan to a file.',
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  if (resume) {
    const {resumeHere} = await import('./resume-here.ts');
    return resumeHere(context, open, values, {run: file ?? null, options: options.value});
  }
  const found =
    file === undefined
      ? await planNow(context, open, values, given)
      : await (await import('./plan-from-file.ts')).planFromFile(context, open, file);
  if (found.kind === 'refused') return found.exitCode;
  return reviewAndRun(context, open, values, found.value);
}

async function planNow(
  context: Context,
  open: OpenSite,
  values: Values,
  given: GivenAnswers | undefined,
): Promise<Opened<Plan>> {
  const missing = values.get('Missing') ?? (context.interactive ? 'ask' : 'default');
  const read = await readProposed(new Map([...values, ['Missing', missing]]), context, given);
  if (read.kind === 'refused') return read;
  if (read.value.isEmpty)
    return refuse(context, exitCodes.usage, {
      what: 'There is nothing to apply',
      why: 'neither a plan file nor --set nor --answers was given',
      todo: 'Give FILE, or --server SERVER --set KEY=VALUE, or --resume.',
    });
  const proposed = await read.value.settle(open);
  if (proposed.kind === 'refused') return proposed;
  const built = buildPlan(context, open, proposed.value, {
    createAccounts: isSet(values, 'CreateAccount'),
    note: textOf(values, 'Note') ?? null,
    withScripts: false,
    unattended: given?.unattended === true,
  });
  return built.kind === 'refused' ? built : checkExpected(values, context, open, built.value);
}

async function reviewAndRun(context: Context, open: OpenSite, values: Values, plan: Plan): Promise<ExitCode> {
  const expected = textOf(values, 'ExpectHash');
  if (expected !== undefined && expected !== plan.hash)
    return refused(context, exitCodes.failed, {
      what: 'This is not the plan that was expected',
      why: `its hash is ${plan.hash}, not ${expected}`,
      todo: 'Review it again with: cmproxy plan',
    });
  if (context.format === 'table') context.data(`${planText(plan, context.width)}\n`);
  else showFindings(context, plan.findings);
  const verdict = verdictOf(plan);
  if (verdict === 'error')
    return refused(context, exitCodes.failed, {
      what: 'Nothing was written',
      why: 'the plan has an error',
      todo: 'Correct what the finding names.',
    });
  if (context.whatIf) {
    if (context.format === 'json') context.data(`${JSON.stringify(plan)}\n`);
    return exitCodes.done;
  }
  if (plan.changes.length > 0) {
    if (!open.mayWrite)
      return refused(context, exitCodes.failed, {
        what: 'Nothing was written',
        why: open.whyNot ?? 'this hierarchy is read-only',
        todo: 'See what it would do with: cmproxy plan',
      });
    const agreed = await consent(context, {
      danger: plan.confirm === null ? 'high' : 'severe',
      siteCode: plan.confirm,
      question: `Write these ${plan.changes.length} changes?`,
      given: textOf(values, 'ConfirmSiteCode'),
    });
    if (agreed.kind === 'refused') return agreed.exitCode;
  }
  const needsPassword = plan.changes.some(change => change.object === 'account');
  const passwords = needsPassword
    ? await (await import('../accounts/ask-passwords.ts')).askPasswords(context, plan, isSet(values, 'PasswordStdin'))
    : null;
  if (passwords?.kind === 'refused') return passwords.exitCode;
  return applyHere(context, {
    open,
    plan,
    values,
    ...(passwords === null ? {} : {passwordFor: passwords.value}),
  });
}
