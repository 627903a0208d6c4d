// A lock file as data: who holds it, or that it cannot be told.
import {readJsonFile} from './read-json-file.ts';

export interface LockOwner {
  readonly id: string;
  readonly operation: string;
  readonly who: string;
  readonly version: string;
  /** ISO 8601 UTC. */
  readonly created: string;
  /** ISO 8601 UTC; renewed every ten seconds. */
  readonly heartbeat: string;
  readonly pid: number;
  readonly startTime: string | null;
  readonly host: string;
  readonly bootId: string | null;
}

export type LockState =
  | {readonly kind: 'free'}
  | {readonly kind: 'held'; readonly owner: LockOwner}
  | {readonly kind: 'unreadable'; readonly why: string};

const maxBytes = 65_536;

/** A file that is no whole lock is `unreadable`, never `free`. */
export function readLock(path: string): LockState {
  const read = readJsonFile(path, {maxBytes, what: path});
  if (read.kind === 'missing') return {kind: 'free'};
  if (read.kind === 'refused') return {kind: 'unreadable', why: read.problem.why};
  const owner = ownerOf(read.value);
  return owner === null ? {kind: 'unreadable', why: 'it is not a lock'} : {kind: 'held', owner};
}

function ownerOf(value: unknown): LockOwner | null {
  if (typeof value !== 'object' || value === null) return null;
  const record = value as Readonly<Record<string, unknown>>;
  const texts = ['id', 'operation', 'who', 'version', 'created', 'heartbeat', 'host'] as const;
  const text = (key: string): string => (typeof record[key] === 'string' ? record[key] : '');
  const {pid} = record as {readonly pid?: unknown};
  // The id becomes part of file names, and the process number is asked for.
  if (!texts.every(key => typeof record[key] === 'string') || !/^[\w-]{1,64}$/.test(text('id'))) return null;
  if (typeof pid !== 'number' || !Number.isSafeInteger(pid) || pid < 1) return null;
  if (Number.isNaN(Date.parse(text('created'))) || Number.isNaN(Date.parse(text('heartbeat')))) return null;
  const textOrNull = (key: string): string | null => (typeof record[key] === 'string' ? record[key] : null);
  return {
    id: text('id'),
    operation: text('operation'),
    who: text('who'),
    version: text('version'),
    created: text('created'),
    heartbeat: text('heartbeat'),
    pid,
    startTime: textOrNull('startTime'),
    host: text('host'),
    bootId: textOrNull('bootId'),
  };
}
