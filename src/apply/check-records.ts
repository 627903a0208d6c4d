// All planned records compared under the lock, before the first write: either every one is as it was planned on, or nothing is written.
import type {Hierarchy} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import type {PlannedChange} from '../plan/plan.ts';
import {hasEffectOf, isSameRecord, recordOn, recordText, type RecordValue} from './record.ts';
import type {RunItem} from './run-item.ts';
import {missingText} from './site-record.ts';

/** A record that is not what it was when the plan was made. */
export interface RecordDifference {
  readonly server: string;
  readonly siteCode: string;
  readonly object: PlannedChange['object'];
  readonly expected: RecordValue;
  readonly found: RecordValue;
}

export interface UnreadableServer {
  readonly server: string;
  readonly siteCode: string;
  readonly why: string;
}

export interface CheckedRecords {
  readonly stale: readonly RecordDifference[];
  readonly unreadable: readonly UnreadableServer[];
  /** Changes whose record already is as planned. */
  readonly same: readonly RunItem[];
  /** Changes that have a write, or the look for an earlier one, before them. */
  readonly open: readonly RunItem[];
}

/**
 * Compares the records of `items` with `hierarchy`. Accounts are not in it and are asked for apart: they count as open here. What an earlier
 * part of the run has begun may already be there or still arrive; anything but its before and after is a difference all the same.
 */
export function checkRecords(hierarchy: Hierarchy, items: readonly RunItem[]): CheckedRecords {
  const systems = new Map(hierarchy.siteSystems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
  const checked = {
    stale: [] as RecordDifference[],
    unreadable: [] as UnreadableServer[],
    same: [] as RunItem[],
    open: [] as RunItem[],
  };
  for (const item of items) {
    const {change, state} = item;
    if (state === 'applied') continue;
    if (change.object === 'account') {
      checked.open.push(item);
      continue;
    }
    const {server, siteCode, object, before, after} = change;
    const system = systems.get(siteSystemKey(siteCode, server));
    const found = system === undefined || !system.readable ? null : recordOn(system, object);
    if (found === null) {
      const why = system === undefined ? 'it is not visible to this account' : (system.why ?? missingText(change));
      checked.unreadable.push({server, siteCode, why});
    } else if (state === 'accepted') checked.open.push(item);
    else if (hasEffectOf(found, after))
      (state === 'planned' || state === 'failed' ? checked.same : checked.open).push(item);
    else if (isSameRecord(found, before)) checked.open.push(item);
    else checked.stale.push({server, siteCode, object, expected: before, found});
  }
  return checked;
}

/** Records that are already as planned although others are not: someone else was there. */
export function asDifferences(items: readonly RunItem[]): readonly RecordDifference[] {
  return items.map(({change: {server, siteCode, object, before, after}}) => ({
    server,
    siteCode,
    object,
    expected: before,
    found: after,
  }));
}

export function differenceText({server, siteCode, object, expected, found}: RecordDifference): string {
  const what = object === 'softwareUpdatePoint' ? 'software update point' : 'proxy';
  return `${siteCode}/${server} ${what}: expected ${recordText(expected)}, found ${recordText(found)}`;
}
