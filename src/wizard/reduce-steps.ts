// From step to step and back, with the answers kept.
import {answerProblem, firstExceptionProblem, firstProblem, initialAnswers, proxyRows} from './answers.ts';
import {pickedSystems} from './choices.ts';
import {planOfState} from './plan-of-state.ts';
import {leaveReview} from './reduce-confirm.ts';
import {markHere} from './reduce-servers.ts';
import type {WizardState} from './state.ts';
import {within} from './within.ts';

export function next(state: WizardState): WizardState {
  if (state.phase === 'servers') return leaveServers(state);
  if (state.phase === 'role')
    return {
      ...state,
      phase: 'proxy',
      opened: false,
      scroll: 0,
      field: within(state.field, proxyRows(state).length),
    };
  if (state.phase === 'proxy') return leaveProxy(state);
  return state.phase === 'review' ? leaveReview(state) : state;
}

/** Without a mark the server under the cursor is the one. Answers are filled in anew only for other servers. */
function leaveServers(before: WizardState): WizardState {
  const state = before.marked.size === 0 ? markHere(before) : before;
  if (state.marked.size === 0)
    return {...state, message: state.message ?? 'Pick a server: arrows to move, space to mark.'};
  return {...withAnswersFor(state), phase: 'role', editing: null, roleCursor: 0, opened: false, scroll: 0};
}

/** One server has its own values; for several, what was answered for several stays, and exceptions of those that are left. */
function withAnswersFor(state: WizardState): WizardState {
  const answersFor = [...state.marked].toSorted((a, b) => (a < b ? -1 : 1)).join(' ');
  if (answersFor === state.answersFor) return state;
  const wereSeveral = state.answersFor.includes(' ');
  const exceptions = new Map([...state.exceptions].filter(([key]) => state.marked.has(key)));
  if (wereSeveral && state.marked.size > 1) return {...state, answersFor, exceptions};
  return {
    ...state,
    answersFor,
    answers: initialAnswers(pickedSystems(state)),
    exceptions: new Map(),
    exception: null,
    field: 0,
    createAccount: false,
  };
}

export function nextField(state: WizardState): WizardState {
  const isLast = state.field >= proxyRows(state).length - 1;
  return isLast || state.fromReview ? leaveProxy(state) : {...state, field: state.field + 1};
}

function leaveProxy(state: WizardState): WizardState {
  if (state.picking !== null) return {...state, picking: null};
  const at = firstProblem(state);
  const row = proxyRows(state)[at];
  if (row?.kind === 'field') {
    const problem = answerProblem(state, row.field.key);
    return {...state, field: at, message: problem === null ? null : `${problem.text}. ${problem.do}`};
  }
  if (state.exception !== null) return leaveException(state);
  const bad = firstExceptionProblem(state);
  if (bad !== null)
    return {...state, exception: bad.key, field: 0, message: `${bad.key}: ${bad.problem.text}. ${bad.problem.do}`};
  const made = planOfState(state);
  if (made.kind === 'refused') return {...state, message: made.why};
  return {...state, phase: 'review', fromReview: false, scroll: 0, view: 'plan', reviewCursor: 0};
}

/** The exception is done: back to what is for all, or to the review it was reached from. */
function leaveException(state: WizardState): WizardState {
  const done: WizardState = {...state, exception: null, field: 0, view: 'plan'};
  return state.fromReview ? leaveProxy(done) : {...done, field: proxyRows(done).length - 1};
}

export function back(state: WizardState): WizardState {
  if (state.picking !== null) return {...state, picking: null};
  if (state.view !== 'plan') return {...state, view: 'plan', scroll: 0};
  switch (state.phase) {
    case 'servers':
      return backInServers(state);
    case 'role':
      return state.opened && state.marked.size > 1
        ? {...state, opened: false, scroll: 0}
        : {...state, phase: 'servers'};
    case 'proxy':
      if (state.exception !== null) return leaveException(state);
      return state.fromReview ? leaveProxy(state) : {...state, phase: 'role', scroll: 0};
    case 'review':
      return {...state, phase: 'proxy', scroll: 0};
    case 'confirm':
    case 'password':
      return {...state, phase: 'review', confirmation: ''};
    case 'run':
    case 'end':
      return state;
  }
}

function backInServers(state: WizardState): WizardState {
  return state.filter === '' ? state : {...state, filter: '', cursor: 0};
}
