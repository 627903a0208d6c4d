// Answers: filled in from what the picked servers have now, checked, and turned into the one type of change.
import type {DesiredChange} from '../model/desired-change.ts';
import {fieldDefinition, fieldDefinitions, type FieldDefinition, type FieldProblem} from '../model/fields.ts';
import type {FieldKey} from '../model/finding.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {emptyAnswers} from './start-state.ts';
import {keep, type Answers, type ServerChoice, type WizardState} from './state.ts';

/** The choices of step 1 that the filter shows. */
export function shownChoices(state: WizardState): readonly ServerChoice[] {
  const words = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return state.choices;
  return state.choices.filter(choice => {
    const text =
      `${choice.key} ${choice.system.proxy?.serverName ?? ''} ${choice.system.roles.map(role => role.name).join(' ')}`.toLowerCase();
    return words.every(word => text.includes(word));
  });
}

/** The picked servers, in the order of step 1. */
export function pickedSystems(state: WizardState): readonly SiteSystem[] {
  return state.choices.filter(choice => state.marked.has(choice.key)).map(choice => choice.system);
}

/** One server: its present values, so that Enter changes nothing. Several: keep each server's own. */
export function initialAnswers(systems: readonly SiteSystem[]): Answers {
  const [only] = systems;
  const proxy = only?.proxy;
  if (only === undefined || systems.length > 1 || proxy === null || proxy === undefined) return emptyAnswers;
  const updates = only.softwareUpdatePoint;
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

/** The fields that are asked: turning off hides name, port and account; the switches belong to software update points. */
export function visibleFields(state: WizardState): readonly FieldDefinition[] {
  const hasUpdatePoint = pickedSystems(state).some(system => system.softwareUpdatePoint !== null);
  const off = state.answers['proxy.enabled'] === 'no';
  return fieldDefinitions.filter(({key}) => {
    if (key.startsWith('softwareUpdatePoint.')) return hasUpdatePoint && !off;
    return key === 'proxy.enabled' || !off;
  });
}

/** The words that a choice field goes through; `keep` only for several servers. */
export function choiceWords(state: WizardState): readonly string[] {
  return pickedSystems(state).length > 1 ? [keep, 'yes', 'no'] : ['yes', 'no'];
}

/** Why an answer is not good yet, or null. For several servers an empty answer keeps. */
export function answerProblem(state: WizardState, key: FieldKey): FieldProblem | null {
  const value = state.answers[key];
  const systems = pickedSystems(state);
  if (value === keep && systems.length > 1) {
    if (key !== 'proxy.serverName' || state.answers['proxy.enabled'] !== 'yes') return null;
    const without = systems.find(system => system.proxy?.serverName === null);
    return without === undefined
      ? null
      : {text: `${without.server} has no proxy server name to keep`, do: 'Give a name, or pick other servers.'};
  }
  if (key.startsWith('softwareUpdatePoint.') || fieldDefinition(key).kind === 'choice') return null;
  if (state.answers['proxy.enabled'] !== 'yes' && systems.length === 1) return null;
  return fieldDefinition(key).validate(value);
}

/** The first field whose answer is not good, as its index among the visible ones; -1 where all are. */
export function firstProblem(state: WizardState): number {
  return visibleFields(state).findIndex(field => answerProblem(state, field.key) !== null);
}

/** The change that the answers ask for. */
export function desiredFromAnswers(state: WizardState): DesiredChange {
  const {answers} = state;
  const visible = new Set(visibleFields(state).map(field => field.key));
  const single = pickedSystems(state).length === 1;
  const enabled = answers['proxy.enabled'];
  const text = (key: 'proxy.serverName' | 'proxy.port' | 'proxy.account'): DesiredChange =>
    !visible.has(key) || answers[key] === keep || (single && enabled !== 'yes') ? {} : {[key]: answers[key]};
  const choice = (
    key: 'proxy.enabled' | 'softwareUpdatePoint.useProxy' | 'softwareUpdatePoint.useProxyForAutoDeploymentRule',
  ): DesiredChange => (!visible.has(key) || answers[key] === keep ? {} : {[key]: answers[key] === 'yes'});
  return {
    ...choice('proxy.enabled'),
    ...text('proxy.serverName'),
    ...text('proxy.port'),
    ...text('proxy.account'),
    ...choice('softwareUpdatePoint.useProxy'),
    ...choice('softwareUpdatePoint.useProxyForAutoDeploymentRule'),
  };
}
