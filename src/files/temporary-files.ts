// Names of temporary files, and the sweeping of those that a killed process left.
import {readdirSync, statSync, unlinkSync} from 'node:fs';
import {join} from 'node:path';
import {processState} from './process-identity.ts';

const oneDayMs = 86_400_000;

/** Twelve hexadecimal digits. node:crypto is loaded only when a file is written. */
export function randomName(): string {
  return process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex');
}

/** `.BASE.PID.RANDOM.cmproxy-tmp`; the random part begins with a mark of this host, because a folder may be shared. A long base is cut. */
export function temporaryName(base: string): string {
  return `.${base.slice(0, 50)}.${process.pid}.${hostMark()}${randomName().slice(4)}.cmproxy-tmp`;
}

/** Holds the right to replace the lock with that id; see take-lock.ts. */
export function claimName(base: string, lockId: string): string {
  return `.${base}.${lockId}.claim.cmproxy-tmp`;
}

/** Never throws: the outcome of the work matters more, and the next start sweeps the file. */
export function removeTemporary(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // As said above.
  }
}

/** Removes temporary files, also those that conf makes of one, of this host's processes that are gone, and any older than a day. Never throws: what cannot be swept now is swept later. */
export function sweepTemporaryFiles(folder: string): void {
  for (const name of namesIn(folder)) {
    if (!/\.cmproxy-tmp(?:\.tmp-[0-9a-f]+)?$/.test(name)) continue;
    const path = join(folder, name);
    try {
      if (isOfDeadProcess(name) || Date.now() - statSync(path).mtimeMs > oneDayMs) unlinkSync(path);
    } catch {
      // Gone meanwhile, or not ours to remove; the next start looks again.
    }
  }
}

function isOfDeadProcess(name: string): boolean {
  const [, pid, mark] = /^\..+\.(\d+)\.([0-9a-f]{4})[0-9a-f]{8}\.cmproxy-tmp(?:\.tmp-[0-9a-f]+)?$/.exec(name) ?? [];
  return pid !== undefined && mark === hostMark() && processState(Number(pid), null) === 'dead';
}

/** Four hexadecimal digits. */
function hostMark(): string {
  const host = process.getBuiltinModule('node:os').hostname();
  return process.getBuiltinModule('node:crypto').hash('sha256', host).slice(0, 4);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
