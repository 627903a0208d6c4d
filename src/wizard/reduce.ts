// The wizard as one pure function: (state, event) -> state. Screens and plain prompts only draw it and feed it.
import type {FieldKey} from '../model/finding.ts';
import {verdictOf} from '../plan/plan.ts';
import {
  answerProblem,
  choiceWords,
  firstProblem,
  initialAnswers,
  pickedSystems,
  shownChoices,
  visibleFields,
} from './answers.ts';
import {planOfState} from './plan-of-state.ts';
import {addRunLine, endRun, noProgress} from './run-progress.ts';
import type {WizardState} from './state.ts';

export type WizardEvent =
  | {readonly type: 'move'; readonly by: number}
  | {readonly type: 'mark'}
  | {readonly type: 'markAll'}
  | {readonly type: 'startFilter'}
  | {readonly type: 'endFilter'; readonly clear: boolean}
  | {readonly type: 'filter'; readonly text: string}
  | {readonly type: 'open'}
  | {readonly type: 'next'}
  | {readonly type: 'back'}
  | {readonly type: 'answer'; readonly key: FieldKey; readonly value: string}
  | {readonly type: 'cycle'; readonly by: number}
  | {readonly type: 'createAccount'}
  | {readonly type: 'view'; readonly view: WizardState['view']}
  | {readonly type: 'confirmation'; readonly text: string}
  | {readonly type: 'confirm'}
  | {readonly type: 'passwordGiven'}
  | {readonly type: 'runLine'; readonly line: string}
  | {readonly type: 'runEnded'; readonly exitCode: number; readonly text: string}
  | {readonly type: 'say'; readonly text: string};

export function reduce(state: WizardState, event: WizardEvent): WizardState {
  switch (event.type) {
    case 'move':
      return clear(move(state, event.by));
    case 'mark':
      return state.phase === 'servers' ? mark(state) : state;
    case 'markAll':
      return state.phase === 'servers' ? markAll(state) : state;
    case 'startFilter':
      return state.phase === 'servers' ? clear({...state, filtering: true}) : state;
    case 'endFilter':
      return clear({...state, filtering: false, ...(event.clear ? {filter: '', cursor: 0} : {})});
    case 'filter':
      return clear({...state, filter: event.text, cursor: 0});
    case 'open':
      return state.phase === 'role' ? clear({...state, opened: !state.opened}) : state;
    case 'next':
      return next(clear(state));
    case 'back':
      return back(clear(state));
    case 'answer':
      return clear({...state, answers: {...state.answers, [event.key]: event.value}});
    case 'cycle':
      return clear(cycle(state, event.by));
    case 'createAccount':
      return clear({...state, createAccount: !state.createAccount});
    case 'view':
      return clear({...state, view: state.view === event.view ? 'plan' : event.view, scroll: 0});
    case 'confirmation':
      return clear({...state, confirmation: event.text});
    case 'confirm':
      return confirm(clear(state));
    case 'passwordGiven':
      return state.phase === 'password' ? {...state, phase: 'run', progress: noProgress} : state;
    case 'runLine':
      return {...state, progress: addRunLine(state.progress ?? noProgress, event.line)};
    case 'runEnded':
      return {...state, phase: 'end', progress: endRun(state.progress ?? noProgress, event.exitCode, event.text)};
    case 'say':
      return {...state, message: event.text};
  }
}

function clear(state: WizardState): WizardState {
  return state.message === null ? state : {...state, message: null};
}

function within(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value));
}

function move(state: WizardState, by: number): WizardState {
  if (state.view !== 'plan' || state.phase === 'review') return {...state, scroll: Math.max(0, state.scroll + by)};
  if (state.phase === 'servers') return {...state, cursor: within(state.cursor + by, shownChoices(state).length)};
  if (state.phase === 'role')
    return state.opened
      ? {...state, scroll: Math.max(0, state.scroll + by)}
      : {...state, roleCursor: within(state.roleCursor + by, state.marked.size)};
  if (state.phase === 'proxy') return {...state, field: within(state.field + by, visibleFields(state).length)};
  return state;
}

function mark(state: WizardState): WizardState {
  const choice = shownChoices(state)[state.cursor];
  if (choice === undefined) return state;
  if (choice.why !== null) return {...state, message: `${choice.system.server} cannot be picked: ${choice.why}`};
  const marked = new Set(state.marked);
  if (!marked.delete(choice.key)) marked.add(choice.key);
  return clear({...state, marked});
}

