// Carries out a reviewed plan, exactly.
import {executeRun} from './execute-run.ts';
import {newRunId} from './journal/record.ts';
import type {RunEnvironment, RunnablePlan, RunReport} from './run-input.ts';

export interface RunPlanInput extends RunEnvironment {
  readonly plan: RunnablePlan;
  readonly operation: 'apply' | 'undo';
  /** For an undo: the id of the run that it undoes. */
  readonly undoes?: string | null;
}

/**
 * Writes `plan` under the hierarchy's lock: compares every planned record first, then server after server reads again, writes, and reads back,
 * with a journal entry before and after each write. Servers that a plan lists as unknown are not in its changes and do not count here. The exit
 * code and all that happened are in the report; nothing expected is thrown.
 */
export function runPlan({plan, operation, undoes = null, ...environment}: RunPlanInput): Promise<RunReport> {
  const items = plan.changes
    .toSorted((a, b) => a.order - b.order)
    .map((change, index) => ({change: {...change, order: index + 1}, state: 'planned' as const, writingAt: null}));
  return executeRun({run: newRunId(environment.clock()), operation, plan, items, undoes, earlier: null}, environment);
}
