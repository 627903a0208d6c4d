// What -WhatIf says of commands that write no plan: PowerShell's own line for each target. Source: PowerShell, ShouldProcess text.
import {makeSafe} from '../terminal/make-safe.ts';
import type {Context} from './context.ts';

/** Standard output holds data only: with JSON and CSV the lines go to standard error. */
export function sayWhatIf(context: Context, command: string, targets: readonly string[]): void {
  const isData = context.format === 'json' || context.format === 'csv';
  for (const target of targets) {
    const line = makeSafe(`What if: Performing the operation "${command}" on target "${target}".`);
    if (isData) context.message(line);
    else context.data(`${line}\n`);
  }
  if (context.format === 'json')
    context.data(`${JSON.stringify({schemaVersion: 1, whatIf: true, command, targets})}\n`);
}
