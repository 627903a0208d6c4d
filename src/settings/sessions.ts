// Keeps the places that wizards have reached, one file for each wizard, so that a dropped line loses no answer and two wizards do not take each other's.
import {readdirSync, statSync, unlinkSync} from 'node:fs';
import {join} from 'node:path';
import {errorCode, FileProblem} from '../files/file-problem.ts';
import {moveAside} from '../files/move-aside.ts';
import {processIdentity, processState, type ProcessIdentity} from '../files/process-identity.ts';
import {readJsonFile} from '../files/read-json-file.ts';
import {randomName} from '../files/temporary-files.ts';
import {writeFileAtomically} from '../files/write-file-atomically.ts';

export const sessionSchema = 'cmproxy/session@1';
const mostBytes = 100_000_000;

export interface OwnSession {
  /** Why it could not be kept, or null. */
  readonly keep: (place: object) => string | null;
  /** The wizard has come to its end: nothing is left to go on with. */
  readonly forget: () => void;
}

/** A session of this process. */
export function ownSession(folder: string, clock: () => Date): OwnSession {
  const file = join(folder, `wizard-${randomName()}.json`);
  const owner = processIdentity();
  let last = '';
  return {
    keep(place) {
      const text = JSON.stringify(place);
      if (text === last) return null;
      last = text;
      const document = {schema: sessionSchema, at: clock().toISOString(), owner, place};
      try {
        writeFileAtomically(file, `${JSON.stringify(document)}\n`);
        return null;
      } catch (error) {
        if (error instanceof FileProblem) return error.why;
        throw error;
      }
    },
    forget() {
      last = '';
      removeFile(file);
    },
  };
}

export interface LeftSession {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** Not checked yet: a file may hold anything. */
  readonly place: unknown;
  readonly forget: () => void;
}

export interface LeftSessions {
  /** Newest first; only those whose wizard is gone. */
  readonly sessions: readonly LeftSession[];
  /** What to tell the person about files that could not be read. */
  readonly problems: readonly string[];
}

/** A broken file is moved aside and told; one of a newer version is told and left. */
export function leftSessions(folder: string, clock: () => Date): LeftSessions {
  const sessions: LeftSession[] = [];
  const problems: string[] = [];
  const here = processIdentity();
  for (const name of namesIn(folder)) {
    const file = join(folder, name);
    const read = readJsonFile(file, {maxBytes: mostBytes, what: 'The place of a wizard'});
    if (read.kind === 'missing') continue;
    if (read.kind === 'refused') {
      problems.push(`${read.problem.why}; moved to ${moveAside(file, clock)}`);
      continue;
    }
    const {schema, at, owner, place} = isObject(read.value) ? read.value : {};
    if (schema !== sessionSchema) {
      problems.push(`${file} is of another version (${String(schema)}) and was left alone`);
      continue;
    }
    if (typeof at !== 'string' || isAlive(owner, here)) continue;
    sessions.push({at, place, forget: () => removeFile(file)});
  }
  return {sessions: sessions.toSorted((a, b) => (a.at < b.at ? 1 : -1)), problems};
}

/** Only what is certain is alive: another machine's wizard is taken for alive for as long as its file is young. */
function isAlive(owner: unknown, here: ProcessIdentity): boolean {
  if (!isObject(owner)) return false;
  const {host, bootId, pid, startTime} = owner;
  if (host !== here.host) return true;
  if (typeof bootId === 'string' && here.bootId !== null && bootId !== here.bootId) return false;
  if (typeof pid !== 'number') return false;
  const state = processState(pid, typeof startTime === 'string' ? startTime : null);
  return state !== 'dead' && state !== 'reused';
}

const sessionName = /^wizard-[\w-]+\.json$/;
const mostSessions = 50;

function namesIn(folder: string): readonly string[] {
  try {
    const names = readdirSync(folder).filter(name => sessionName.test(name));
    const aged = names.map(name => ({name, at: statSync(join(folder, name), {throwIfNoEntry: false})?.mtimeMs ?? 0}));
    return aged
      .toSorted((a, b) => b.at - a.at)
      .slice(0, mostSessions)
      .map(({name}) => name);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function removeFile(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
