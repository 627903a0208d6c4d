// Who uses a server's proxy, in the few words of a status row.
import type {InheritanceRow} from '../../inheritance/row.ts';
import {factsOfRole, distributionPointRole, managementPointRole, siteSystemRole} from '../../model/roles.ts';
import {serverKey, siteSystemKey} from '../../model/server-name.ts';
import type {SiteSystemStatus} from './status-json.ts';

const featureNames: Readonly<Record<string, string>> = {
  automaticDeploymentRule: 'ADR',
  connectedCache: 'Connected Cache',
  exchangeConnector: 'Exchange',
  cloudDistributionPoint: 'cloud DP',
  entraUserDiscovery: 'Entra user discovery',
  entraGroupDiscovery: 'Entra group discovery',
  collectionSync: 'collection sync',
  tenantAttach: 'tenant attach',
  endpointAnalytics: 'endpoint analytics',
  cloudManagementGateway: 'CMG deployment',
  console: 'console',
};

/** The console's word for the subject of an inheritance row. */
export function subjectName(subject: string): string {
  return (
    (Object.hasOwn(featureNames, subject) ? featureNames[subject] : undefined) ??
    factsOfRole(subject)?.consoleName ??
    subject
  );
}

/** The same in a word, for rows where room is short. */
export function shortSubject(subject: string): string {
  return (
    (Object.hasOwn(featureNames, subject) ? featureNames[subject] : undefined) ??
    factsOfRole(subject)?.shortName ??
    subject
  );
}

const internetUses = new Set(['yes', 'no', 'switchOff', 'notDocumented', 'unknown']);
const withoutNeed = new Set<string>([siteSystemRole, distributionPointRole, managementPointRole]);

/**
 * For each site system, by key, what goes out (or would go out) through its proxy: rows that follow that server. A management point never
 * follows it, a plain distribution point has no need.
 */
export function usersByServer(rows: readonly InheritanceRow[]): ReadonlyMap<string, readonly string[]> {
  const users = new Map<string, string[]>();
  for (const row of rows) {
    if (
      row.kind === 'console' ||
      row.follows.server === null ||
      !internetUses.has(row.uses) ||
      withoutNeed.has(row.subject)
    )
      continue;
    if (row.kind === 'role' && factsOfRole(row.subject) === undefined) continue;
    const key =
      row.siteCode === '' ? `*/${serverKey(row.follows.server)}` : siteSystemKey(row.siteCode, row.follows.server);
    const list = users.get(key);
    if (list === undefined) users.set(key, [shortSubject(row.subject)]);
    else list.push(shortSubject(row.subject));
  }
  return users;
}

/** The users of one site system, hierarchy-wide features included. */
export function usersOf(
  users: ReadonlyMap<string, readonly string[]>,
  siteCode: string,
  server: string,
): readonly string[] {
  return [
    ...new Set([...(users.get(siteSystemKey(siteCode, server)) ?? []), ...(users.get(`*/${serverKey(server)}`) ?? [])]),
  ];
}

/** `SCP SUP ADR +3`. */
export function usersText(users: readonly string[], most = 3): string {
  if (users.length === 0) return '-';
  return users.length <= most ? users.join(', ') : `${users.slice(0, most).join(', ')} +${users.length - most}`;
}

/** Uses, could use or has a proxy, or has something wrong: shown without being asked for. */
export function needsInternet(
  {proxy, state}: Pick<SiteSystemStatus, 'proxy' | 'state'>,
  users: readonly string[],
): boolean {
  return proxy?.enabled === true || users.length > 0 || state === 'fault' || state === 'warning' || state === 'unknown';
}
