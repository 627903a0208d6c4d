// A profile fills the proxy page: what it says is answered, what it does not say stays as it was.
import {desiredEnabled, settingKeys, type DesiredChange} from '../model/desired-change.ts';
import type {FieldKey} from '../model/finding.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {pageSystems} from './answers.ts';
import {isSwitch, namedUpdatePoints} from './named-switches.ts';
import {setAnswer} from './set-answer.ts';
import type {WizardState} from './state.ts';

/** For all picked servers, or for the one whose exception is on the page. A server name without more turns the proxy on. */
export function fillFromProfile(state: WizardState, settings: DesiredChange): WizardState {
  const enabled = desiredEnabled(settings);
  const said: DesiredChange = enabled === undefined ? settings : {...settings, 'proxy.enabled': enabled};
  return settingKeys.reduce((filled, key) => {
    const value = said[key];
    if (value === undefined) return filled;
    const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : value;
    return isSwitch(key) ? fillSwitch(filled, key, text) : setAnswer(filled, key, text);
  }, state);
}

/** Where few software update points have rows of their own, the switch of each that synchronizes with Microsoft; servers without the role have none. */
function fillSwitch(state: WizardState, key: FieldKey, text: string): WizardState {
  if (!pageSystems(state).some(system => system.softwareUpdatePoint !== null)) return state;
  const named = state.exception === null ? namedUpdatePoints(state) : [];
  if (named.length === 0) return setAnswer(state, key, text);
  return named
    .filter(system => system.softwareUpdatePoint?.synchronizesFrom.kind !== 'upstream')
    .reduce((filled, {siteCode, server}) => {
      const one = {...filled, exception: siteSystemKey(siteCode, server)};
      return {...setAnswer(one, key, text), exception: state.exception};
    }, state);
}
