// Carries out `cmproxy replay`: the file alone with --validate, the plan with -WhatIf, else the plan, consent and the run.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../files/file-problem.ts';
import {writeFileAtomically} from '../files/write-file-atomically.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {fieldDefinitions} from '../model/fields.ts';
import type {DesiredChange} from '../model/desired-change.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import type {AnswerFile} from '../wizard/answer-file/answer-file.ts';
import {resaveAnswers} from '../wizard/answer-file/resave-answers.ts';
import {apply} from './apply-plan.ts';
import {isSet, textOf, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {readAnswerFile} from './read-answer-file.ts';
import {refused} from './refuse.ts';
import {showPlan} from './show-plan.ts';

export async function replay(values: Values, context: Context): Promise<ExitCode> {
  const file = textOf(values, 'Path') ?? '';
  if (file === '-' && isSet(values, 'PasswordStdin'))
    return refused(context, exitCodes.usage, {
      what: 'Standard input was asked for twice',
      why: 'it cannot hold answers and a password',
      todo: 'Save the answers to a file.',
    });
  if (isSet(values, 'Validate')) return validate(values, context, file);
  const saved = await save(values, context, file);
  if (saved !== null) return saved;
  const missing = textOf(values, 'Missing') ?? (context.interactive ? 'ask' : 'fail');
  const proposed = new Map([...values, ['Answers', file], ['Missing', missing]]);
  proposed.delete('Path');
  if (isSet(values, 'PrintResolved')) return (await import('./show-resolved.ts')).showResolved(proposed, context);
  return context.whatIf ? showPlan(proposed, context) : apply(proposed, context);
}

/** null where nothing was to be saved, or where it was; else the exit code of the refusal. */
async function save(values: Values, context: Context, file: string): Promise<ExitCode | null> {
  const to = textOf(values, 'Save');
  if (to === undefined) return null;
  if (file === '-')
    return refused(context, exitCodes.usage, {
      what: 'The answers were not saved',
      why: 'standard input can be read once only',
      todo: 'Save them to a file first, and replay that.',
    });
  if (context.readOnly || context.whatIf)
    return refused(context, exitCodes.usage, {
      what: 'The answers were not saved',
      why: '-WhatIf and --read-only write nothing',
      todo: 'Leave out --save.',
    });
  if (resolve(to) !== resolve(file) && existsSync(to))
    return refused(context, exitCodes.usage, {
      what: `The answers were not saved to ${to}`,
      why: 'the file is already there',
      todo: 'Give another name.',
    });
  // What there is to say is said where the answers are used.
  const quietly = Object.create(context, {message: {value: () => {}}}) as Context;
  const read = await readAnswerFile(quietly, values, file);
  if (read.kind === 'refused')
    return (await readAnswerFile(context, values, file)).kind === 'refused' ? read.exitCode : null;
  try {
    writeFileAtomically(resolve(to), resaveAnswers(read.value.text, read.value.said));
  } catch (error) {
    if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
    throw error;
  }
  context.message(makeSafe(`Saved as ${to}. Replay it with: cmproxy replay ${to}`));
  return null;
}

/** Shape and values, as far as they can be judged without a hierarchy. */
async function validate(values: Values, context: Context, name: string): Promise<ExitCode> {
  const read = await readAnswerFile(context, values, name);
  if (read.kind === 'refused') return read.exitCode;
  const problems = problemsOf(read.value);
  const [first] = problems;
  for (const {path, text} of problems.slice(1)) context.message(makeSafe(`${path}: ${text}`));
  if (first !== undefined)
    return refused(context, exitCodes.failed, {
      what: `${name === '-' ? 'Standard input' : name} is not valid`,
      why: `${first.path}: ${first.text}`,
      todo: first.todo,
    });
  if (context.format === 'json') context.data(`${JSON.stringify({schemaVersion: 1, valid: true})}\n`);
  else context.message('The file is valid. Whether it fits the site, its plan says: cmproxy replay FILE --what-if');
  return exitCodes.done;
}

interface FoundProblem {
  readonly path: string;
  readonly text: string;
  readonly todo: string;
}

function problemsOf(file: AnswerFile): readonly FoundProblem[] {
  return [
    ...problemsIn(file.desired, ''),
    ...[...file.overrides].flatMap(([server, change]) => problemsIn(change, `overrides.${server}.`)),
  ];
}

function problemsIn(change: DesiredChange, before: string): readonly FoundProblem[] {
  return fieldDefinitions.flatMap(({key, validate: judge}) => {
    const value = change[key];
    const problem = typeof value === 'string' ? judge(value) : null;
    return problem === null ? [] : [{path: `${before}${key}`, text: problem.text, todo: problem.do}];
  });
}
