// The first label of a name where that label means one thing only.
import {serverKey, shortName, siteSystemKey} from '../../model/server-name.ts';

/** `proxy-a.contoso.com` to `proxy-a`, for names that share their first label with no other. Names that are not in the map stay whole. */
export function shortNames(names: Iterable<string>): ReadonlyMap<string, string> {
  const wholes = new Set(names);
  const holders = new Map<string, Set<string>>();
  for (const name of wholes) {
    const short = shortName(name).toLowerCase();
    holders.set(short, (holders.get(short) ?? new Set()).add(serverKey(name)));
  }
  const shorts = new Map<string, string>();
  for (const name of wholes)
    if (holders.get(shortName(name).toLowerCase())?.size === 1) shorts.set(name, shortName(name));
  return shorts;
}

interface Named {
  readonly siteCode: string | null;
  readonly server: string;
}

/** The name of a server within its site: short where it is the only one of its site with it. In time linear in servers. */
export function nameInSite(systems: readonly Named[]): (system: Named) => string {
  const times = new Map<string, number>();
  const keyOf = ({siteCode, server}: Named): string => siteSystemKey(siteCode ?? '', shortName(server));
  for (const system of systems) times.set(keyOf(system), (times.get(keyOf(system)) ?? 0) + 1);
  return system => (times.get(keyOf(system)) === 1 ? shortName(system.server) : system.server);
}
