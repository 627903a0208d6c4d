// What a run tells while it goes: one event an object, printed as JSON lines and drawn by the screens.
import type {PlannedChange} from '../plan/plan.ts';
import type {RecordDifference} from './check-records.ts';

interface EventBase {
  readonly schemaVersion: 1;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly run: string;
}

/** What became of one server. `notStarted`: the run ended before its turn. */
export type ServerResult = 'applied' | 'same' | 'acceptedNotApplied' | 'uncertain' | 'failed' | 'stale' | 'notStarted';

export interface ServerOutcome {
  readonly server: string;
  readonly siteCode: string;
  readonly result: ServerResult;
  readonly why: string | null;
}

export type RunEvent =
  | (EventBase & {
      readonly event: 'started';
      readonly planHash: string;
      readonly operation: 'apply' | 'resume' | 'undo';
      readonly servers: number;
      readonly writes: number;
    })
  | (EventBase & {
      readonly event: 'writing' | 'accepted' | 'applied' | 'failed' | 'uncertain' | 'skipped';
      readonly order: number;
      readonly server: string;
      readonly siteCode: string;
      readonly object: PlannedChange['object'];
      readonly why: string | null;
    })
  | (EventBase & {readonly event: 'notice'; readonly text: string})
  | (EventBase & {readonly event: 'pausing' | 'stopping'; readonly text: string})
  | (EventBase & {
      readonly event: 'finished';
      readonly exitCode: number;
      readonly cancelled: boolean;
      readonly text: string;
      readonly servers: readonly ServerOutcome[];
      /** Records that were not as planned; only where the run was refused for them (exit code 5). */
      readonly differences?: readonly RecordDifference[];
      readonly undoFile: string | null;
      readonly journal: string | null;
    });
