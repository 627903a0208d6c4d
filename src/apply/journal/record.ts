// One line of the journal: who did what to which record, when, on behalf of which run.
import type {PlannedChange} from '../../plan/plan.ts';
import type {RecordValue} from '../record.ts';

export const journalSchema = 'cmproxy/journal@1';

export const journalEvents = [
  'planned',
  'writing',
  'accepted',
  'applied',
  'failed',
  'uncertain',
  'tested',
  'undone',
] as const;
export type JournalEvent = (typeof journalEvents)[number];

/** `account`: accounts of sites were added, removed, or given a new password; such a run is neither undone nor resumed. */
export const runOperations = ['apply', 'undo', 'account'] as const;
export type RunOperation = (typeof runOperations)[number];

/** Stands on the first `planned` record of a run and says what the run as a whole is. */
export interface RunStart {
  readonly schema: typeof journalSchema;
  readonly operation: RunOperation;
  readonly connection: string;
  readonly hierarchyId: string;
  /** How many `planned` records the run has; fewer in the file: the run was killed before its first write. */
  readonly changes: number;
  /** The run that this one undoes. */
  readonly undoes: string | null;
  /** The site code to type before this run may write; null where none is asked for. */
  readonly confirm: string | null;
  /** Whose left-over lock was taken over; null as a rule. */
  readonly tookOverLock: string | null;
}

export interface JournalRecord {
  readonly run: string;
  /** 1 for the run's first record. */
  readonly seq: number;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly who: string;
  readonly host: string;
  /** As whom the site was read; null where it does not say. */
  readonly siteAccount: string | null;
  readonly provider: string;
  readonly toolVersion: string;
  readonly ticket: string | null;
  readonly event: JournalEvent;
  /** The place of the change in the run's plan. */
  readonly order: number;
  readonly server: string;
  readonly siteCode: string;
  readonly object: PlannedChange['object'];
  /** Accounts only. */
  readonly userName?: string;
  readonly before: RecordValue;
  readonly after: RecordValue;
  readonly planHash: string;
  readonly why?: string;
  /** `applied` only; false: the record already was as planned, nothing was written. */
  readonly wrote?: boolean;
  /** `undone` only: the run that did it. */
  readonly by?: string;
  readonly start?: RunStart;
}

/** The form of a run's id, which is part of file names: time and six random hexadecimal digits. */
export const runIdPattern = /^\d{8}T\d{6}Z-[0-9a-f]{6}$/;

/** A new run's id. */
export function newRunId(now: Date): string {
  const random = process.getBuiltinModule('node:crypto').randomBytes(3).toString('hex');
  return `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z-${random}`;
}
