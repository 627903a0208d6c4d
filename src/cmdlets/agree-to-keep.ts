// What changes the program's own files asks as a write to a site does: -WhatIf tells and does nothing, -Confirm asks.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {Context} from './context.ts';
import {refused} from './refuse.ts';
import {sayWhatIf} from './what-if.ts';

/** null where it is to be done; else what to end with. */
export async function withoutAgreement(
  context: Context,
  {operation, target, readOnly = 'kept'}: Keeping,
): Promise<ExitCode | null> {
  if (context.whatIf) {
    sayWhatIf(context, operation, [target]);
    return exitCodes.done;
  }
  if (context.readOnly && readOnly === 'refused')
    return refused(context, exitCodes.failed, {
      what: 'Nothing was written',
      why: '--read-only was given, or is preferred (cmproxy config show readOnly --origin)',
      todo: 'Leave it out.',
    });
  // Questions are rare, and every start loads this file.
  const {shouldProcess} = await import('./should-process.ts');
  const agreed = await shouldProcess(context, operation).ask(target);
  if (agreed.kind === 'refused') return agreed.exitCode;
  return agreed.value ? null : exitCodes.cancelled;
}

export interface Keeping {
  /** The cmdlet's name. */
  readonly operation: string;
  readonly target: string;
  /** `kept`: preferences and connections may be changed under --read-only, which is about hierarchies. */
  readonly readOnly?: 'kept' | 'refused';
}
