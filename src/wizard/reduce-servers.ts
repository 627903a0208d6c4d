// Step 1: marks.
import {shownChoices} from './choices.ts';
import type {WizardState} from './state.ts';
import {within} from './within.ts';

/** Marks the server under the cursor, or takes its mark; the cursor goes on to the next one. */
export function mark(state: WizardState): WizardState {
  const marked = markHere(state);
  if (marked.message !== null) return marked;
  return {...marked, cursor: within(marked.cursor + 1, shownChoices(marked).length)};
}

/** The same without moving. */
export function markHere(state: WizardState): WizardState {
  const choice = shownChoices(state)[state.cursor];
  if (state.phase !== 'servers' || choice === undefined) return state;
  if (choice.why !== null) return {...state, message: `${choice.system.server} cannot be picked: ${choice.why}`};
  const marked = new Set(state.marked);
  if (!marked.delete(choice.key)) marked.add(choice.key);
  return {...state, marked};
}

/** Marks all that the filter shows; where they are all marked, unmarks them. */
export function markAll(state: WizardState): WizardState {
  if (state.phase !== 'servers') return state;
  const keys = shownChoices(state)
    .filter(choice => choice.why === null)
    .map(choice => choice.key);
  const marked = new Set(state.marked);
  const all = keys.every(key => marked.has(key));
  for (const key of keys) {
    if (all) marked.delete(key);
    else marked.add(key);
  }
  return {...state, marked};
}
