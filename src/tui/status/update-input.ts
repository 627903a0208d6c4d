// What is typed into the one field of the status screen, and what comes of it.
import type {Updated} from './events.ts';
import {prepareAccept} from './prepare.ts';
import {only} from './steps.ts';
import type {StatusState} from './state.ts';
import {siteCode} from './update-run.ts';

export function endInput(before: StatusState, taken: boolean): Updated<StatusState> {
  const {input} = before;
  if (input === null) return only(before);
  const state: StatusState = {...before, input: null};
  if (input.purpose === 'filter') return only(taken ? state : {...state, filter: '', cursor: null});
  if (!taken) return only({...state, accepting: null});
  if (input.purpose === 'siteCode') return siteCode(state, input.text);
  if (state.accepting === null) return only(state);
  if (input.purpose === 'reason')
    return only({...state, accepting: {...state.accepting, reason: input.text}, input: {purpose: 'until', text: ''}});
  return only(prepareAccept(state, state.accepting, input.text));
}
