// Which rows the table shows, in what order, and where the cursor is among them. Made once for what it depends on, so that a key costs the same
// with 20,000 rows as with 50.
import {filterRows} from '../../cmdlets/status/filter-rows.ts';
import {isFaulty, sortRows, type StatusRow} from '../../cmdlets/status/status-rows.ts';
import type {StatusState} from './state.ts';

export interface ShownRows {
  readonly rows: readonly StatusRow[];
  /** Index by key. */
  readonly places: ReadonlyMap<string, number>;
  /** Rows that are left out because they use no internet. */
  readonly hidden: number;
}

type Wanted = Pick<StatusState, 'filter' | 'faultsOnly' | 'all' | 'sort'>;

const made = new WeakMap<readonly StatusRow[], {readonly wanted: Wanted; readonly shown: ShownRows}>();
const none: ShownRows = {rows: [], places: new Map(), hidden: 0};

export function shownRows(state: StatusState): ShownRows {
  if (state.reading === null) return none;
  const all = state.reading.rows;
  const known = made.get(all);
  if (known !== undefined && isSame(known.wanted, state)) return known.shown;
  const {filter, faultsOnly, sort} = state;
  const shown = choose(all, {filter, faultsOnly, all: state.all, sort});
  made.set(all, {wanted: {filter, faultsOnly, all: state.all, sort}, shown});
  return shown;
}

function isSame(a: Wanted, b: Wanted): boolean {
  return a.filter === b.filter && a.faultsOnly === b.faultsOnly && a.all === b.all && a.sort === b.sort;
}

/** A filter looks at all rows: who looks for a server must find it, whether it uses the internet or not. */
function choose(all: readonly StatusRow[], {filter, faultsOnly, all: everything, sort}: Wanted): ShownRows {
  const filtered = filterRows(all, filter);
  const wanted = faultsOnly ? filtered.filter(isFaulty) : filtered;
  const rows = everything || filter.trim() !== '' ? wanted : wanted.filter(({needsInternet}) => needsInternet);
  const sorted = sortRows(rows, sort.column, sort.descending);
  return {
    rows: sorted,
    places: new Map(sorted.map(({key}, index) => [key, index])),
    hidden: wanted.length - rows.length,
  };
}

/** The index of the row under the cursor; the first row where it is gone; -1 where there are none. */
export function cursorPlace(state: StatusState): number {
  const {rows, places} = shownRows(state);
  if (rows.length === 0) return -1;
  return state.cursor === null ? 0 : (places.get(state.cursor) ?? 0);
}

export function rowUnderCursor(state: StatusState): StatusRow | null {
  return shownRows(state).rows[cursorPlace(state)] ?? null;
}

/** The marked rows in the order of the reading; without marks the one under the cursor. Sites and unreadable servers are left out. */
export function chosenRows(state: StatusState): readonly StatusRow[] {
  const rows =
    state.marked.size === 0
      ? [rowUnderCursor(state)].filter(row => row !== null)
      : (state.reading?.rows ?? []).filter(({key}) => state.marked.has(key));
  return rows.filter(({status}) => status !== null);
}
