// Asking the lab's document: one site system, the accounts of a site, and what may not be read.
import {parseHierarchy} from '../../model/parse-hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {SiteSystemOutcome} from '../site.ts';
import {parseAround, type HierarchyDocument, type Lab} from './lab-document.ts';

const why = 'access denied';

/** The document as this caller may see it: what `read-denied` names stands in `unreadable`. */
export function withUnreadable({document, state}: Lab): HierarchyDocument {
  const denied = state.faults.filter(fault => fault.kind === 'read-denied');
  if (denied.length === 0) return document;
  const entries = denied.some(fault => fault.server === null)
    ? siteCodesOf(document).map(siteCode => ({siteCode, why}))
    : denied.map(({server}) => deniedServer(server ?? ''));
  const before = document['unreadable'];
  return {...document, unreadable: [...(Array.isArray(before) ? (before as readonly unknown[]) : []), ...entries]};
}

function deniedServer(name: string): object {
  const slash = name.indexOf('/');
  return slash < 0 ? {server: name, why} : {siteCode: name.slice(0, slash), server: name.slice(slash + 1), why};
}

function siteCodesOf(document: HierarchyDocument): readonly string[] {
  const parsed = parseHierarchy(document);
  return parsed.kind === 'hierarchy' ? parsed.hierarchy.sites.map(site => site.siteCode) : [];
}

export function findInLab(document: HierarchyDocument, siteCode: string, server: string): SiteSystemOutcome {
  const parsed = parseAround(document, server);
  if (parsed.kind === 'refused') return {kind: 'failed', why: `${parsed.path}: ${parsed.why}`};
  const key = siteSystemKey(siteCode, server);
  const found = parsed.hierarchy.siteSystems.find(system => siteSystemKey(system.siteCode, system.server) === key);
  return found === undefined ? {kind: 'notVisible'} : {kind: 'read', siteSystem: found};
}

/** The site that keeps the accounts of a site's servers: for a secondary site its parent (inferred: nothing says it outright). */
export function accountSite(document: HierarchyDocument, siteCode: string): string {
  const parsed = parseAround(document, null);
  const site =
    parsed.kind === 'hierarchy' ? parsed.hierarchy.sites.find(item => item.siteCode === siteCode) : undefined;
  return site?.siteType === 'secondary' ? (site.parentSiteCode ?? siteCode) : siteCode;
}

/** The accounts for the servers of a site; null where the document says nothing about accounts at all. Source: ConfigMgrCBDsc (per site). */
export function accountsOf(document: HierarchyDocument, siteCode: string): readonly string[] | null {
  const parsed = parseAround(document, null);
  const accounts = parsed.kind === 'hierarchy' ? parsed.hierarchy.accounts : null;
  if (accounts === null) return null;
  const keeper = accountSite(document, siteCode.toUpperCase());
  return accounts.filter(account => account.siteCode === keeper).map(account => account.userName);
}
