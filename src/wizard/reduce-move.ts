// Moving: the cursor of whatever is in front.
import {proxyRows} from './answers.ts';
import {shownChoices} from './choices.ts';
import {pickLength} from './reduce-proxy.ts';
import {reviewLines} from './review-lines.ts';
import type {WizardState} from './state.ts';
import {within} from './within.ts';

/** Far enough for any text; where it ends is known only to who draws it. */
const farthest = 1_000_000;

export function move(state: WizardState, by: number): WizardState {
  const {picking, phase} = state;
  if (picking !== null)
    return {...state, picking: {...picking, cursor: within(picking.cursor + by, pickLength(state))}};
  if (
    state.view !== 'plan' ||
    state.editing?.what === 'list' ||
    phase === 'run' ||
    phase === 'end' ||
    (phase === 'role' && isText(state))
  )
    return {...state, scroll: Math.max(0, Math.min(farthest, state.scroll + by))};
  if (phase === 'servers') return {...state, cursor: within(state.cursor + by, shownChoices(state).length)};
  if (phase === 'role') return {...state, roleCursor: within(state.roleCursor + by, state.marked.size)};
  if (phase === 'proxy') return {...state, field: within(state.field + by, proxyRows(state).length)};
  if (phase === 'review') return {...state, reviewCursor: within(state.reviewCursor + by, reviewLines(state).length)};
  return state;
}

/** One server is shown whole, or one of several was opened. */
function isText(state: WizardState): boolean {
  return state.marked.size === 1 || state.opened;
}
