// A plan with its script and the script that goes back.
import type {Plan} from '../plan.ts';
import {reverseChanges} from '../undo-plan.ts';
import {planScript} from './plan-script.ts';

export function withScripts(plan: Plan, toolVersion: string): Plan {
  const header = {
    toolVersion,
    planHash: plan.hash,
    hierarchyId: plan.hierarchyId,
    createdAt: plan.createdAt,
    ticket: plan.ticket,
  };
  return {
    ...plan,
    script: planScript(plan.changes, {title: 'Change of site system proxies', ...header}),
    undoScript: planScript(reverseChanges(plan.changes).changes, {
      title: 'Undo of a change of site system proxies',
      ...header,
    }),
  };
}
