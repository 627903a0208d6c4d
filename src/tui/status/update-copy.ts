// What `y` and `c` copy.
import {commandLine} from './command-line.ts';
import type {Updated} from './events.ts';
import {pageOf} from './page-of.ts';
import {serverCommand, shownCommand} from './prepare.ts';
import {rowsText} from './rows-text.ts';
import {rowUnderCursor, shownRows} from './shown-rows.ts';
import {only, say, type Room} from './steps.ts';
import type {StatusState} from './state.ts';

export function copyRows(state: StatusState): Updated<StatusState> {
  const marked = shownRows(state).rows.filter(({key}) => state.marked.has(key));
  const row = rowUnderCursor(state);
  const rows = marked.length > 0 ? marked : row === null ? [] : [row];
  if (rows.length === 0) return only(say(state, 'There is nothing to copy.'));
  const what = rows.length === 1 ? 'this row' : `${rows.length} rows`;
  return {state, effects: [{type: 'copy', text: rowsText(rows), what}]};
}

export function copyCommand(state: StatusState, room: Room): Updated<StatusState> {
  const prepared = state.running?.prepared ?? state.prepared;
  if (prepared !== null)
    return {state, effects: [{type: 'copy', text: commandLine(prepared.args), what: 'the command'}]};
  const page = state.pages.at(-1);
  if (page === undefined)
    return {state, effects: [{type: 'copy', text: shownCommand(state), what: `the command ${shownCommand(state)}`}]};
  if (page.kind === 'server') {
    const row = state.reading?.rows.find(({key}) => key === page.about);
    if (row === undefined || row.server === '' || state.reading === null) return only(state);
    const text = serverCommand(row.siteCode, row.server, state.reading.open.site.name);
    return {state, effects: [{type: 'copy', text, what: `the command ${text}`}]};
  }
  const item = pageOf(state, room.width)?.items[page.cursor];
  return item === undefined
    ? only(state)
    : {state, effects: [{type: 'copy', text: item.copy ?? item.line.text, what: 'the line'}]};
}
