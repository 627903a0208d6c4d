// One answer of the proxy page.
import type {FieldKey} from '../model/finding.ts';
import {commonAnswer} from './named-switches.ts';
import type {Exception, WizardState} from './state.ts';

/** An answer for all, or for the server whose exception is on the page; one that says the same as for all is none. */
export function setAnswer(state: WizardState, key: FieldKey, value: string): WizardState {
  if (state.exception === null) return {...state, answers: {...state.answers, [key]: value}};
  const {[key]: _before, ...rest} = state.exceptions.get(state.exception) ?? {};
  const own: Exception = value === commonAnswer(state, key) ? rest : {...rest, [key]: value};
  return withException(state, state.exception, own);
}

export function withException(state: WizardState, key: string, own: Exception): WizardState {
  const exceptions = new Map(state.exceptions);
  if (Object.keys(own).length === 0) exceptions.delete(key);
  else exceptions.set(key, own);
  return {...state, exceptions};
}
