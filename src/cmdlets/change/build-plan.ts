// From parameters and a reading to a plan: the one way that plan, apply, preview and the typed cmdlets take.
import {exitCodes} from '../../model/exit-codes.ts';
import {makePlan} from '../../plan/make-plan.ts';
import type {Plan} from '../../plan/plan.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import type {Proposed} from './proposed.ts';
import {refuse} from '../refuse.ts';

export interface PlanOptions {
  readonly createAccounts: boolean;
  readonly note: string | null;
  readonly withScripts: boolean;
  /** A replay without a person. */
  readonly unattended?: boolean;
}

export function buildPlan(context: Context, open: OpenSite, proposal: Proposed, options: PlanOptions): Opened<Plan> {
  const made = makePlan({
    hierarchy: open.reading.hierarchy,
    hierarchyId: open.hierarchyId,
    connection: open.site.name,
    readAt: open.reading.readAt,
    createdAt: context.clock().toISOString(),
    toolVersion: context.version,
    ...proposal,
    ...options,
  });
  return made.kind === 'plan' ? {kind: 'open', value: made.plan} : refuse(context, exitCodes.usage, made);
}
