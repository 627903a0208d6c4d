// The names of a hierarchy that a command line may hold.
import type {Hierarchy, HierarchyOrigin} from '../../model/hierarchy.ts';
import {hierarchyIdentity} from '../../model/identity.ts';
import {consoleNameOfRole} from '../../model/roles.ts';
import type {Candidate} from './candidate.ts';

export interface Names {
  /** Whose runs are asked for. */
  readonly hierarchyId: string;
  readonly servers: readonly Candidate[];
  readonly sites: readonly Candidate[];
  readonly accounts: readonly Candidate[];
  readonly proxies: readonly Candidate[];
  readonly roles: readonly Candidate[];
}

export function namesOf(hierarchy: Hierarchy, origin: HierarchyOrigin): Names {
  const {sites, siteSystems, accounts} = hierarchy;
  const counts = Map.groupBy(siteSystems, ({server}) => server.toLowerCase());
  const users = [
    ...(accounts ?? []).map(({userName}) => userName),
    ...siteSystems.flatMap(({proxy}) => (proxy?.account.kind === 'account' ? [proxy.account.userName] : [])),
  ];
  return {
    hierarchyId: hierarchyIdentity(hierarchy, origin),
    servers: siteSystems.flatMap(({server, siteCode}) => {
      const whole = {text: `${siteCode}/${server}`, about: `site ${siteCode}`};
      const isOne = counts.get(server.toLowerCase())?.length === 1;
      return isOne ? [{text: server, about: `site ${siteCode}`}, whole] : [whole];
    }),
    sites: sites.map(({siteCode, siteName}) => ({text: siteCode, about: siteName})),
    accounts: distinct(users),
    proxies: distinct(siteSystems.flatMap(({proxy}) => (proxy?.serverName ? [proxy.serverName] : []))),
    roles: distinct(siteSystems.flatMap(({roles}) => roles.map(({name}) => consoleNameOfRole(name)))),
  };
}

function distinct(texts: readonly string[]): readonly Candidate[] {
  return [...new Map(texts.map(text => [text.toLowerCase(), text])).values()].map(text => ({text, about: ''}));
}
