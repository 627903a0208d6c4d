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
export function groupByServer<Item extends {readonly change: PlannedChange}>(
  items: readonly Item[],
): readonly ServerGroup<Item>[] {
  const sorted = items.toSorted((a, b) => a.change.order - b.change.order);
  const keys = new Map<Item, string>();
  const nextOf = new Map<string, string>();
  for (const item of sorted.toReversed()) {
    const {object, siteCode, server} = item.change;
    const own = siteSystemKey(siteCode, server);
    keys.set(item, object === 'account' ? (nextOf.get(serverKey(server)) ?? own) : own);
    if (object !== 'account') nextOf.set(serverKey(server), own);
  }
  const groups = new Map<string, {server: string; siteCode: string; items: Item[]}>();
  for (const item of sorted) {
    const key = keys.get(item) ?? '';
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
