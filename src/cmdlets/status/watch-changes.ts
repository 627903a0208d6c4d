// What changed from one reading to the next. A server that could not be read meanwhile is compared with what was last known of it.
import type {Site} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {SiteSystemStatus} from '../views/status-json.ts';
import {comparedStatus, differences, type ComparedServer, type StatusChange} from './compare-status.ts';

interface KnownServer extends ComparedServer {
  /** Told besides the record; always known. */
  readonly told: ReadonlyMap<string, string>;
}

/** What is known of a hierarchy after a reading, as far as it is compared with the next one. */
export interface Known {
  readonly servers: readonly KnownServer[];
  /** Why each site could not be read; '' where it could. By site code. */
  readonly sites: ReadonlyMap<string, string>;
}

/** `earlier`: for the records of servers that cannot be read now; null at the first reading. */
export function knownOf(systems: readonly SiteSystemStatus[], sites: readonly Site[], earlier: Known | null): Known {
  const before = new Map(earlier?.servers.map(server => [keyOf(server), server.fields]));
  return {
    servers: systems.map(system => {
      const compared = comparedStatus(system);
      const fields = compared.fields ?? before.get(keyOf(compared)) ?? null;
      return {...compared, fields, told: toldOf(system)};
    }),
    sites: new Map(sites.map(site => [site.siteCode, site.readable ? '' : (site.why ?? 'not told')])),
  };
}

function toldOf({state, findings}: SiteSystemStatus): ReadonlyMap<string, string> {
  const codes = (isAccepted: boolean): string =>
    findings
      .filter(({accepted}) => (accepted !== undefined) === isAccepted)
      .map(({code}) => code)
      .join(' ') || '-';
  return new Map([
    ['state', state],
    ['findings', codes(false)],
    ['accepted', codes(true)],
  ]);
}

/** In the order of the servers, each with its state first; then sites. An unreadable record is no change of its fields. */
export function changesBetween(before: Known, after: Known): readonly StatusChange[] {
  const ofRecord = Map.groupBy(differences(before.servers, after.servers).changes, keyOf);
  const earlier = new Map(before.servers.map(server => [keyOf(server), server]));
  const later = new Set(after.servers.map(keyOf));
  const gone = before.servers.filter(server => !later.has(keyOf(server)));
  return [
    ...[...after.servers, ...gone].flatMap(server => {
      const was = earlier.get(keyOf(server));
      return [...(was === undefined ? [] : toldChanges(was, server)), ...(ofRecord.get(keyOf(server)) ?? [])];
    }),
    ...siteChanges(before.sites, after.sites),
  ];
}

function toldChanges(was: KnownServer, {server, siteCode, told}: KnownServer): readonly StatusChange[] {
  return [...told]
    .filter(([field, value]) => was.told.get(field) !== value)
    .map(([field, after]) => ({server, siteCode, field, before: was.told.get(field) ?? null, after}));
}

function siteChanges(before: Known['sites'], after: Known['sites']): readonly StatusChange[] {
  const text = (why: string | undefined): string | null =>
    why === undefined ? null : why === '' ? 'readable' : `could not be read: ${why}`;
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(siteCode => before.get(siteCode) !== after.get(siteCode))
    .map(siteCode => ({
      server: '',
      siteCode,
      field: 'site',
      before: text(before.get(siteCode)),
      after: text(after.get(siteCode)),
    }));
}

function keyOf({siteCode, server}: Pick<ComparedServer, 'siteCode' | 'server'>): string {
  return siteSystemKey(siteCode, server);
}
