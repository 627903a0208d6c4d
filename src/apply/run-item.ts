// The unit of a run's work: one change, and where an earlier part of the run left it.
import type {PlannedChange} from '../plan/plan.ts';
import type {ChangeState} from './journal/read-runs.ts';

/** One change of the run and how far an earlier part of the run came with it. */
export interface RunItem {
  readonly change: PlannedChange;
  readonly state: ChangeState;
  /** When an earlier part of the run began to write it; null where none did. */
  readonly writingAt: string | null;
}
