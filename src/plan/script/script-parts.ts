// What a script of any dialect is made from: the steps of a plan or of the way back, and what its head says.
import type {Hierarchy} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {accountSite} from '../findings/finding-context.ts';
import type {PlannedChange} from '../plan.ts';
import {reverseChanges} from '../undo-plan.ts';
import {whyNotWhole} from '../whole-record.ts';
import type {ScriptHeader} from './plan-script.ts';

/** What is known of changes, whether they come from a plan or from the journal. */
export interface ScriptSource {
  readonly changes: readonly PlannedChange[];
  readonly planHash: string;
  readonly hierarchyId: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly ticket: string | null;
  readonly toolVersion: string;
  /** The changes change nothing: they are what the servers have. */
  readonly isAsIs?: boolean;
}

export interface ScriptPart {
  readonly changes: readonly PlannedChange[];
  readonly header: ScriptHeader;
}

const changeTitle = 'Change of site system proxies';
const asIsTitle = 'Site system proxies as they are';
const undoTitle = 'Undo of a change of site system proxies';

export function changePart(source: ScriptSource, hierarchy: Hierarchy): ScriptPart {
  const title = source.isAsIs === true ? asIsTitle : changeTitle;
  return {changes: source.changes, header: {...headerOf(source, hierarchy), title, notes: []}};
}

/** Without the servers whose record as it was cannot be written: a script that tried would write something else. */
export function undoPart(source: ScriptSource, hierarchy: Hierarchy): ScriptPart {
  const {changes, cannotRestore} = reverseChanges(source.changes);
  const left = new Set<string>();
  for (const change of changes)
    if (change.object === 'siteSystem' && whyNotWhole(change.after) !== null)
      left.add(siteSystemKey(change.siteCode, change.server));
  const notes = [
    ...cannotRestore.map(({siteCode, server, what}) => `Cannot be written back: ${siteCode}/${server}: ${what}`),
    ...source.changes.flatMap(change =>
      change.object === 'account' ? [`The account ${change.userName} at site ${change.siteCode} stays`] : [],
    ),
  ];
  return {
    changes: changes.filter(change => !left.has(siteSystemKey(change.siteCode, change.server))),
    header: {...headerOf(source, hierarchy), title: undoTitle, notes},
  };
}

function headerOf(source: ScriptSource, {sites: all}: Hierarchy): Omit<ScriptHeader, 'title' | 'notes'> {
  const sites = new Map(all.map(site => [site.siteCode, site]));
  const {toolVersion, planHash, hierarchyId, createdAt, ticket} = source;
  return {toolVersion, planHash, hierarchyId, createdAt, ticket, accountSite: code => accountSite(sites, code)};
}
