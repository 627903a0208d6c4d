// Who a process is, well enough to tell it from a later one with the same number.
import {readFileSync} from 'node:fs';

export interface ProcessIdentity {
  readonly host: string;
  readonly pid: number;
  /** Linux: clock ticks since boot (/proc/PID/stat, field 22); null where the system does not tell. */
  readonly startTime: string | null;
  /** Changes with every boot; null where the system does not tell. */
  readonly bootId: string | null;
}

export function processIdentity(): ProcessIdentity {
  return {
    host: process.getBuiltinModule('node:os').hostname(),
    pid: process.pid,
    startTime: startTimeOf(process.pid),
    bootId: readOrNull('/proc/sys/kernel/random/boot_id'),
  };
}

/** `reused`: the number now belongs to another process. Without a start time only alive and dead can be told. */
export function processState(pid: number, startTime: string | null): 'alive' | 'dead' | 'reused' {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return 'dead';
  }
  if (isZombie(pid)) return 'dead';
  const now = startTimeOf(pid);
  return startTime !== null && now !== null && startTime !== now ? 'reused' : 'alive';
}

function statFields(pid: number): readonly string[] | null {
  const text = readOrNull(`/proc/${pid}/stat`);
  // The second field is the command in parentheses and may hold blanks.
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function startTimeOf(pid: number): string | null {
  return statFields(pid)?.[19] ?? null;
}

function isZombie(pid: number): boolean {
  return statFields(pid)?.[0] === 'Z';
}

function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return null;
  }
}