/** Marks all that the filter shows; where they are all marked, unmarks them. */
function markAll(state: WizardState): WizardState {
  const keys = shownChoices(state)
    .filter(choice => choice.why === null)
    .map(choice => choice.key);
  const marked = new Set(state.marked);
  const all = keys.every(key => marked.has(key));
  for (const key of keys) {
    if (all) marked.delete(key);
    else marked.add(key);
  }
  return clear({...state, marked});
}

function next(state: WizardState): WizardState {
  if (state.phase === 'servers') return leaveServers(state);
  if (state.phase === 'role')
    return {
      ...state,
      phase: 'proxy',
      opened: false,
      scroll: 0,
      field: within(state.field, visibleFields(state).length),
    };
  if (state.phase === 'proxy') return leaveProxy(state);
  return state.phase === 'review' ? leaveReview(state) : state;
}

/** Without a mark the server under the cursor is the one. Answers are filled in anew only for other servers. */
function leaveServers(before: WizardState): WizardState {
  const state = before.marked.size === 0 ? mark(before) : before;
  if (state.marked.size === 0)
    return {...state, message: state.message ?? 'Pick a server: arrows to move, space to mark.'};
  const answersFor = [...state.marked].toSorted().join(' ');
  const answers =
    answersFor === state.answersFor
      ? {}
      : {answers: initialAnswers(pickedSystems(state)), answersFor, field: 0, createAccount: false};
  return {...state, ...answers, phase: 'role', filtering: false, roleCursor: 0, opened: false, scroll: 0};
}

function leaveProxy(state: WizardState): WizardState {
  const at = firstProblem(state);
  const field = visibleFields(state)[at];
  if (field !== undefined) {
    const problem = answerProblem(state, field.key);
    return {...state, field: at, message: problem === null ? null : `${problem.text}. ${problem.do}`};
  }
  const made = planOfState(state);
  if (made.kind === 'refused') return {...state, message: made.why};
  return {...state, phase: 'review', scroll: 0, view: 'plan'};
}

function leaveReview(state: WizardState): WizardState {
  if (state.view !== 'plan') return {...state, view: 'plan', scroll: 0};
  const made = planOfState(state);
  if (made.kind === 'refused') return {...state, message: made.why};
  const verdict = verdictOf(made.plan);
  if (verdict === 'error') return {...state, message: 'The plan has an error. Go back (Esc) and change the answer.'};
  if (made.plan.changes.length === 0)
    return {...state, message: 'Nothing differs, so there is nothing to write. Esc goes back, Ctrl+C leaves.'};
  if (!state.subject.mayWrite) return {...state, message: `This hierarchy is read-only: ${state.subject.whyNot ?? ''}`};
  return {...state, phase: 'confirm', confirmation: ''};
}

/** The typed word: the site code where the service connection point's server is touched, else `yes`. */
export function confirmationWord(state: WizardState): string {
  const made = planOfState(state);
  return made.kind === 'plan' ? (made.plan.confirm ?? 'yes') : 'yes';
}

function confirm(state: WizardState): WizardState {
  if (state.phase !== 'confirm') return state;
  const word = confirmationWord(state);
  const typed = state.confirmation.trim();
  const agrees = typed.toLowerCase() === word.toLowerCase() || (word === 'yes' && typed.toLowerCase() === 'y');
  if (!agrees) return {...state, message: `Type ${word} and Enter to write, or Esc to go back.`};
  const made = planOfState(state);
  const needsPassword = made.kind === 'plan' && made.plan.changes.some(change => change.object === 'account');
  return needsPassword ? {...state, phase: 'password'} : {...state, phase: 'run', progress: noProgress};
}

function back(state: WizardState): WizardState {
  if (state.view !== 'plan') return {...state, view: 'plan', scroll: 0};
  switch (state.phase) {
    case 'servers':
      return state.filter === '' ? state : {...state, filter: '', cursor: 0};
    case 'role':
      return state.opened ? {...state, opened: false, scroll: 0} : {...state, phase: 'servers'};
    case 'proxy':
      return {...state, phase: 'role', scroll: 0};
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

function cycle(state: WizardState, by: number): WizardState {
  const field = visibleFields(state)[state.field];
  if (state.phase !== 'proxy' || field?.kind !== 'choice') return state;
  const words = choiceWords(state);
  const at = words.indexOf(state.answers[field.key]);
  const value = words[(at + by + words.length) % words.length] ?? words[0] ?? '';
  return {...state, answers: {...state.answers, [field.key]: value}};
}
