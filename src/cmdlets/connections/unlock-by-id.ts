// Carries out `cmproxy site unlock`: finds the lock of that id and frees it.
import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {forceUnlock} from '../../files/lock.ts';
import {readLock} from '../../files/read-lock.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {withoutAgreement} from '../agree-to-keep.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {needPaths} from '../open-site.ts';
import {refused} from '../refuse.ts';

export async function unlock(values: Values, context: Context): Promise<ExitCode> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths.exitCode;
  const id = textOf(values, 'Id') ?? '';
  const folder = paths.value.lockFolder;
  const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.lock')) : [];
  const held: string[] = [];
  for (const name of files) {
    const file = join(folder, name);
    const lock = readLock(file);
    if (lock.kind !== 'held') continue;
    held.push(lock.owner.id);
    if (lock.owner.id !== id) continue;
    const ended = await withoutAgreement(context, {operation: 'Unlock-CMProxyRun', target: id});
    if (ended !== null) return ended;
    const result = forceUnlock(file, id);
    if (result.kind === 'unlocked') {
      context.message(
        makeSafe(
          `Unlocked: it was held by ${lock.owner.who}@${lock.owner.host} (pid ${lock.owner.pid}) for ${lock.owner.operation} since ${lock.owner.created}.`,
        ),
      );
      return exitCodes.done;
    }
  }
  return refused(context, exitCodes.failed, {
    what: `No lock has the id "${id}"`,
    why: held.length === 0 ? `nothing is locked in ${folder}` : `the locks here have the ids ${held.join(', ')}`,
    todo: 'Take the id from the message of the refused run. Nothing was unlocked.',
  });
}
