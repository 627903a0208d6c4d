// The end of a command that had nothing to write.
import type {RunEvent} from '../../apply/events.ts';
import type {RunReport} from '../../apply/run-input.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import type {Context} from '../context.ts';

/** Exit code 0, and in JSON the `finished` event that a run would end with. */
export function reportNothing(
  context: Context,
  text: string,
  {run = '', servers = []}: {readonly run?: string; readonly servers?: RunReport['servers']} = {},
): ExitCode {
  if (context.format !== 'json') context.message(makeSafe(text));
  else {
    const event: RunEvent = {
      schemaVersion: 1,
      event: 'finished',
      at: context.clock().toISOString(),
      run,
      exitCode: exitCodes.done,
      cancelled: false,
      text,
      servers,
      undoFile: null,
      journal: null,
    };
    context.data(`${JSON.stringify(event)}\n`);
  }
  return exitCodes.done;
}
