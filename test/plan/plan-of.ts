// A plan for tests, out of a hierarchy and what is wanted.
import type {DesiredChange} from '../../src/model/desired-change.ts';
import type {Hierarchy} from '../../src/model/hierarchy.ts';
import type {Condition} from '../../src/model/select-servers.ts';
import {makePlan, type MadePlan, type PlanInput} from '../../src/plan/make-plan.ts';
import type {Plan} from '../../src/plan/plan.ts';

export interface Wanted {
  readonly names?: readonly string[];
  readonly where?: readonly Condition[];
  readonly set?: DesiredChange;
  readonly more?: Partial<PlanInput>;
}

export function tryPlan(hierarchy: Hierarchy, {names = [], where = [], set = {}, more = {}}: Wanted): MadePlan {
  return makePlan({
    hierarchy,
    hierarchyId: 'lab:CAS/cm00.contoso.com',
    connection: 'lab',
    readAt: '2026-11-23T10:00:00.000Z',
    createdAt: '2026-11-23T10:00:01.000Z',
    toolVersion: '1.2.3',
    names,
    conditions: where,
    desired: set,
    createAccounts: false,
    ticket: null,
    note: null,
    withScripts: true,
    ...more,
  });
}

export function planOf(hierarchy: Hierarchy, wanted: Wanted): Plan {
  const made = tryPlan(hierarchy, wanted);
  if (made.kind === 'refused') throw new Error(`${made.what}: ${made.why}`);
  return made.plan;
}

/** `order object site/server fields`, a line each. */
export function changeLines(plan: Plan): readonly string[] {
  return plan.changes.map(change =>
    `${change.order} ${change.object} ${change.siteCode}/${change.server.split('.')[0] ?? ''} ${change.fields.join(',')}`.trim(),
  );
}
