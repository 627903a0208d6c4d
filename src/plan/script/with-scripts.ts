// A plan with its script and the script that goes back.
import type {Hierarchy} from '../../model/hierarchy.ts';
import type {Plan} from '../plan.ts';
import {planScript, refusedScript} from './plan-script.ts';
import {changePart, undoPart, type ScriptPart} from './script-parts.ts';

export function withScripts(plan: Plan, hierarchy: Hierarchy, toolVersion: string): Plan {
  const source = {...plan, planHash: plan.hash, toolVersion};
  const why = whyNotScripted(plan);
  const textOf = ({changes, header}: ScriptPart): string =>
    why === null ? planScript(changes, header) : refusedScript(header.title, why);
  return {
    ...plan,
    script: textOf(changePart(source, hierarchy)),
    undoScript: textOf(undoPart(source, hierarchy)),
  };
}

/** Why a plan must not be run in any form, or null. */
export function whyNotScripted({findings}: Pick<Plan, 'findings'>): string | null {
  const error = findings.find(({severity}) => severity === 'error');
  return error === undefined
    ? null
    : `This plan has an error and cannot be run: ${error.code} ${error.server}: ${error.text}`;
}
