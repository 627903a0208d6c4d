// One clear refusal: what, why, what to do; as text on standard error, and as JSON on standard output where JSON was asked for.
import type {ExitCode} from '../model/exit-codes.ts';
import {formatProblem} from '../terminal/error-text.ts';
import {redactCredentials} from '../terminal/redact-credentials.ts';
import type {Context} from './context.ts';

export interface Problem {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

/** Says the problem and gives the exit code to end with. */
export function refuse(context: Context, exitCode: ExitCode, problem: Problem): {kind: 'refused'; exitCode: ExitCode} {
  context.message(formatProblem(problem));
  if (context.format === 'json')
    context.data(
      `${JSON.stringify({schemaVersion: 1, error: {exitCode, what: redactCredentials(problem.what), why: redactCredentials(problem.why), do: redactCredentials(problem.todo)}})}\n`,
    );
  return {kind: 'refused', exitCode};
}

/** The same where nothing but the exit code is wanted. */
export function refused(context: Context, exitCode: ExitCode, problem: Problem): ExitCode {
  return refuse(context, exitCode, problem).exitCode;
}
