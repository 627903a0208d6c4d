// Asking before each write as PowerShell does with -Confirm: yes and no for one or for all. Source: PowerShell, MshCommandRuntime, ShouldProcess.
import {exitCodes} from '../model/exit-codes.ts';
import {askChoice, type Choice} from '../terminal/ask-choice.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import type {Context} from './context.ts';
import type {Opened} from './opened.ts';
import {refuse} from './refuse.ts';

type Key = 'Y' | 'A' | 'N' | 'L' | 'S';

const choices: readonly Choice<Key>[] = [
  {key: 'Y', label: 'Yes', help: 'Continue with only the next step of the operation.'},
  {key: 'A', label: 'Yes to All', help: 'Continue with all the steps of the operation.'},
  {key: 'N', label: 'No', help: 'Skip this operation and proceed with the next operation.'},
  {key: 'L', label: 'No to All', help: 'Skip this operation and all subsequent operations.'},
  {
    key: 'S',
    label: 'Suspend',
    help: 'Pause the current pipeline and return to the command prompt. Type "fg" to resume the pipeline.',
  },
];

/** Asks about one target after another; what was said for all holds for the rest. */
export interface ShouldProcess {
  /** Whether this target is to be written; a refusal where it was cancelled, or nobody can be asked. */
  readonly ask: (target: string) => Promise<Opened<boolean>>;
}

/**
 * `operation`: the cmdlet's name. Only -Confirm asks; without it, and with -Confirm:$false or --yes, every target is agreed. -Verbose says what is not asked.
 */
export function shouldProcess(context: Context, operation: string): ShouldProcess {
  let forAll: boolean | null = null;
  const description = (target: string): string => `Performing the operation "${operation}" on target "${target}".`;
  return {
    async ask(target) {
      if (forAll !== null) return {kind: 'open', value: forAll};
      if (!context.confirm || context.yes) {
        if (context.verbose) context.message(`VERBOSE: ${makeSafe(description(target))}`);
        return {kind: 'open', value: true};
      }
      if (!context.interactive) return refuseToAsk(context);
      for (;;) {
        const answer = await askChoice(
          {
            caption: 'Confirm',
            message: `Are you sure you want to perform this action?\n${description(target)}`,
            choices,
            standard: 'Y',
          },
          {input: context.stdin, output: context.stderr},
        );
        if (answer.kind === 'cancelled')
          return refuse(context, exitCodes.cancelled, {
            what: 'Cancelled',
            why: 'it was not confirmed',
            todo: 'Nothing was written.',
          });
        if (answer.value === 'S') {
          await suspend(context);
          continue;
        }
        if (answer.value === 'A' || answer.value === 'L') forAll = answer.value === 'A';
        return {kind: 'open', value: answer.value === 'Y' || answer.value === 'A'};
      }
    },
  };
}

export function refuseToAsk(context: Context): Opened<never> {
  return refuse(context, exitCodes.usage, {
    what: 'Nothing was written',
    why: '-Confirm asks, and there is no terminal to ask on (PowerShell: Read and Prompt functionality is not available)',
    todo: 'Look with -WhatIf first, then leave -Confirm out, or write -Confirm:$false.',
  });
}

/** The shell's own job control; `fg` goes on, and the question is asked again. */
async function suspend(context: Context): Promise<void> {
  if (process.platform === 'win32') {
    context.message('There is no job control here. Answer, or cancel with Ctrl+C.');
    return;
  }
  const resumed = new Promise<void>(resolve => {
    process.once('SIGCONT', () => resolve());
  });
  process.kill(process.pid, 'SIGTSTP');
  await resumed;
}
