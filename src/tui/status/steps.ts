// Small steps that every part of the status screen's update takes.
import type {Updated} from './events.ts';
import {rowUnderCursor} from './shown-rows.ts';
import type {PageKind, StatusState} from './state.ts';

/** What a room has: cells across, and rows for the list or text in front; needed for moving by pages. */
export interface Room {
  readonly width: number;
  readonly rows: number;
}

export function only(state: StatusState): Updated<StatusState> {
  return {state, effects: []};
}

export function say(state: StatusState, message: string): StatusState {
  return {...state, message};
}

/** Back at the table, from any page. */
export function closed(state: StatusState): StatusState {
  return state.pages.length === 0 ? state : {...state, pages: [], lastPage: state.pages.at(-1) ?? null};
}

/** What the menu and `:` offer is reached from any page, and none is opened twice. */
export function goTo(state: StatusState, kind: PageKind, about?: string): StatusState {
  const row = rowUnderCursor(state);
  const needsRow = kind === 'server' || kind === 'findings';
  if (needsRow && about === undefined && row === null) return say(state, 'There is no server here.');
  const page = {kind, cursor: 0, about: about ?? (needsRow ? (row?.key ?? '') : '')};
  const below = state.pages.filter(item => item.kind !== 'menu' && item.kind !== kind);
  return {...state, pages: [...below, page]};
}
