// Accepted now, applied a little later: what is due is told by the times in the file, never by a timer.
import {changeRows, rowKey, type RowChanges} from './change-rows.ts';
import type {Moment} from '../../model/moment.ts';
import {serverKey} from '../../model/server-name.ts';
import {sameAccountName} from '../../model/validate-proxy.ts';
import type {HierarchyDocument, Lab, PendingChange, PropertyChange} from './lab-document.ts';

/** The lab with everything applied that is due at `now`. The same object where nothing is. Throws `ShapeError` where a row is broken. */
export function withDueChanges(lab: Lab, now: Moment): Lab {
  const {pending} = lab.state;
  const isDue = ({appliesAt}: PendingChange): boolean => appliesAt !== null && Date.parse(appliesAt) <= now.getTime();
  const due = pending.filter(isDue);
  if (due.length === 0) return lab;
  return {
    document: withAccounts(changeRows(lab.document, changesOf(due)), due),
    state: {...lab.state, pending: pending.filter(item => !isDue(item))},
  };
}

function changesOf(due: readonly PendingChange[]): RowChanges {
  const changes = new Map<string, readonly PropertyChange[]>();
  for (const item of due) {
    if (item.object === 'account') continue;
    const key = rowKey(item.object, item.siteCode, item.server);
    changes.set(key, [...(changes.get(key) ?? []), ...item.props]);
  }
  return changes;
}

function withAccounts(document: HierarchyDocument, due: readonly PendingChange[]): HierarchyDocument {
  const changes = due.filter(item => item.object === 'account');
  if (changes.length === 0) return document;
  const accounts = document['accounts'];
  const before: readonly unknown[] = Array.isArray(accounts) ? accounts : [];
  const after = changes.reduce<readonly unknown[]>(
    (rows, {userName, siteCode, removed}) =>
      removed === true
        ? rows.filter(row => !isAccountRow(row, siteCode, userName))
        : [...rows, {UserName: userName, SiteCode: siteCode}],
    before,
  );
  return {...document, accounts: after};
}

function isAccountRow(row: unknown, siteCode: string, userName: string): boolean {
  if (typeof row !== 'object' || row === null) return false;
  const {UserName: name, SiteCode: code} = row as Readonly<Record<string, unknown>>;
  return (
    typeof name === 'string' &&
    typeof code === 'string' &&
    sameAccountName(name, userName) &&
    code.trim().toUpperCase() === siteCode.toUpperCase()
  );
}

/**
 * When a change of the record `key` that is accepted at `now` applies, ISO 8601 UTC. Never before an earlier change of it that is still under
 * way, so that what was said last is what stays.
 */
export function timeOfApplying({state}: Lab, key: string, now: Moment): string {
  const times = state.pending
    .filter(item => item.appliesAt !== null && recordKeyOf(item) === key)
    .map(item => Date.parse(item.appliesAt ?? ''));
  return new Date(Math.max(now.getTime() + state.delayMs, ...times)).toISOString();
}

/** The record of a change: `siteSystem|PS1|cm01.contoso.com`, `account|PS1|contoso\\svc-proxy`. */
export function recordKey(object: PendingChange['object'], siteCode: string, name: string): string {
  return `${object}|${siteCode.toUpperCase()}|${serverKey(name)}`;
}

export function recordKeyOf(item: PendingChange): string {
  return recordKey(item.object, item.siteCode, item.object === 'account' ? item.userName : item.server);
}
