// From the review to the write: what stands in the way, and the consent.
import {verdictOf} from '../plan/plan.ts';
import {planOfState} from './plan-of-state.ts';
import {noProgress} from './run-progress.ts';
import type {WizardState} from './state.ts';

export function leaveReview(state: WizardState): WizardState {
  if (state.picking !== null) return {...state, picking: null};
  if (state.view !== 'plan') return {...state, view: 'plan', scroll: 0};
  const why = whyNotWritten(state);
  return why === null ? {...state, phase: 'confirm', confirmation: ''} : {...state, message: why};
}

/** Why the plan of the review cannot be written, or null. */
export function whyNotWritten(state: WizardState): string | null {
  const made = planOfState(state);
  if (made.kind === 'refused') return made.why;
  const verdict = verdictOf(made.plan);
  if (verdict === 'error') return 'The plan has an error. Go back (esc) and change the answer.';
  if (made.plan.changes.length === 0)
    return 'Nothing differs, so there is nothing to write. Esc goes back, ctrl+c leaves.';
  if (!state.subject.mayWrite)
    return `This hierarchy is read-only: ${state.subject.whyNot ?? 'not told'}. f saves the answers.`;
  return null;
}

/** The typed word: the site code where the service connection point's server is touched, else `yes`. */
export function confirmationWord(state: WizardState): string {
  const made = planOfState(state);
  return made.kind === 'plan' ? (made.plan.confirm ?? 'yes') : 'yes';
}

export function confirm(state: WizardState): WizardState {
  if (state.phase !== 'confirm') return state;
  const word = confirmationWord(state);
  const typed = state.confirmation.trim().toLowerCase();
  const agrees = typed === word.toLowerCase() || (word === 'yes' && typed === 'y');
  if (!agrees) return {...state, message: `Type ${word} and enter to write, or esc to go back.`};
  return needsPassword(state)
    ? {...state, phase: 'password'}
    : {...state, phase: 'run', scroll: 0, progress: noProgress};
}

/** Whether the plan creates an account. */
export function needsPassword(state: WizardState): boolean {
  const made = planOfState(state);
  return made.kind === 'plan' && made.plan.changes.some(change => change.object === 'account');
}
