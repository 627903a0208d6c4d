// The wizard as one pure function: (state, event) -> state. Screens and plain prompts only draw it and feed it.
import type {WizardEvent} from './events.ts';
import {back, next, nextField} from './reduce-steps.ts';
import {choose, cycle, dropException, pick} from './reduce-proxy.ts';
import {setAnswer} from './set-answer.ts';
import {editLine, nextForm} from './reduce-review.ts';
import {confirm} from './reduce-confirm.ts';
import {endEdit, markList, startEdit, typed} from './reduce-edit.ts';
import {move} from './reduce-move.ts';
import {mark, markAll} from './reduce-servers.ts';
import {addRunLine, endRun, noProgress} from './run-progress.ts';
import type {WizardState} from './state.ts';

export function reduce(before: WizardState, event: WizardEvent): WizardState {
  const state =
    comesByItself(event) || (before.message === null && !before.quitAsked)
      ? before
      : {...before, message: null, quitAsked: false};
  switch (event.type) {
    case 'move':
      return move(state, event.by);
    case 'page':
      return move(state, Math.sign(event.by) * Math.max(1, Math.floor(Math.abs(event.by) * event.rows)));
    case 'edge':
      return move(state, event.end === 'first' ? -Infinity : Infinity);
    case 'mark':
      return mark(state);
    case 'markAll':
      return markAll(state);
    case 'open':
      return state.phase === 'role' ? {...state, opened: !state.opened, scroll: 0} : state;
    case 'next':
      return next(state);
    case 'back':
      return back(state);
    case 'nextField':
      return nextField(state);
    case 'previousField':
      return state.field === 0 ? back(state) : move(state, -1);
    case 'edit':
      return startEdit(state, event.what);
    case 'type':
      return typed(state, event.text);
    case 'endEdit':
      return endEdit(state, event.taken);
    case 'list':
      return markList(state, event.text);
    case 'answer':
      return setAnswer(state, event.key, event.value);
    case 'cycle':
      return cycle(state, event.by);
    case 'createAccount':
      return {...state, createAccount: !state.createAccount};
    case 'pick':
      return pick(state, event.kind);
    case 'choose':
      return choose(state);
    case 'dropException':
      return dropException(state);
    case 'editLine':
      return editLine(state);
    case 'nextForm':
      return nextForm(state, event.by);
    case 'view':
      return {...state, view: state.view === event.view ? 'plan' : event.view, scroll: 0};
    case 'quit':
      return {...state, quitAsked: true, message: 'q once more leaves and forgets the answers; ctrl+c keeps them.'};
    case 'confirmation':
      return {...state, confirmation: event.text};
    case 'confirm':
      return confirm(state);
    case 'passwordGiven':
      return state.phase === 'password' ? {...state, phase: 'run', progress: noProgress} : state;
    case 'runLine':
      return state.phase === 'run' ? {...state, progress: addRunLine(state.progress ?? noProgress, event.line)} : state;
    case 'stopping':
      return state.phase === 'run' ? {...state, progress: {...(state.progress ?? noProgress), stopping: true}} : state;
    case 'runEnded':
      return state.phase === 'run'
        ? {
            ...state,
            phase: 'end',
            scroll: 0,
            progress: endRun(state.progress ?? noProgress, event.exitCode, event.text),
          }
        : state;
    case 'say':
      return {...state, message: event.text};
  }
}

/** What comes by itself does not take away what a key has just said. */
function comesByItself({type}: WizardEvent): boolean {
  return type === 'runLine' || type === 'runEnded';
}
