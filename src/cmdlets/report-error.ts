// An error about one object of several, as -ErrorAction says: told and gone on, told and stopped, kept quiet, or asked about.
import {askChoice, type Choice} from '../terminal/ask-choice.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import type {Context} from './context.ts';

export interface ObjectError {
  /** What was wrong with which object, in one sentence. */
  readonly text: string;
  /** What to do, or empty. */
  readonly todo: string;
  /** FullyQualifiedErrorId without the cmdlet's name. */
  readonly id: string;
}

type Key = 'Y' | 'A' | 'H';

const choices: readonly Choice<Key>[] = [
  {key: 'Y', label: 'Yes', help: 'Continue with only the next step of the operation.'},
  {key: 'A', label: 'Yes to All', help: 'Continue with all the steps of the operation.'},
  {key: 'H', label: 'Halt Command', help: 'Stop this command.'},
];

/** Tells errors and says each time whether to go on. */
export function errorReporter(context: Context, cmdlet: string): (error: ObjectError) => Promise<boolean> {
  let continueAll = false;
  return async error => {
    const {errorAction} = context;
    if (errorAction === 'SilentlyContinue' || errorAction === 'Ignore') return true;
    if (errorAction === 'Stop' || (errorAction === 'Inquire' && !context.interactive && !continueAll)) {
      const why =
        errorAction === 'Stop'
          ? 'the preference variable "ErrorActionPreference" or common parameter is set to Stop'
          : '-ErrorAction Inquire asks, and there is no terminal to ask on';
      context.message(makeSafe(`${cmdlet}: The running command stopped because ${why}: ${error.text}`));
      tellMore(context, cmdlet, error);
      return false;
    }
    context.message(makeSafe(`${cmdlet}: ${error.text}`, {maxLength: 2000}));
    tellMore(context, cmdlet, error);
    if (errorAction !== 'Inquire' || continueAll) return true;
    const answer = await askChoice(
      {caption: 'Confirm', message: error.text, choices, standard: 'Y'},
      {input: context.stdin, output: context.stderr},
    );
    if (answer.kind === 'cancelled') return false;
    continueAll = answer.value === 'A';
    return answer.value !== 'H';
  };
}

function tellMore(context: Context, cmdlet: string, {todo, id}: ObjectError): void {
  if (todo !== '') context.message(makeSafe(`  do: ${todo}`));
  if (context.verbose) context.message(`  FullyQualifiedErrorId: ${makeSafe(id)},${cmdlet}`);
}
