// How a step of the plain wizard ends, and how answers become states.
import type {WizardEvent} from '../../wizard/events.ts';
import {reduce} from '../../wizard/reduce.ts';
import type {WizardState} from '../../wizard/state.ts';

/** What a step asks the walker to do. */
export type StepEnd =
  | {readonly kind: 'state'; readonly state: WizardState}
  | {readonly kind: 'save'; readonly state: WizardState}
  | {readonly kind: 'write'; readonly state: WizardState; readonly password: string | null}
  | {readonly kind: 'leave'};

/** Several events, one after the other. */
export function after(state: WizardState, ...events: readonly WizardEvent[]): WizardState {
  return events.reduce(reduce, state);
}
