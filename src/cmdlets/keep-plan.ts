// Keeps a plan where the run that the screens start finds it.
import {join} from 'node:path';
import {writeFileAtomically} from '../files/write-file-atomically.ts';
import type {Plan} from '../plan/plan.ts';
import type {Context} from './context.ts';

/** The file, or null where the plan may not be kept (it creates an account, which needs a password) or there is no place for it. */
export function keepPlan(context: Context, plan: Plan): string | null {
  if (plan.changes.some(change => change.object === 'account') || context.paths.kind === 'nowhere') return null;
  const file = join(context.paths.paths.planFolder, `plan-${plan.id}.json`);
  writeFileAtomically(file, `${JSON.stringify(plan, null, 2)}\n`);
  return file;
}
