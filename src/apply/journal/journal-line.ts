// The chain of the journal: each line carries the hash of the line before it and one over itself, so that a change by hand shows.
import {Shape} from '../../model/shape.ts';
import {parseChange} from '../parse-change.ts';
import {safeJson} from '../safe-json.ts';
import {
  journalEvents,
  journalSchema,
  runIdPattern,
  runOperations,
  type JournalRecord,
  type RunStart,
} from './record.ts';

const checkPattern = /,"check":"([0-9a-f]{16})"\}$/;

function sha256(data: string | Buffer): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(data).digest('hex');
}

/** The hash by which the next line names this one; `line` without its line end. */
export function hashOfLine(line: string | Buffer): string {
  return `sha256:${sha256(line)}`;
}

/** One line without its line end. */
export function journalLine(record: JournalRecord, previousLineHash: string | null): string {
  const text = safeJson({...record, previousLineHash});
  return `${text.slice(0, -1)},"check":"${sha256(text).slice(0, 16)}"}`;
}

export interface ReadLine {
  readonly record: JournalRecord;
  readonly previousLineHash: string | null;
  /** False where the line is not as it was written. A line without a check passes: another tool may have written it. */
  readonly intact: boolean;
}

/** Reads one line. Throws SyntaxError or ShapeError where it is no journal record. */
export function parseJournalLine(line: string): ReadLine {
  const shape = new Shape(JSON.parse(line), '');
  const check = checkPattern.exec(line);
  const intact = check === null || sha256(`${line.slice(0, check.index)}}`).startsWith(check[1] ?? '-');
  const previous = shape.text('previousLineHash');
  return {record: recordOf(shape), previousLineHash: previous === '' ? null : previous, intact};
}

function recordOf(shape: Shape): JournalRecord {
  const event = journalEvents.find(name => name === shape.text('event')) ?? shape.fail('event', 'is not a known event');
  const run = shape.required('run');
  if (!runIdPattern.test(run)) shape.fail('run', 'is not the id of a run');
  const order = shape.whole('order') ?? 0;
  const change = parseChange(shape, order, ['before', 'after']);
  const start = shape.object('start');
  return {
    run,
    seq: shape.whole('seq') ?? shape.fail('seq', 'is missing'),
    at: shape.required('at'),
    who: shape.text('who'),
    host: shape.text('host'),
    siteAccount: shape.has('siteAccount') ? shape.text('siteAccount') : null,
    provider: shape.text('provider'),
    toolVersion: shape.text('toolVersion'),
    ticket: shape.has('ticket') ? shape.text('ticket') : null,
    event,
    order,
    server: change.server,
    siteCode: change.siteCode,
    object: change.object,
    ...(change.object === 'account' ? {userName: change.userName} : {}),
    before: change.before,
    after: change.after,
    planHash: shape.text('planHash'),
    ...(shape.has('why') ? {why: shape.text('why')} : {}),
    ...(shape.boolean('wrote') === false ? {wrote: false} : {}),
    ...(shape.has('by') ? {by: shape.text('by')} : {}),
    ...(start === null ? {} : {start: startOf(start)}),
  };
}

function startOf(shape: Shape): RunStart {
  const schema = shape.required('schema');
  if (schema !== journalSchema) throw new NewerJournal(schema);
  const nullable = (key: string): string | null => (shape.has(key) ? shape.text(key) : null);
  return {
    schema: journalSchema,
    operation:
      runOperations.find(name => name === shape.text('operation')) ??
      shape.fail('operation', 'is not a known operation'),
    connection: shape.text('connection'),
    hierarchyId: shape.required('hierarchyId'),
    changes: shape.whole('changes') ?? shape.fail('changes', 'is missing'),
    undoes: nullable('undoes'),
    confirm: nullable('confirm'),
    tookOverLock: nullable('tookOverLock'),
  };
}

/** The journal was written in a form that this version does not know. */
export class NewerJournal extends Error {
  readonly schema: string;
  constructor(schema: string) {
    super(`the journal is written as ${schema}, and this version of cmproxy reads ${journalSchema}`);
    this.schema = schema;
  }
}
