// Names of temporary files, and the sweeping of those that a killed process left.
import {readdirSync, statSync, unlinkSync} from 'node:fs';
import {join} from 'node:path';
import {processState} from './process-identity.ts';

const suffix = 'cmproxy-tmp';
const oneDayMs = 86_400_000;

/** Twelve hexadecimal digits. node:crypto is loaded only when a file is written. */
export function randomName(): string {
  return process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex');
}

export function temporaryName(base: string): string {
  return `.${base}.${process.pid}.${randomName()}.${suffix}`;
}

/** Removes temporary files of processes that are gone, or older than a day. Never throws: what cannot be swept now is swept later. */
export function sweepTemporaryFiles(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = new RegExp(`^\\..+\\.(\\d+)\\.[0-9a-f]{12}\\.${suffix}$`).exec(name)?.[1];
    if (pid === undefined) continue;
    const path = join(folder, name);
    try {
      const old = Date.now() - statSync(path).mtimeMs > oneDayMs;
      if (old || processState(Number(pid), null) === 'dead') unlinkSync(path);
    } catch {
      // Gone meanwhile, or not ours to remove; the next start looks again.
    }
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
