// A lock file as data: who holds it, or that it cannot be told.
import {readFileSync} from 'node:fs';
import {errorCode, reasonOf} from './file-problem.ts';
import {parseJson} from './parse-json.ts';

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

export function readLock(path: string): LockState {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    return errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR'
      ? {kind: 'free'}
      : {kind: 'unreadable', why: reasonOf(error)};
  }
  const parsed = parseJson(text, {file: path});
  const owner = parsed.kind === 'value' ? ownerOf(parsed.value) : null;
  return owner === null ? {kind: 'unreadable', why: 'it is cut short or not a lock'} : {kind: 'held', owner};
}

function ownerOf(value: unknown): LockOwner | null {
  if (typeof value !== 'object' || value === null) return null;
  const record = value as Readonly<Record<string, unknown>>;
  const texts = ['id', 'operation', 'who', 'version', 'created', 'heartbeat', 'host'] as const;
  if (!texts.every(key => typeof record[key] === 'string') || typeof record['pid'] !== 'number') return null;
  const textOrNull = (key: string): string | null => {
    const text = record[key];
    return typeof text === 'string' ? text : null;
  };
  return {
    ...(Object.fromEntries(texts.map(key => [key, record[key]])) as Record<(typeof texts)[number], string>),
    pid: record['pid'],
    startTime: textOrNull('startTime'),
    bootId: textOrNull('bootId'),
  };
}
