// Keeps the answers of a wizard as a file that commands can read.
import {join} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {answersOfState} from '../../wizard/answer-file/of-state.ts';
import {writeAnswers} from '../../wizard/answer-file/write-answers.ts';
import type {WizardState} from '../../wizard/state.ts';
import type {Context} from '../context.ts';

/** Where the answers of a wizard that begins now will be; null where there is no place for files. */
export function answersPath(context: Context): string | null {
  if (context.paths.kind === 'nowhere') return null;
  const time = context.clock().toISOString().slice(0, 19).replace(/[-:]/g, '');
  return join(context.paths.paths.answersFolder, `wizard-${time}-${process.pid}.yaml`);
}

/** Why they could not be kept, or null. */
export function keepAnswers(context: Context, state: WizardState, file: string): string | null {
  try {
    writeFileAtomically(file, writeAnswers(answersOfState(state, context.clock().toISOString())));
    return null;
  } catch (error) {
    if (error instanceof FileProblem) return error.why;
    throw error;
  }
}
