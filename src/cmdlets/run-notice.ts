// Says that a run is in progress at the hierarchy that is being read (hardening: a reader works all the same).
import {existsSync} from 'node:fs';
import {makeSafe} from '../terminal/make-safe.ts';
import type {Context} from './context.ts';

export async function runNotice(context: Context, hierarchyId: string): Promise<void> {
  if (context.paths.kind === 'nowhere' || !existsSync(context.paths.paths.lockFolder)) return;
  const {lockPathFor, runInProgress} = await import('../apply/run-lock.ts');
  const text = runInProgress(lockPathFor(context.paths.paths.lockFolder, hierarchyId));
  if (text !== null) context.message(makeSafe(`cmproxy: ${text}`));
}
