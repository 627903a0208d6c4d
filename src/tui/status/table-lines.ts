// The table of the status screen and the pane below it.
import type {StatusRow} from '../../cmdlets/status/status-rows.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {pageStart, type Line, type Look} from '../components/lines.tsx';
import {cellText, rowText, tableColumns, type Column} from './columns.ts';
import {detailLines} from './detail-lines.ts';
import {cursorPlace, rowUnderCursor, shownRows} from './shown-rows.ts';
import type {StatusState} from './state.ts';

/** The heading, `list` rows around the cursor, and `detail` lines about the row under it. */
export function tableLines(
  state: StatusState,
  width: number,
  {list, detail, rules}: {readonly list: number; readonly detail: number; readonly rules: boolean},
): readonly Line[] {
  const {reading} = state;
  if (reading === null) return [];
  const {rows} = shownRows(state);
  const columns = tableColumns(reading, Math.max(10, width - 3), state.wide);
  const place = cursorPlace(state);
  const start = pageStart(Math.max(0, place), list);
  const lines = rows.slice(start, start + list).map((row, index) =>
    rowLine(row, columns, {
      isHere: start + index === place,
      isMarked: state.marked.has(row.key),
      all: reading.rows,
      wide: state.wide,
    }),
  );
  const row = rowUnderCursor(state);
  return [
    {
      text: `   ${rowText(
        columns.map(({title}) => title),
        columns,
      )}`,
      look: 'dim',
    },
    ...lines,
    ...(rows.length === 0 ? [{text: `   ${nothingText(state)}`}] : []),
    ...(rules ? [{text: '-'.repeat(width), look: 'dim' as const}] : []),
    ...(row === null || detail === 0 ? [] : detailLines(reading, row, width, detail)),
  ];
}

interface RowPlace {
  readonly isHere: boolean;
  readonly isMarked: boolean;
  readonly all: readonly StatusRow[];
  readonly wide: boolean;
}

const stateLook: Readonly<Record<StatusRow['state'], Look | undefined>> = {
  fault: 'fault',
  unknown: 'warning',
  warning: 'warning',
  information: undefined,
  ok: undefined,
};

function rowLine(row: StatusRow, columns: readonly Column[], {isHere, isMarked, all, wide}: RowPlace): Line {
  const cells = columns.map(({name}) => cellText(row, name, all, wide));
  const text =
    row.status === null || row.status.proxy === null
      ? unreadableText(cells, columns, row.why ?? '')
      : rowText(cells, columns);
  const look = stateLook[row.state];
  return {
    text: `${isHere ? '>' : ' '}${isMarked ? '*' : ' '} ${text}`,
    look: isHere ? 'selected' : undefined,
    end: look === undefined ? undefined : {length: (cells.at(-1) ?? '').length, look},
  };
}

/** The reason takes the room of the columns that cannot be told. */
function unreadableText(cells: readonly string[], columns: readonly Column[], why: string): string {
  const [site, server] = columns;
  const last = columns.at(-1);
  if (site === undefined || server === undefined || last === undefined) return '';
  const middle = columns.slice(2, -1).reduce((sum, column) => sum + column.width + 2, -2);
  return rowText(
    [cells[0] ?? '', cells[1] ?? '', makeSafe(why), cells.at(-1) ?? ''],
    [site, server, {name: 'proxy', title: '', width: Math.max(1, middle)}, last],
  );
}

function nothingText({filter, faultsOnly, reading}: StatusState): string {
  if (filter.trim() !== '') return 'No server fits the filter. Escape clears it.';
  if (faultsOnly) return 'No fault, no warning, nothing unknown. ! shows everything.';
  return reading?.rows.length === 0
    ? 'This hierarchy has no site system.'
    : 'No server uses the internet. n shows them all.';
}
