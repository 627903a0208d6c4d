// The status screen as one pure function: (state, event) -> state and what it asks of the world.
import type {StatusEvent, Updated} from './events.ts';
import {words} from './keys.ts';
import {pageOf} from './page-of.ts';
import {prepareExport, prepareTakeBack} from './prepare.ts';
import {chosenRows, cursorPlace, rowUnderCursor, shownRows} from './shown-rows.ts';
import {closed, goTo, only, say, type Room} from './steps.ts';
import type {Page, StatusState} from './state.ts';
import {copyCommand, copyRows} from './update-copy.ts';
import {endInput} from './update-input.ts';
import {ended, interrupt, run, withLine} from './update-run.ts';

export function update(before: StatusState, event: StatusEvent, room: Room): Updated<StatusState> {
  const state = keepsMessage(event) || before.message === null ? before : {...before, message: null};
  switch (event.type) {
    case 'move':
      return only(move(state, event.by, room));
    case 'page':
      return only(move(state, Math.trunc(event.pages * Math.max(2, room.rows)), room));
    case 'edge':
      return only(move(state, event.end === 'first' ? -Infinity : Infinity, room));
    case 'open':
      return open(state, room);
    case 'back':
      return only(back(state));
    case 'mark':
      return only(mark(state, room));
    case 'markAll':
      return only(markAll(state));
    case 'toggle':
      return only({...closed(state), [event.what]: !state[event.what]});
    case 'sort':
      return only({
        ...closed(state),
        sort: {column: event.column, descending: state.sort.column === event.column && !state.sort.descending},
      });
    case 'goTo':
      return {
        state: goTo(state, event.kind, event.about),
        effects: event.kind === 'run' && event.about !== undefined ? [{type: 'lookAtRun', run: event.about}] : [],
      };
    case 'runRead':
      return only({...state, runFields: {run: event.run, fields: event.fields, problem: event.problem}});
    case 'lastPage':
      return only(state.lastPage === null ? say(state, 'No page was open before.') : push(state, state.lastPage));
    case 'setFilter':
      return only({...closed(state), filter: event.filter, faultsOnly: false, cursor: null});
    case 'startInput':
      return only({...state, input: {purpose: event.purpose, text: event.purpose === 'filter' ? state.filter : ''}});
    case 'type':
      return only(typed(state, event.text));
    case 'endInput':
      return state.input?.purpose === 'command' && event.taken
        ? command({...state, input: null}, state.input.text, room)
        : endInput(state, event.taken);
    case 'change':
      return change(state);
    case 'readAgain':
      return {state: {...state, freshness: state.reading === null ? 'reading' : 'cached'}, effects: [{type: 'read'}]};
    case 'read':
      return only({
        ...state,
        reading: event.reading,
        freshness: event.cached ? 'cached' : 'fresh',
        problem: null,
        message: event.reading.notice ?? state.message,
      });
    case 'readFailed':
      return only({...state, freshness: 'failed', problem: event.text});
    case 'copyRows':
      return copyRows(state);
    case 'copyCommand':
      return copyCommand(state, room);
    case 'copyText':
      return {state, effects: [{type: 'copy', text: event.text, what: event.what}]};
    case 'undoNewest':
      return undoOpenOrNewest(state);
    case 'undo':
      return {
        state: say(state, looking),
        effects: [{type: 'lookAtUndo', run: event.run}],
      };
    case 'accept':
      return only({
        ...state,
        accepting: {code: event.code, row: event.row, reason: ''},
        input: {purpose: 'reason', text: ''},
      });
    case 'takeBack':
      return only(prepareTakeBack(state, event));
    case 'export':
      return only({...state, pages: state.pages.slice(0, -1), prepared: prepareExport(state, event.format)});
    case 'prepare':
      return only({...state, prepared: event.prepared, message: null});
    case 'run':
      return run(state);
    case 'interrupt':
      return interrupt(state);
    case 'line':
      return only(state.running?.id === event.id ? withLine(state, state.running, event.text) : state);
    case 'ended':
      return ended(state, event);
    case 'say':
      return only(say(state, event.text));
    case 'leave':
      return {state, effects: [{type: 'leave'}]};
    case 'suspend':
      return {state, effects: [{type: 'suspend'}]};
  }
}

const looking = 'Looking at what it would write back...';

/** What comes by itself does not take away what a key has just said. */
function keepsMessage({type}: StatusEvent): boolean {
  return (
    type === 'say' ||
    type === 'read' ||
    type === 'runRead' ||
    type === 'readFailed' ||
    type === 'line' ||
    type === 'ended'
  );
}

function push(state: StatusState, page: Page): StatusState {
  return {...state, pages: [...state.pages, page]};
}

