// Says that a run is in progress at the hierarchy that is being read (hardening: a reader works all the same).
import {existsSync} from 'node:fs';
import {lockPathFor, runInProgress} from '../apply/run-lock.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import type {Context} from './context.ts';

export function runNotice(context: Context, hierarchyId: string): void {
  if (context.paths.kind === 'nowhere' || !existsSync(context.paths.paths.lockFolder)) return;
  const text = runInProgress(lockPathFor(context.paths.paths.lockFolder, hierarchyId));
  if (text !== null) context.message(makeSafe(`cmproxy: ${text}`));
}
