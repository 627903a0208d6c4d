// Exceptions by the servers that they mean: named in any way in which a server may be named, each server once, and only servers that are chosen.
import type {DesiredChange} from '../../model/desired-change.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';

export interface OverridesInput {
  /** By name as written. */
  readonly overrides: ReadonlyMap<string, DesiredChange>;
  /** Servers as they were named. */
  readonly names: readonly string[];
  /** Of them, those that are there. */
  readonly chosen: readonly SiteSystem[];
  readonly find: (name: string) => readonly SiteSystem[];
  /** The exception of a name, for people. */
  readonly label: (name: string) => string;
  /** Those that are chosen, for people. */
  readonly among: string;
}

export type OwnOverrides =
  | {readonly kind: 'overrides'; readonly overrides: ReadonlyMap<string, DesiredChange>}
  | {readonly kind: 'refused'; readonly why: string; readonly todo: string};

/** By `siteSystemKey`. */
export function ownOverrides({overrides, names, chosen, find, label, among}: OverridesInput): OwnOverrides {
  const keys = new Set(chosen.map(keyOf));
  const named = new Set(names.map(name => name.toLowerCase()));
  const own = new Map<string, DesiredChange>();
  for (const [name, change] of overrides) {
    const [system, another] = find(name);
    // One that is not there, or that stands for several: choosing servers says so.
    if ((system === undefined || another !== undefined) && named.has(name.toLowerCase())) continue;
    if (system !== undefined && another !== undefined)
      return {
        kind: 'refused',
        why: `${label(name)}: the name stands for several site systems`,
        todo: `Give the site as well, for example ${system.siteCode}/${system.server}.`,
      };
    if (system === undefined || !keys.has(keyOf(system)))
      return {
        kind: 'refused',
        why: `${label(name)}: this server is not among ${among}`,
        todo: 'Add it, or leave the override out.',
      };
    if (own.has(keyOf(system)))
      return {
        kind: 'refused',
        why: `${label(name)}: ${system.siteCode}/${system.server} has another exception under another spelling of its name`,
        todo: 'Keep one of them.',
      };
    own.set(keyOf(system), change);
  }
  return {kind: 'overrides', overrides: own};
}

function keyOf({siteCode, server}: SiteSystem): string {
  return siteSystemKey(siteCode, server);
}
