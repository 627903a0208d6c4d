// Changes by server: a run works server by server, in the order in which the plan first names them.
import {serverKey, siteSystemKey} from '../model/server-name.ts';
import type {PlannedChange} from '../plan/plan.ts';

export interface ServerGroup<Item> {
  readonly server: string;
  readonly siteCode: string;
  /** In the order of the plan. */
  readonly items: readonly Item[];
}

/**
 * Groups `items` by site system. An account stands at the site that keeps it (a secondary site's parent), so it goes with the next change of
 * the server that needs it.
 */
export function groupByServer<Item extends {readonly change: PlannedChange}>(items: readonly Item[]): readonly ServerGroup<Item>[] {
  const sorted = items.toSorted((a, b) => a.change.order - b.change.order);
  const keys = new Array<string>(sorted.length);
  const nextOf = new Map<string, string>();
  for (let at = sorted.length - 1; at >= 0; at -= 1) {
    const change = sorted[at]?.change;
    if (change === undefined) continue;
    const own = siteSystemKey(change.siteCode, change.server);
    keys[at] = change.object === 'account' ? (nextOf.get(serverKey(change.server)) ?? own) : own;
    if (change.object !== 'account') nextOf.set(serverKey(change.server), own);
  }
  const groups = new Map<string, {server: string; siteCode: string; items: Item[]}>();
  for (const [at, item] of sorted.entries()) {
    const key = keys[at] ?? '';
    const {server, siteCode, object} = item.change;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, {server, siteCode, items: [item]});
    else {
      group.items.push(item);
      if (object !== 'account') group.siteCode = siteCode;
    }
  }
  return [...groups.values()];
}
