// Names and conditions to site systems: what cannot be judged is unknown, never left out quietly.
import {stateOf, type Finding, type State} from '../model/finding.ts';
import {noSuchValue} from '../model/condition-values.ts';
import type {Hierarchy, Site, SiteSystem} from '../model/hierarchy.ts';
import {meets, siteSystemFinder, type Condition} from '../model/select-servers.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {findingNotFound} from './findings/make-finding.ts';
import {statusFindings} from './findings/status-findings.ts';

export interface Refusal {
  readonly kind: 'refused';
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

export interface Chosen {
  readonly kind: 'chosen';
  /** In a fixed order, each once. */
  readonly systems: readonly SiteSystem[];
  /** CMP007 for each name that none has. */
  readonly notFound: readonly Finding[];
  /** Sites that conditions may mean and that show no server to judge. */
  readonly unreadableSites: readonly Site[];
}

export function chooseServers(
  hierarchy: Hierarchy,
  names: readonly string[],
  conditions: readonly Condition[],
): Chosen | Refusal {
  if (names.length === 0 && conditions.length === 0)
    return {
      kind: 'refused',
      what: 'No server was chosen',
      why: 'neither --server nor --where was given',
      todo: 'Give --server SERVER or --where KEY=VALUE.',
    };
  const wrong = noSuchValue(hierarchy, conditions);
  if (wrong !== null) return {kind: 'refused', what: 'No server can be meant', ...wrong};
  const named =
    names.length === 0
      ? {kind: 'chosen' as const, systems: hierarchy.siteSystems, notFound: [], unreadableSites: []}
      : findNamed(hierarchy, names);
  if (named.kind === 'refused' || conditions.length === 0)
    return named.kind === 'refused' ? named : {...named, systems: sorted(named.systems)};
  const state = conditions.some(condition => condition.key === 'state') ? stateLookup(hierarchy) : (): State => 'ok';
  const systems = named.systems.filter(system =>
    conditions.every(condition => meets(system, condition, state) || cannotBeJudged(system, condition)),
  );
  const unreadableSites = names.length === 0 ? sitesWithoutServers(hierarchy, conditions, systems) : [];
  return {...named, systems: sorted(systems), unreadableSites};
}

/** An unreadable server may meet any condition about its record, and about its roles or site where no row tells those. */
function cannotBeJudged(system: SiteSystem, {key}: Condition): boolean {
  if (system.readable) return false;
  if (key === 'site') return system.siteCode === '';
  if (key === 'role') return system.roles.length === 0;
  return key !== 'state';
}

/** A site that could not be read may have servers that meet the conditions, and none of it is among the chosen. */
function sitesWithoutServers(
  hierarchy: Hierarchy,
  conditions: readonly Condition[],
  chosen: readonly SiteSystem[],
): readonly Site[] {
  const shown = new Set(chosen.map(system => system.siteCode));
  return hierarchy.sites.filter(
    site =>
      !site.readable &&
      !shown.has(site.siteCode) &&
      conditions.every(({key, value}) => {
        if (key === 'site') return site.siteCode === value.toUpperCase();
        return key !== 'state' || value === 'unknown';
      }),
  );
}

function sorted(systems: readonly SiteSystem[]): readonly SiteSystem[] {
  return systems
    .map(system => [siteSystemKey(system.siteCode, system.server), system] as const)
    .toSorted((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([, system]) => system);
}

function stateLookup(hierarchy: Hierarchy): (system: SiteSystem) => State {
  const groups = new Map<string, Finding[]>();
  for (const finding of statusFindings(hierarchy)) {
    const key = siteSystemKey(finding.siteCode, finding.server);
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [finding]);
    else list.push(finding);
  }
  return system => stateOf(system.readable, groups.get(siteSystemKey(system.siteCode, system.server)) ?? []);
}

function findNamed(hierarchy: Hierarchy, names: readonly string[]): Chosen | Refusal {
  const find = siteSystemFinder(hierarchy);
  const systems = new Set<SiteSystem>();
  const notFound: Finding[] = [];
  for (const name of names) {
    const matches = find(name);
    const [first] = matches;
    if (first === undefined) notFound.push(findingNotFound(name));
    else if (matches.length === 1) systems.add(first);
    else {
      const choices = matches.map(system => `${system.siteCode}/${system.server}`);
      return {
        kind: 'refused',
        what: `"${name}" stands for several site systems`,
        why: choices.join(', '),
        todo: `Give the site as well, for example --server ${choices[0] ?? ''}`,
      };
    }
  }
  return {kind: 'chosen', systems: [...systems], notFound, unreadableSites: []};
}
