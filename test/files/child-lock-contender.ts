// Takes a lock again and again, leaves it dead behind every other time, and tells whether anyone else was ever inside with it.
import {closeSync, openSync, readFileSync, renameSync, unlinkSync, writeFileSync} from 'node:fs';
import {acquireLock, type HeldLock} from '../../src/files/lock.ts';

const [path = '', rounds = '0'] = process.argv.slice(2);
const inside = `${path}.inside`;
let taken = 0;
let met = 0;

for (let round = 0; round < Number(rounds); round++) {
  const outcome = acquireLock(path, {operation: 'test', who: 'w', toolVersion: '1', clock: () => new Date()});
  if (outcome.kind !== 'acquired') continue;
  taken++;
  if (!enter() || !outcome.lock.isStillOurs()) met++;
  unlinkSync(inside);
  if (round % 2 === 0) outcome.lock.release();
  else leaveDead(outcome.lock);
}
process.stdout.write(`${taken} taken, ${met} met another`);
process.exit();

function enter(): boolean {
  try {
    closeSync(openSync(inside, 'wx'));
    return true;
  } catch {
    return false;
  }
}

/** As a killed process leaves it. */
function leaveDead({id}: HeldLock): void {
  const aside = `${path}.${process.pid}`;
  const lock = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  writeFileSync(aside, JSON.stringify({...lock, id: `dead-${id}`, pid: 2 ** 22 + 1}));
  renameSync(aside, path);
}
