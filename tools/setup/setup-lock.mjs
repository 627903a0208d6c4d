// Keeps two set-ups of one folder from running `npm ci` over each other: the second waits, then finds everything done.
import {readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {setTimeout as pause} from 'node:timers/promises';

/**
 * Does `work` while `path` names this process as the owner. The lock of a process that is gone is taken over.
 * @template T
 * @param {string} path
 * @param {(line: string) => void} tell
 * @param {() => T} work
 * @returns {Promise<T>}
 */
export async function withSetupLock(path, tell, work) {
  for (let isTold = false; !takes(path);) {
    if (ownerIsGone(path)) {
      rmSync(path, {force: true});
      continue;
    }
    if (!isTold) tell(`Waiting for another set-up of this folder to end (${path})`);
    isTold = true;
    await pause(100);
  }
  try {
    return work();
  } finally {
    rmSync(path, {force: true});
  }
}

/** @type {(path: string) => boolean} */
function takes(path) {
  try {
    writeFileSync(path, String(process.pid), {flag: 'wx'});
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** @type {(path: string) => boolean} */
function ownerIsGone(path) {
  try {
    const owner = Number(readFileSync(path, 'utf8'));
    if (owner === 0) return Date.now() - statSync(path).mtimeMs > 5000; // created, its owner died before it could sign
    process.kill(owner, 0);
    return false;
  } catch (error) {
    return codeOf(error) !== 'EPERM' && codeOf(error) !== 'ENOENT';
  }
}

/** @type {(error: unknown) => unknown} */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