function move(state: StatusState, by: number, room: Room): StatusState {
  const page = state.pages.at(-1);
  if (page === undefined) {
    const {rows} = shownRows(state);
    const place = within(cursorPlace(state) + by, rows.length);
    return {...state, cursor: rows[place]?.key ?? null};
  }
  const view = pageOf(state, room.width);
  if (view === null) return state;
  const last = view.isText ? Math.max(1, view.items.length - room.rows + 1) : view.items.length;
  const cursor = within(page.cursor + by, last);
  return cursor === page.cursor ? state : {...state, pages: [...state.pages.slice(0, -1), {...page, cursor}]};
}

function within(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value));
}

function open(state: StatusState, room: Room): Updated<StatusState> {
  const page = state.pages.at(-1);
  if (page === undefined) return only(goTo(state, rowUnderCursor(state) === null ? 'menu' : 'server'));
  if (page.kind === 'server') return only(goTo(state, 'menu'));
  const event = pageOf(state, room.width)?.items[page.cursor]?.event ?? null;
  if (event === null) return only(state);
  return update(page.kind === 'menu' ? back(state) : state, event, room);
}

function back(state: StatusState): StatusState {
  if (state.running !== null) return state.running.ended === null ? state : {...state, running: null};
  if (state.prepared !== null) return {...state, prepared: null, accepting: null};
  const page = state.pages.at(-1);
  if (page !== undefined) return {...state, pages: state.pages.slice(0, -1), lastPage: page};
  if (state.marked.size > 0) return {...state, marked: new Set()};
  if (state.filter !== '' || state.faultsOnly) return {...state, filter: '', faultsOnly: false};
  return goTo(state, 'menu');
}

function mark(state: StatusState, room: Room): StatusState {
  const row = rowUnderCursor(state);
  if (row === null) return state;
  if (row.status === null || row.status.proxy === null)
    return say(state, `${row.name} cannot be marked: ${row.why ?? 'it could not be read'}`);
  const marked = new Set(state.marked);
  if (!marked.delete(row.key)) marked.add(row.key);
  return move({...state, marked}, 1, room);
}

function markAll(state: StatusState): StatusState {
  const keys = shownRows(state)
    .rows.filter(({status}) => status !== null && status.proxy !== null)
    .map(({key}) => key);
  const all = keys.every(key => state.marked.has(key));
  const marked = new Set(state.marked);
  for (const key of keys) {
    if (all) marked.delete(key);
    else marked.add(key);
  }
  return {...state, marked};
}

function typed(state: StatusState, text: string): StatusState {
  if (state.input === null) return state;
  const input = {...state.input, text};
  return input.purpose === 'filter' ? {...state, input, filter: text, cursor: null} : {...state, input};
}

function change(state: StatusState): Updated<StatusState> {
  const page = state.pages.at(-1);
  const about = page?.kind === 'server' ? state.reading?.rows.find(({key}) => key === page.about) : undefined;
  const rows = about === undefined ? chosenRows(state) : [about];
  const readable = rows.filter(({status}) => status !== null && status.proxy !== null);
  if (readable.length === 0) {
    const why = rows[0]?.why ?? rowUnderCursor(state)?.why ?? null;
    return only(say(state, why === null ? 'There is no server to change here.' : `It cannot be changed: ${why}`));
  }
  const servers = readable.map(({siteCode, server}) => `${siteCode}/${server}`);
  return {state, effects: [{type: 'wizard', servers}]};
}

/** On the page of a run that one, else the newest. */
function undoOpenOrNewest(state: StatusState): Updated<StatusState> {
  const page = state.pages.at(-1);
  if (page?.kind === 'run') return {state: say(state, looking), effects: [{type: 'lookAtUndo', run: page.about}]};
  const newest = state.reading?.runs.find(({undoneBy, result}) => undoneBy === null && result !== 'nothingWritten');
  if (newest === undefined) return only(say(state, 'There is no run to undo.'));
  return {
    state: say(goTo(goTo(state, 'history'), 'run', newest.run), looking),
    effects: [
      {type: 'lookAtRun', run: newest.run},
      {type: 'lookAtUndo', run: newest.run},
    ],
  };
}

/** The word whole, or its beginning where only one begins so. */
function command(state: StatusState, text: string, room: Room): Updated<StatusState> {
  const wanted = text.trim().toLowerCase();
  if (wanted === '') return only(state);
  const found = words.filter(({word}) => word.startsWith(wanted));
  const exact = found.find(({word}) => word === wanted) ?? (found.length === 1 ? found[0] : undefined);
  if (exact !== undefined) return update(closed(state), exact.action, room);
  const why =
    found.length === 0
      ? `There is no action "${wanted}"`
      : `"${wanted}" may be ${found.map(({word}) => word).join(' or ')}`;
  return only(say(state, `${why}. ? lists them.`));
}
