// The end of a command that had nothing to write.
import type {RunEvent} from '../../apply/events.ts';
import type {RunReport} from '../../apply/run-input.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import type {Context} from '../context.ts';

interface NothingDone {
  readonly run?: string;
  readonly servers?: RunReport['servers'];
  readonly exitCode?: ExitCode;
}

/** Exit code 0 unless said otherwise, and in JSON the `finished` event that a run would end with. */
export function reportNothing(
  context: Context,
  text: string,
  {run = '', servers = [], exitCode = exitCodes.done}: NothingDone = {},
): ExitCode {
  if (context.format !== 'json') context.message(makeSafe(text));
  else {
    const event: RunEvent = {
      schemaVersion: 1,
      event: 'finished',
      at: context.clock().toISOString(),
      run,
      exitCode,
      cancelled: false,
      text,
      servers,
      undoFile: null,
      journal: null,
    };
    context.data(`${JSON.stringify(event)}\n`);
  }
  return exitCode;
}
