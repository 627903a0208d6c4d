// The rows of the status view, for the screen, the plain prompts and the command alike: what each says, which are shown, in what order.
import type {InheritanceRow} from '../../inheritance/row.ts';
import type {State} from '../../model/finding.ts';
import type {Site, SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {addressText, identityText, proxyText} from '../views/proxy-text.ts';
import {nameInSite} from '../views/short-names.ts';
import type {SiteSystemStatus} from '../views/status-json.ts';
import {needsInternet, usersByServer, usersOf} from '../views/used-by.ts';

export interface StatusRow {
  /** `PS1/cm01.contoso.com`, or `site:S01` for a site that could not be read. */
  readonly key: string;
  readonly siteCode: string;
  /** The whole name; '' for a site. */
  readonly server: string;
  /** The short name where it is the only one of its site with it. */
  readonly name: string;
  readonly proxy: string;
  /** What rows are grouped by: `proxy-a:8080`, `off`, `?`. */
  readonly group: string;
  readonly as: string;
  readonly usedBy: readonly string[];
  /** User names that it uses or still stores. */
  readonly accounts: readonly string[];
  readonly state: State;
  /** Why it could not be read, or null. */
  readonly why: string | null;
  /** Uses, could use or has a proxy, or has something wrong: shown without being asked for. */
  readonly needsInternet: boolean;
  /** null for a site that could not be read. */
  readonly status: SiteSystemStatus | null;
  /** Lower case: what a filter looks through. */
  readonly search: string;
}

interface Input {
  readonly systems: readonly SiteSystemStatus[];
  readonly inheritance: readonly InheritanceRow[];
  readonly sites: readonly Site[];
  /** User names that are stored although credentials are off, by the key of the site system. */
  readonly storedUserNames: ReadonlyMap<string, string>;
}

/** For `statusRows`. */
export function storedUserNames(siteSystems: readonly SiteSystem[]): ReadonlyMap<string, string> {
  return new Map(
    siteSystems.flatMap(({siteCode, server, storedUserName}) =>
      storedUserName === null ? [] : [[siteSystemKey(siteCode, server), storedUserName] as const],
    ),
  );
}

/** One row for each site system and each site that could not be read, in the order of the reading; in time linear in servers. */
export function statusRows({systems, inheritance, sites, storedUserNames: stored}: Input): readonly StatusRow[] {
  const users = usersByServer(inheritance);
  const name = nameInSite(systems);
  const rows = systems.map(status => {
    const code = status.siteCode ?? '';
    const key = siteSystemKey(code, status.server);
    return serverRow(status, {
      key,
      name: name(status),
      usedBy: usersOf(users, code, status.server),
      stored: stored.get(key) ?? null,
    });
  });
  return [...rows, ...sites.filter(site => !site.readable).map(siteRow)];
}

interface Beside {
  readonly key: string;
  readonly name: string;
  readonly usedBy: readonly string[];
  readonly stored: string | null;
}

function serverRow(status: SiteSystemStatus, {key, name, usedBy, stored}: Beside): StatusRow {
  const {proxy, state, server} = status;
  const siteCode = status.siteCode ?? '?';
  const text = proxyText(proxy);
  const as = identityText(proxy);
  const used = proxy?.account.kind === 'account' ? proxy.account.userName : null;
  const accounts = [used, stored].filter(userName => userName !== null);
  const why = state === 'unknown' ? (status.findings.find(({code}) => code === 'CMP008')?.text ?? null) : null;
  return {
    key,
    siteCode,
    server,
    name,
    proxy: text,
    group: proxy === null ? '?' : proxy.enabled ? addressText(proxy.serverName, proxy.port).toLowerCase() : 'off',
    as,
    usedBy,
    accounts,
    state,
    why,
    needsInternet: needsInternet(status, usedBy),
    status,
    search: searchText([
      siteCode,
      server,
      text,
      as,
      ...accounts,
      ...usedBy,
      state,
      ...status.findings.map(({code}) => code),
      ...(status.findings.some(({accepted}) => accepted !== undefined) ? ['accepted'] : []),
    ]),
  };
}

function siteRow({siteCode, siteName, why}: Site): StatusRow {
  return {
    key: `site:${siteCode}`,
    siteCode,
    server: '',
    name: '?',
    proxy: '?',
    group: '?',
    as: '?',
    usedBy: [],
    accounts: [],
    state: 'unknown',
    why: `the whole site could not be read: ${why ?? 'not told'}`,
    needsInternet: true,
    status: null,
    search: searchText([siteCode, siteName, 'unknown', why ?? '']),
  };
}

function searchText(parts: readonly string[]): string {
  return parts.join('\n').toLowerCase();
}

export const statusColumns = ['state', 'site', 'server', 'proxy', 'as', 'usedBy'] as const;
export type StatusColumn = (typeof statusColumns)[number];

const stateOrder: Readonly<Record<State, number>> = {fault: 0, unknown: 1, warning: 2, information: 3, ok: 4};

/** Sorted by one column; equal rows stay in their order. By state: the worst first. */
export function sortRows(rows: readonly StatusRow[], column: StatusColumn, descending = false): readonly StatusRow[] {
  const sign = descending ? -1 : 1;
  if (column === 'state') return rows.toSorted((a, b) => sign * (stateOrder[a.state] - stateOrder[b.state]));
  const keyed = rows.map(row => ({row, key: cellOf(row, column).toLowerCase()}));
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
  return keyed.map(({row}) => row);
}

function cellOf(row: StatusRow, column: Exclude<StatusColumn, 'state'>): string {
  if (column === 'site') return row.siteCode;
  if (column === 'server') return row.server;
  if (column === 'usedBy') return row.usedBy.join(', ');
  return column === 'proxy' ? row.proxy : row.as;
}

/** Whether something is wrong with it or it could not be read. */
export function isFaulty({state}: StatusRow): boolean {
  return state === 'fault' || state === 'warning' || state === 'unknown';
}
