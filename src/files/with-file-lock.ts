// A short lock around reading, changing and saving one file, so that two processes lose nothing.
import {FileProblem} from './file-problem.ts';
import {acquireLock, type HeldLock, type Locked} from './lock.ts';

interface Options {
  /** How long to wait for another process; 5 s where it is not said. */
  readonly waitMs?: number;
}

const user = process.env['USER'] ?? process.env['USERNAME'] ?? '';
const request = {operation: 'saving a file', who: user, toolVersion: '', clock: () => new Date(), isShort: true};

/** Runs `action` while `path.lock` is ours. Throws `FileProblem` with the owner where it stays taken. */
export async function withFileLock<T>(
  path: string,
  action: () => T | Promise<T>,
  {waitMs = 5000}: Options = {},
): Promise<T> {
  const lock = await take(path, waitMs);
  try {
    return await action();
  } finally {
    lock.release();
  }
}

async function take(path: string, waitMs: number): Promise<HeldLock> {
  const end = Date.now() + waitMs;
  for (;;) {
    const taken = acquireLock(`${path}.lock`, request);
    if (taken.kind === 'acquired') return taken.lock;
    if (Date.now() >= end) throw stillLocked(path, taken, waitMs);
    await new Promise(resolve => setTimeout(resolve, 2 + Math.random() * 10));
  }
}

function stillLocked(path: string, {owner, why}: Locked, waitMs: number): FileProblem {
  const holder = owner === null ? '' : `; ${owner.who}@${owner.host}, pid ${owner.pid}, since ${owner.created}`;
  return new FileProblem(path, {
    what: `${path} was not saved`,
    why: `another process keeps it locked, for more than ${waitMs} ms now (${why}${holder})`,
    todo: `Try again; if nothing is at work, remove ${path}.lock.`,
  });
}
