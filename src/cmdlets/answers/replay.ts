// Carries out `cmproxy replay`: the file alone with --validate, the plan with -WhatIf, else the plan, consent and the run.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {apply} from '../change/apply-plan.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {withoutConsent} from '../consent.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {loadAnswers, readAnswerFile} from './read-answer-file.ts';
import type {Proposed} from '../change/proposed.ts';
import type {GivenAnswers} from '../change/read-proposed.ts';
import {refused} from '../refuse.ts';
import {showPlan} from '../change/show-plan.ts';

export async function replay(values: Values, context: Context): Promise<ExitCode> {
  const name = textOf(values, 'Path') ?? '';
  if (name === '-' && isSet(values, 'PasswordStdin'))
    return refused(context, exitCodes.usage, {
      what: 'Standard input was asked for twice',
      why: 'it cannot hold answers and a password',
      todo: 'Save the answers to a file.',
    });
  if (isSet(values, 'Validate')) return validate(values, context, name);
  const printsOnly = isSet(values, 'PrintResolved');
  const noConsent = printsOnly
    ? null
    : withoutConsent(context, {command: 'replay', look: 'cmproxy replay FILE --what-if'});
  if (noConsent !== null) return noConsent;
  const cannotSave = checkSave(values, context, name);
  if (cannotSave !== null) return cannotSave;
  const file = await readAnswerFile(context, values, name);
  if (file.kind === 'refused') return file.exitCode;
  const missing = textOf(values, 'Missing') ?? (context.interactive ? 'ask' : 'fail');
  const proposed = new Map([...values, ['Answers', name], ['Missing', missing]]);
  proposed.delete('Path');
  const given: GivenAnswers = {
    file: file.value,
    unattended: context.yes || !context.interactive,
    whenSettled: async (settled, open) => keep(values, context, {file: file.value, settled, open}),
  };
  if (printsOnly) return (await import('./show-resolved.ts')).showResolved(proposed, context, given);
  return context.whatIf ? showPlan(proposed, context, given) : apply(proposed, context, given);
}

/** --set and a profile count too: what would be replayed is checked. */
async function validate(values: Values, context: Context, name: string): Promise<ExitCode> {
  const {tellRefused, validateAnswers} = await import('./validate-answers.ts');
  const loaded = await loadAnswers(name);
  if (loaded.kind === 'refused') return tellRefused(context, name, loaded);
  const file = await readAnswerFile(context, values, name, loaded.file);
  return file.kind === 'refused' ? file.exitCode : validateAnswers(context, file.value);
}

/** null where nothing is to be saved, or where it can be. */
function checkSave(values: Values, context: Context, name: string): ExitCode | null {
  const to = textOf(values, 'Save');
  if (to === undefined) return null;
  if (context.readOnly || context.whatIf || isSet(values, 'PrintResolved'))
    return refused(context, exitCodes.usage, {
      what: 'The answers were not saved',
      why: '-WhatIf, --read-only and --print-resolved write nothing',
      todo: 'Leave out --save.',
    });
  if (existsSync(to) && (name === '-' || resolve(to) !== resolve(name)))
    return refused(context, exitCodes.usage, {
      what: `The answers were not saved to ${to}`,
      why: 'the file is already there',
      todo: 'Give another name.',
    });
  return null;
}

interface Settled {
  readonly file: ReadAnswerFile;
  readonly settled: Proposed;
  readonly open: OpenSite;
}

/** The file in this version's shape, and where --save says so with the answers that were given now. */
async function keep(values: Values, context: Context, {file, settled, open}: Settled): Promise<Opened<Proposed>> {
  const to = textOf(values, 'Save');
  if (file.migrated === null && to === undefined) return {kind: 'open', value: settled};
  const {keepMigrated, saveAnswers} = await import('./save-answers.ts');
  await keepMigrated(context, file, !context.whatIf && !context.readOnly && !isSet(values, 'PrintResolved'));
  if (to === undefined) return {kind: 'open', value: settled};
  const {answeredNow} = await import('./answered-now.ts');
  const saved = await saveAnswers(context, file, to, answeredNow(file, settled, open.reading.hierarchy));
  return saved.kind === 'refused' ? saved : {kind: 'open', value: settled};
}
