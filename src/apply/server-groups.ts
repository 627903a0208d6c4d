// Changes by server: a run works server by server, in the order in which the plan writes to them.
import {serverKey, siteSystemKey} from '../model/server-name.ts';
import type {PlannedChange} from '../plan/plan.ts';

export interface ServerGroup<Item> {
  readonly server: string;
  readonly siteCode: string;
  /** In the order of the plan. */
  readonly items: readonly Item[];
}

interface Growing<Item> {
  readonly server: string;
  readonly siteCode: string;
  readonly items: Item[];
}

/**
 * Groups `items` by site system. A new account goes with the first server that uses it, so that it is there in time and the order of the servers
 * (the service connection point's one last) stays.
 */
export function groupByServer<Item extends {readonly change: PlannedChange}>(
  items: readonly Item[],
): readonly ServerGroup<Item>[] {
  const groups = new Map<string, Growing<Item>>();
  const firstUser = new Map<string, string>();
  for (const item of inOrder(items)) {
    const {change} = item;
    if (change.object === 'account') continue;
    const key = add(groups, item);
    if (change.object !== 'siteSystem' || !change.after.enabled || change.after.account.kind !== 'account') continue;
    const user = change.after.account.userName.toLowerCase();
    if (!firstUser.has(user)) firstUser.set(user, key);
  }
  for (const item of items) {
    const {change} = item;
    if (change.object !== 'account') continue;
    const user = groups.get(firstUser.get(change.userName.toLowerCase()) ?? '') ?? groupOf(groups, change.server);
    if (user === undefined) add(groups, item);
    else user.items.push(item);
  }
  return [...groups.values()].map(group => ({...group, items: inOrder(group.items)}));
}

function inOrder<Item extends {readonly change: PlannedChange}>(items: readonly Item[]): readonly Item[] {
  return items.toSorted((a, b) => a.change.order - b.change.order);
}

function add<Item extends {readonly change: PlannedChange}>(groups: Map<string, Growing<Item>>, item: Item): string {
  const {server, siteCode} = item.change;
  const key = siteSystemKey(siteCode, server);
  const group = groups.get(key);
  if (group === undefined) groups.set(key, {server, siteCode, items: [item]});
  else group.items.push(item);
  return key;
}

function groupOf<Item>(groups: ReadonlyMap<string, Growing<Item>>, server: string): Growing<Item> | undefined {
  return [...groups.values()].find(group => serverKey(group.server) === serverKey(server));
}
