// What is said of a wizard that was left.
import {ageText, countText} from '../../cmdlets/views/summary.ts';
import type {KeptPlace} from '../../wizard/session.ts';
import {steps, stepTitles} from '../../wizard/state.ts';

/** `A wizard was left at step 3, Proxy, with 2 servers marked, 5 minutes ago.` */
export function offerText(place: KeptPlace, at: string, now: Date): string {
  const step = `step ${steps.indexOf(place.step) + 1}, ${stepTitles[place.step]}`;
  return `A wizard was left at ${step}, with ${countText(place.marked.length, 'server')} marked, ${ageText(at, now).replace(/^read /, '')}.`;
}
