// What a run is given: the work itself, and everything outside it that it may touch.
import type {ExitCode} from '../model/exit-codes.ts';
import type {NamedServer, PlannedChange} from '../plan/plan.ts';
import type {SiteConnection} from '../sites/site.ts';
import type {RecordDifference} from './check-records.ts';
import type {RunEvent, ServerOutcome} from './events.ts';
import type {JournalledRun} from './journal/read-runs.ts';
import type {RunItem} from './run-item.ts';
import type {AskPassword} from './secret.ts';
import type {SerialStep} from './serial.ts';
import type {Stop} from './stop.ts';

/** What a run needs of a plan. A `Plan` is one; an undo makes its own. */
export interface RunnablePlan {
  readonly hash: string;
  readonly hierarchyId: string;
  readonly ticket: string | null;
  /** The site code that was asked for before this run; kept in the journal for a resume. */
  readonly confirm: string | null;
  readonly changes: readonly PlannedChange[];
  /** Absent: only the records of `changes` are compared. */
  readonly basedOn?: {readonly fingerprint: string};
  readonly servers?: readonly NamedServer[];
}

export interface RunEnvironment {
  readonly site: SiteConnection;
  /** Journal and, beside it, the undo files. */
  readonly journalFolder: string;
  /** See `lockPathFor`. */
  readonly lockPath: string;
  readonly clock: () => Date;
  readonly who: string;
  readonly host: string;
  readonly toolVersion: string;
  readonly emit: (event: RunEvent) => void;
  readonly stop?: Stop;
  /** Milliseconds for one write and again for its read-back; 60,000 where it is not said. */
  readonly timeoutMs?: number | undefined;
  /** Asked at most once a name, before the first write, and only for accounts that are still missing. */
  readonly passwordFor?: AskPassword | undefined;
  readonly notBefore?: Date | null | undefined;
  /** Also ends a run that is under way: no further server is started. */
  readonly notAfter?: Date | null | undefined;
  readonly serial?: readonly SerialStep[] | undefined;
  readonly maxFailures?: number | undefined;
  readonly pauseAfterCanaryMs?: number | undefined;
}

/** One run as the executor takes it, new or resumed. */
export interface RunWork {
  readonly run: string;
  readonly operation: 'apply' | 'resume' | 'undo';
  readonly plan: RunnablePlan;
  readonly items: readonly RunItem[];
  /** The id of the run that this one undoes. */
  readonly undoes: string | null;
  /** Set where a run goes on that the journal already has. */
  readonly earlier: JournalledRun | null;
}

export interface RunReport {
  readonly exitCode: ExitCode;
  readonly run: string;
  readonly cancelled: boolean;
  /** What happened, why, and the next command; not yet made safe for a terminal. */
  readonly text: string;
  readonly servers: readonly ServerOutcome[];
  readonly differences: readonly RecordDifference[];
  readonly undoFile: string | null;
  readonly journal: string | null;
}

export const defaultTimeoutMs = 60_000;
