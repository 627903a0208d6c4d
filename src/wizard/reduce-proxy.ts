// Step 3: answers, exceptions, and the lists to choose from.
import type {FieldKey} from '../model/finding.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {accountChoices, answerOf, choiceWords, proxyRows} from './answers.ts';
import {pickedSystems} from './choices.ts';
import {fillFromProfile} from './fill-from-profile.ts';
import {presentValue} from './present-values.ts';
import {setAnswer, withException} from './set-answer.ts';
import {keep, type Picking, type WizardState} from './state.ts';

export function cycle(state: WizardState, by: number): WizardState {
  const row = proxyRows(state)[state.field];
  if (state.phase !== 'proxy' || row === undefined) return state;
  if (row.kind === 'switch') return flip(state, row);
  if (row.kind !== 'field' || row.field.kind !== 'choice') return state;
  const words = choiceWords(state);
  const at = words.indexOf(answerOf(state, row.field.key));
  const value = words[(at + by + words.length) % words.length] ?? words[0] ?? '';
  return setAnswer(state, row.field.key, value);
}

/** Between what the server has, which is kept, and the other. */
function flip(
  state: WizardState,
  {key, field, system}: {readonly key: string; readonly field: {readonly key: FieldKey}; readonly system: SiteSystem},
): WizardState {
  const one = {...state, exception: key};
  const other = presentValue(system, field.key) === 'yes' ? 'no' : 'yes';
  const value = answerOf(one, field.key) === keep ? other : keep;
  return {...setAnswer(one, field.key, value), exception: state.exception};
}

export function pick(state: WizardState, kind: Picking['kind']): WizardState {
  if (state.picking?.kind === kind) return {...state, picking: null};
  if (kind === 'options') return state.phase === 'review' ? {...state, picking: {kind, cursor: 0}} : state;
  if (state.phase !== 'proxy') return state;
  if (kind === 'exception' && (pickedSystems(state).length < 2 || state.exception !== null))
    return {...state, message: 'Exceptions are for several servers: one of them gets something else.'};
  const noProfile = kind === 'profile' ? whyNoProfile(state) : null;
  return noProfile === null ? {...state, picking: {kind, cursor: 0}} : {...state, message: noProfile};
}

function whyNoProfile({subject: {profiles}}: WizardState): string | null {
  if (profiles.why !== null) return profiles.why;
  return profiles.all.length > 0 ? null : 'No profile is saved. Save one: cmproxy profile save NAME --set KEY=VALUE.';
}

/** How many lines the open list has. */
export function pickLength(state: WizardState): number {
  return state.picking === null ? 0 : lengths[state.picking.kind](state);
}

const lengths: Readonly<Record<Picking['kind'], (state: WizardState) => number>> = {
  account: state => accountChoices(state).length,
  profile: ({subject}) => subject.profiles.all.length,
  exception: state => pickedSystems(state).length,
  options: () => runChoiceKeys.length,
};

/** In the order of the list. */
export const runChoiceKeys = ['serial', 'pause', 'maxFailures'] as const;

export function choose(state: WizardState): WizardState {
  const {picking} = state;
  if (picking === null) return state;
  if (picking.kind === 'account') {
    const choice = accountChoices(state)[picking.cursor];
    if (choice === undefined) return {...state, picking: null};
    const at = proxyRows(state).findIndex(row => row.kind === 'field' && row.field.key === 'proxy.account');
    return setAnswer({...state, picking: null, field: Math.max(0, at)}, 'proxy.account', choice.name);
  }
  if (picking.kind === 'profile') {
    const profile = state.subject.profiles.all[picking.cursor];
    const closed = {...state, picking: null};
    return profile === undefined ? closed : fillFromProfile(closed, profile.settings);
  }
  if (picking.kind === 'exception') {
    const system = pickedSystems(state)[picking.cursor];
    if (system === undefined) return {...state, picking: null};
    return {...state, picking: null, exception: siteSystemKey(system.siteCode, system.server), field: 0, view: 'plan'};
  }
  const what = runChoiceKeys[picking.cursor] ?? 'serial';
  return {...state, editing: {what, text: state.run[what]}};
}

/** The server is as all others again. */
export function dropException(state: WizardState): WizardState {
  if (state.exception === null) return state;
  return {...withException(state, state.exception, {}), exception: null, field: 0};
}
