// A plan with its script and the script that goes back.
import type {Hierarchy} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {accountSite} from '../findings/finding-context.ts';
import type {Plan} from '../plan.ts';
import {reverseChanges} from '../undo-plan.ts';
import {whyNotWhole} from '../whole-record.ts';
import {planScript, refusedScript, type ScriptHeader} from './plan-script.ts';

const changeTitle = 'Change of site system proxies';
const undoTitle = 'Undo of a change of site system proxies';

export function withScripts(plan: Plan, hierarchy: Hierarchy, toolVersion: string): Plan {
  const error = plan.findings.find(finding => finding.severity === 'error');
  if (error !== undefined) {
    const why = `This plan has an error and cannot be run: ${error.code} ${error.server}: ${error.text}`;
    return {...plan, script: refusedScript(changeTitle, why), undoScript: refusedScript(undoTitle, why)};
  }
  const sites = new Map(hierarchy.sites.map(site => [site.siteCode, site]));
  const header: Omit<ScriptHeader, 'title' | 'notes'> = {
    toolVersion,
    planHash: plan.hash,
    hierarchyId: plan.hierarchyId,
    createdAt: plan.createdAt,
    ticket: plan.ticket,
    accountSite: siteCode => accountSite(sites, siteCode),
  };
  return {
    ...plan,
    script: planScript(plan.changes, {title: changeTitle, notes: [], ...header}),
    undoScript: undoScript(plan, header),
  };
}

/** Without the servers whose record as it was cannot be written: a script that tried would write something else. */
function undoScript(plan: Plan, header: Omit<ScriptHeader, 'title' | 'notes'>): string {
  const {changes, cannotRestore} = reverseChanges(plan.changes);
  const left = new Set<string>();
  for (const change of changes)
    if (change.object === 'siteSystem' && whyNotWhole(change.after) !== null)
      left.add(siteSystemKey(change.siteCode, change.server));
  const notes = [
    ...cannotRestore.map(({siteCode, server, what}) => `Cannot be written back: ${siteCode}/${server}: ${what}`),
    ...plan.changes.flatMap(change =>
      change.object === 'account' ? [`The account ${change.userName} at site ${change.siteCode} stays`] : [],
    ),
  ];
  const steps = changes.filter(change => !left.has(siteSystemKey(change.siteCode, change.server)));
  return planScript(steps, {title: undoTitle, notes, ...header});
}
