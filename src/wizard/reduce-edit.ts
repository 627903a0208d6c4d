// The text fields outside the proxy page: filter, list, ticket, the choices of the run.
import {shownChoices} from './choices.ts';
import {markNames, namesOfList} from './mark-names.ts';
import type {Editing, RunChoices, WizardState} from './state.ts';

export function startEdit(state: WizardState, what: Editing): WizardState {
  const inServers = what === 'filter' || what === 'list';
  if (inServers ? state.phase !== 'servers' : state.phase !== 'review') return state;
  const text =
    what === 'filter' ? state.filter : what === 'ticket' ? state.ticket : what === 'list' ? '' : state.run[what];
  return {...state, editing: {what, text}, listProblems: [], scroll: 0};
}

/** A filter works while it is typed. */
export function typed(state: WizardState, text: string): WizardState {
  if (state.editing === null) return state;
  const editing = {...state.editing, text};
  return editing.what === 'filter' ? {...state, editing, filter: text, cursor: 0} : {...state, editing};
}

export function endEdit(before: WizardState, taken: boolean): WizardState {
  const {editing} = before;
  if (editing === null) return before;
  const state: WizardState = {...before, editing: null};
  if (editing.what === 'filter') return taken ? state : {...state, filter: '', cursor: 0};
  if (!taken) return state;
  if (editing.what === 'list') return editing.text.trim() === '' ? state : markList(before, editing.text);
  if (editing.what === 'ticket') return {...state, ticket: editing.text.trim()};
  return runChoice(state, editing.what, editing.text.trim());
}

/**
 * Marks what the list names, beside what is marked already, and tells every name that could not be. The place to give a list stays open, so that what
 * comes after a line end is never taken for keys; Enter in the empty field closes it.
 */
export function markList(state: WizardState, text: string): WizardState {
  const names = namesOfList(text);
  if (state.phase !== 'servers' || names.length === 0) return state;
  const {marked, problems} = markNames(state.subject.hierarchy, names);
  const all = new Set([...state.marked, ...marked]);
  const first = shownChoices({...state, filter: ''}).findIndex(choice => marked.has(choice.key));
  return {
    ...state,
    editing: state.editing?.what === 'list' ? {what: 'list', text: ''} : state.editing,
    marked: all,
    filter: '',
    cursor: Math.max(0, first),
    listProblems: [...state.listProblems, ...problems],
    message: `${marked.size} of ${names.length} names marked${problems.length === 0 ? '' : `; ${problems.length} did not match`}`,
  };
}

/** Durations as `--pause-after-canary` takes them. Source: cmdlets/durations.ts. */
const duration = /^\d+(?:\.\d+)?(?:ms|s|m|h)$/;

/** Numbers of servers or percentages, each step once. Source: apply/serial.ts. */
const serial = /^[1-9]\d{0,5}%?(?:,[1-9]\d{0,5}%?)*$/;

function runChoice(state: WizardState, what: keyof RunChoices, text: string): WizardState {
  if (what === 'serial' && text !== '' && !serial.test(text))
    return {...state, message: `"${text}" is no steps. Give some such as 1,10,25%, or nothing.`};
  if (what === 'pause' && text !== '' && !duration.test(text))
    return {...state, message: `"${text}" is no duration. Give one such as 30s, 10m or 1h, or nothing.`};
  if (what === 'maxFailures' && text !== '' && !/^[1-9]\d{0,5}$/.test(text))
    return {...state, message: `"${text}" is no number of failures. Give 1 or more, or nothing.`};
  return {...state, run: {...state.run, [what]: text}};
}
