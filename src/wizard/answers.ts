// Answers: filled in from what the picked servers have now, checked, and turned into the one type of change.
import {meansSystem, type DesiredChange} from '../model/desired-change.ts';
import {fieldDefinition, fieldDefinitions, type FieldDefinition, type FieldProblem} from '../model/fields.ts';
import type {FieldKey} from '../model/finding.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {accountSite} from '../plan/findings/finding-context.ts';
import {pickedSystems} from './choices.ts';
import {keptSwitches} from './kept-switches.ts';
import {commonAnswer, isSwitch, namedUpdatePoints} from './named-switches.ts';
import {emptyAnswers} from './start-state.ts';
import {keep, type Answers, type Exception, type WizardState} from './state.ts';

/** One server: its present values, so that Enter changes nothing. Several: keep each server's own. */
export function initialAnswers(systems: readonly SiteSystem[]): Answers {
  const [only] = systems;
  if (only === undefined || systems.length > 1) return emptyAnswers;
  return ownAnswers(only);
}

/** What a server has now, as answers. Port 80 is offered only where there is none. */
export function ownAnswers({proxy, softwareUpdatePoint: updates}: SiteSystem): Answers {
  if (proxy === null) return emptyAnswers;
  return {
    'proxy.enabled': yesNo(proxy.enabled),
    'proxy.serverName': proxy.serverName ?? '',
    'proxy.port': proxy.port === null ? '80' : String(proxy.port),
    'proxy.account':
      proxy.account.kind === 'account' ? proxy.account.userName : proxy.account.kind === 'system' ? 'system' : '',
    'softwareUpdatePoint.useProxy': updates === null ? keep : yesNo(updates.useProxy),
    'softwareUpdatePoint.useProxyForAutoDeploymentRule':
      updates === null ? keep : yesNo(updates.useProxyForAutoDeploymentRule),
  };
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

/** The servers that the proxy page is about: one where an exception is edited, else all that were picked. */
export function pageSystems(state: WizardState): readonly SiteSystem[] {
  const systems = pickedSystems(state);
  if (state.exception === null) return systems;
  return systems.filter(system => siteSystemKey(system.siteCode, system.server) === state.exception);
}

/** Whether fields may be left to each server's own value: several servers, or the exception of one. */
export function mayKeep(state: WizardState): boolean {
  return pickedSystems(state).length > 1;
}

/** The answer that stands on the proxy page: of the exception where one is edited and says otherwise. */
export function answerOf(state: WizardState, key: FieldKey): string {
  const own = state.exception === null ? undefined : state.exceptions.get(state.exception)?.[key];
  return own ?? commonAnswer(state, key);
}

/**
 * The fields that are asked: turning off hides name, port and account; the switches belong to software update points, and are no fields for all where each
 * of these has rows of its own.
 */
export function visibleFields(state: WizardState): readonly FieldDefinition[] {
  const asksSwitches =
    (state.exception !== null || namedUpdatePoints(state).length === 0) &&
    pageSystems(state).some(system => system.softwareUpdatePoint !== null);
  const off = answerOf(state, 'proxy.enabled') === 'no';
  return fieldDefinitions.filter(({key}) => {
    if (isSwitch(key)) return asksSwitches && !off;
    return key === 'proxy.enabled' || !off;
  });
}

export type ProxyRow =
  | {readonly kind: 'field'; readonly field: FieldDefinition}
  /** A switch of one software update point; `key` is that of its server. */
  | {readonly kind: 'switch'; readonly field: FieldDefinition; readonly system: SiteSystem; readonly key: string}
  | {readonly kind: 'exceptions'};

/** The rows of the proxy page: its fields, and for several servers the switches of each software update point and the exceptions. */
export function proxyRows(state: WizardState): readonly ProxyRow[] {
  const rows = visibleFields(state).map((field): ProxyRow => ({kind: 'field', field}));
  if (!mayKeep(state) || state.exception !== null) return rows;
  return [...rows, ...switchRows(state), {kind: 'exceptions'}];
}

const switchFields = fieldDefinitions.filter(({key}) => isSwitch(key));

function switchRows(state: WizardState): readonly ProxyRow[] {
  if (answerOf(state, 'proxy.enabled') === 'no') return [];
  return namedUpdatePoints(state).flatMap(system =>
    switchFields.map((field): ProxyRow => ({
      kind: 'switch',
      field,
      system,
      key: siteSystemKey(system.siteCode, system.server),
    })),
  );
}

/** The words that a choice field goes through; `keep` only where fields may be left. */
export function choiceWords(state: WizardState): readonly string[] {
  return mayKeep(state) ? [keep, 'yes', 'no'] : ['yes', 'no'];
}

/** Why an answer is not good yet, or null. Where fields may be left, an empty answer keeps. */
export function answerProblem(state: WizardState, key: FieldKey): FieldProblem | null {
  const value = answerOf(state, key);
  const enabled = answerOf(state, 'proxy.enabled');
  if (value === keep && mayKeep(state)) {
    if (key !== 'proxy.serverName' || enabled !== 'yes') return null;
    const without = pageSystems(state).find(
      system =>
        system.proxy?.serverName === null &&
        (state.exception !== null ||
          (state.exceptions.get(siteSystemKey(system.siteCode, system.server))?.[key] ?? keep) === keep),
    );
    return without === undefined
      ? null
      : {text: `${without.server} has no proxy server name to keep`, do: 'Give a name, or pick other servers.'};
  }
  if (fieldDefinition(key).kind === 'choice') return null;
  if (enabled !== 'yes' && !mayKeep(state)) return null;
  return fieldDefinition(key).validate(value);
}

/** The first field whose answer is not good, as its index among the rows; -1 where all are. */
export function firstProblem(state: WizardState): number {
  return proxyRows(state).findIndex(row => row.kind === 'field' && answerProblem(state, row.field.key) !== null);
}

/** The server and the field of the first exception that is not good. */
export function firstExceptionProblem(
  state: WizardState,
): {readonly key: string; readonly problem: FieldProblem} | null {
  for (const key of state.exceptions.keys()) {
    const looking = {...state, exception: key};
    for (const field of visibleFields(looking)) {
      const problem = answerProblem(looking, field.key);
      if (problem !== null) return {key, problem};
    }
  }
  return null;
}

const textKeys = ['proxy.serverName', 'proxy.port', 'proxy.account'] as const;
const choiceKeys = [
  'proxy.enabled',
  'softwareUpdatePoint.useProxy',
  'softwareUpdatePoint.useProxyForAutoDeploymentRule',
] as const;

/** The change that the answers for all ask for. */
export function desiredFromAnswers(state: WizardState): DesiredChange {
  const visible = new Set(visibleFields({...state, exception: null}).map(field => field.key));
  const {answers} = state;
  const single = !mayKeep(state);
  let desired: DesiredChange = {};
  for (const key of choiceKeys)
    if (visible.has(key) && answers[key] !== keep) desired = {...desired, [key]: answers[key] === 'yes'};
  for (const key of textKeys)
    if (visible.has(key) && answers[key] !== keep && !(single && answers['proxy.enabled'] !== 'yes'))
      desired = {...desired, [key]: answers[key]};
  return desired;
}

/** What single servers are given otherwise. To keep its own value although the others change, a server is given that value. */
export function overridesFromAnswers(state: WizardState): ReadonlyMap<string, DesiredChange> {
  const systems = new Map(pickedSystems(state).map(system => [siteSystemKey(system.siteCode, system.server), system]));
  const overrides = new Map<string, DesiredChange>();
  for (const [key, exception] of state.exceptions) {
    const system = systems.get(key);
    if (system === undefined) continue;
    const override = overrideOf({...state, exception: key}, system, exception);
    if (Object.keys(override).length > 0) overrides.set(key, override);
  }
  for (const [key, {switches}] of keptSwitches(desiredFromAnswers(state), pickedSystems(state)))
    overrides.set(key, {...switches, ...overrides.get(key)});
  return overrides;
}

function overrideOf(state: WizardState, system: SiteSystem, exception: Exception): DesiredChange {
  const visible = new Set(visibleFields(state).map(field => field.key));
  const own = ownAnswers(system);
  const isOff = answerOf(state, 'proxy.enabled') === 'no';
  let override: DesiredChange = {};
  for (const key of choiceKeys) {
    const said = exception[key];
    const value = said === keep ? own[key] : said;
    if (value !== undefined && value !== keep && visible.has(key)) override = {...override, [key]: value === 'yes'};
  }
  for (const key of textKeys) {
    const said = exception[key];
    const value = said === keep ? own[key] : said;
    if (value !== undefined && value !== keep && visible.has(key) && !isOff) override = {...override, [key]: value};
  }
  return override;
}

/** Account names to choose from, each with the picked sites that lack it; System first. */
export function accountChoices(
  state: WizardState,
): readonly {readonly name: string; readonly lacks: readonly string[]}[] {
  const {accounts} = state.subject.hierarchy;
  const sites = accountSites(state);
  const names = new Map<string, string>();
  for (const {userName} of accounts ?? [])
    if (!names.has(userName.toLowerCase())) names.set(userName.toLowerCase(), userName);
  const known = [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, name]) => ({
      name,
      lacks: sites.filter(
        site => !(accounts ?? []).some(item => item.siteCode === site && item.userName.toLowerCase() === key),
      ),
    }));
  return [{name: 'system', lacks: []}, ...known];
}

/** The picked sites that lack the account that is typed; empty for System and where accounts were not read. */
export function sitesWithoutAccount(state: WizardState): readonly string[] {
  const name = answerOf(state, 'proxy.account');
  if (name === keep || meansSystem(name) || state.subject.hierarchy.accounts === null) return [];
  const known = accountChoices(state).find(choice => choice.name.toLowerCase() === name.toLowerCase());
  return known === undefined ? accountSites(state) : known.lacks;
}

/** The sites that keep the accounts of the picked servers: for a secondary site, its parent. */
function accountSites(state: WizardState): readonly string[] {
  const sites = new Map(state.subject.hierarchy.sites.map(site => [site.siteCode, site]));
  return [...new Set(pageSystems(state).map(system => accountSite(sites, system.siteCode)))];
}
