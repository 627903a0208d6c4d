// Step 4: a line of the review is edited where it was answered, and going on comes straight back.
import {siteSystemKey} from '../model/server-name.ts';
import {proxyRows} from './answers.ts';
import {isSwitch, namedUpdatePoints} from './named-switches.ts';
import {reviewLines} from './review-lines.ts';
import {scriptForms} from '../plan/script/script-forms.ts';
import type {WizardState} from './state.ts';

/** To the field of the line under the cursor; of a server that is an exception to its own page. */
export function editLine(state: WizardState): WizardState {
  if (state.phase !== 'review') return state;
  const line = reviewLines(state)[state.reviewCursor];
  const key = line?.field === 'account' ? 'proxy.account' : (line?.field ?? 'proxy.enabled');
  const server = line === undefined ? null : siteSystemKey(line.change.siteCode, line.change.server);
  const isNamed = isSwitch(key) && namedUpdatePoints(state).length > 0;
  const isOwn = server !== null && state.exceptions.get(server)?.[key] !== undefined;
  const exception = isOwn && !isNamed ? server : null;
  const there: WizardState = {...state, phase: 'proxy', exception, fromReview: true, view: 'plan', scroll: 0};
  const at = proxyRows(there).findIndex(
    row => row.kind !== 'exceptions' && row.field.key === key && (row.kind === 'field' || row.key === server),
  );
  return {...there, field: Math.max(0, at)};
}

/** Round the forms, from the first line of each. */
export function nextForm(state: WizardState, by: 1 | -1): WizardState {
  if (state.view !== 'script' && state.view !== 'undoScript') return state;
  const at = scriptForms.findIndex(({form}) => form === state.form);
  const next = scriptForms[(at + by + scriptForms.length) % scriptForms.length];
  return next === undefined ? state : {...state, form: next.form, scroll: 0};
}
