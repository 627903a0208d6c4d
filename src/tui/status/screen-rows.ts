// The whole status screen as rows: every one a line, but for the one that is a text field. Never more rows than the terminal has.
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Line} from '../components/lines.tsx';
import {lineRow, selectedRows, type ScreenRow, type Size} from '../rows.ts';
import {pageStart} from '../components/lines.tsx';
import {footerLines} from '../key-table.ts';
import {commandLine} from './command-line.ts';
import {proxiesLine, titleLine, totalsLine, viewText} from './header-lines.ts';
import {keysOf} from './keys.ts';
import {pageOf} from './page-of.ts';
import {runLines} from './run-lines.ts';
import {shownRows} from './shown-rows.ts';
import type {Input, StatusState} from './state.ts';
import {tableLines} from './table-lines.ts';

/** Below this many rows the lines around the table are as few as can be. */
const compactBelow = 17;

interface Layout {
  readonly head: readonly ScreenRow[];
  /** Rows for the list or text in front. */
  readonly list: number;
  readonly detail: number;
  readonly foot: readonly ScreenRow[];
  readonly rules: boolean;
}

function layout(state: StatusState, {width, height}: Size, now: Date): Layout {
  const compact = height < compactBelow || state.headerHidden;
  const isTable = state.pages.length === 0 && state.prepared === null && state.running === null;
  const title: ScreenRow = {kind: 'line', line: titleLine(state, width, now)};
  const field = filterField(state);
  const view = viewText(state);
  const foot = footRows(state, width, compact ? 1 : 2);
  if (!isTable || state.reading === null) {
    const rules = height >= 10;
    return {head: [title], list: Math.max(1, height - 1 - foot.length - (rules ? 2 : 0)), detail: 0, foot, rules};
  }
  const {reading} = state;
  const extra: readonly ScreenRow[] =
    field !== null
      ? [field]
      : view !== ''
        ? [lineRow(view)]
        : compact
          ? []
          : [{kind: 'line', line: proxiesLine(reading, width, now)}];
  const head: readonly ScreenRow[] = compact
    ? [title, ...(extra.length === 0 ? [{kind: 'line' as const, line: totalsLine(state, reading, width)}] : extra)]
    : [title, {kind: 'line', line: totalsLine(state, reading, width)}, ...extra];
  const taken = head.length + 1 + foot.length + (compact ? 0 : 3);
  const room = Math.max(2, height - taken);
  const wanted = compact ? Math.min(3, Math.floor(room / 2)) : Math.max(4, Math.floor(room * 0.43));
  const list = Math.max(1, Math.min(room - wanted, Math.max(1, shownRows(state).rows.length)));
  return {head, list, detail: Math.max(0, room - list), foot, rules: !compact};
}

/** Rows of the list or text in front, for moving by pages. */
export function listRows(state: StatusState, size: Size, now: Date): number {
  const {list} = layout(state, size, now);
  return state.pages.length === 0 ? list : Math.max(1, list - introRows(state, size));
}

function introRows(state: StatusState, size: Size): number {
  return 1 + Math.min(pageOf(state, size.width)?.intro.length ?? 0, introMost(size));
}

function introMost({height}: Size): number {
  return Math.max(0, Math.floor(height / 2) - 2);
}

function filterField({input}: StatusState): ScreenRow | null {
  return input?.purpose === 'filter' ? {kind: 'field', label: 'Filter: ', value: input.text, style: 'filter'} : null;
}

const labels: Readonly<Record<Exclude<Input['purpose'], 'filter'>, string>> = {
  command: ':',
  reason: 'Reason (may be empty): ',
  until: 'Until, such as 2027-03-31 (empty: for good): ',
  siteCode: 'Type the site code to run it: ',
};

function footRows(state: StatusState, width: number, rows: number): readonly ScreenRow[] {
  const {input, message} = state;
  if (input !== null && input.purpose !== 'filter')
    return [
      {kind: 'field' as const, label: labels[input.purpose], value: input.text, style: 'text' as const},
      ...(rows > 1 ? [lineRow('enter takes it  esc leaves it', 'dim')] : []),
    ];
  const keys =
    input === null
      ? footerLines(keysOf(state), width, message === null ? rows : rows - 1)
      : ['enter keeps the filter  esc clears it'];
  const said =
    message === null
      ? []
      : wrapText(`! ${message}`, width, '  ')
          .slice(0, rows + 1)
          .map(text => lineRow(text, 'warning'));
  return [...said, ...keys.map(text => lineRow(text, 'dim'))].slice(0, rows + Math.max(0, said.length - 1));
}

export function screenRows(state: StatusState, size: Size, now: Date): readonly ScreenRow[] {
  const parts = layout(state, size, now);
  const rule = parts.rules ? [lineRow('-'.repeat(size.width), 'dim')] : [];
  const body = bodyRows(state, size, parts);
  const above = [...parts.head, ...rule, ...body];
  const below = [...rule, ...parts.foot];
  const blank = Array.from({length: Math.max(0, size.height - above.length - below.length)}, () => lineRow(''));
  const rows = [...above, ...blank, ...below];
  return rows.length <= size.height
    ? rows
    : [...rows.slice(0, Math.max(0, size.height - parts.foot.length)), ...parts.foot].slice(-size.height);
}

function bodyRows(state: StatusState, size: Size, parts: Layout): readonly ScreenRow[] {
  if (state.running !== null) return fill(runLines(state.running, size.width), parts.list, true);
  if (state.prepared !== null) return fill(consentLines(state, size.width), parts.list, false);
  if (state.pages.length > 0) return pageRows(state, size, parts.list);
  if (state.reading === null) return fill(emptyLines(state, size.width), parts.list, false);
  return tableLines(state, size.width, parts).map((item): ScreenRow => ({kind: 'line', line: item}));
}

/** The lines, or their end, in exactly that many rows. */
function fill(lines: readonly Line[], rows: number, fromEnd: boolean): readonly ScreenRow[] {
  const shown = fromEnd ? lines.slice(-rows) : lines.slice(0, rows);
  return shown.map(item => ({kind: 'line', line: item}));
}

function emptyLines({freshness, problem}: StatusState, width: number): readonly Line[] {
  if (freshness !== 'failed') return [];
  return (problem ?? 'not told')
    .split('\n')
    .flatMap(text => wrapText(text, width))
    .map(text => ({text}));
}

function consentLines({prepared}: StatusState, width: number): readonly Line[] {
  if (prepared === null) return [];
  return [
    {text: prepared.title, look: 'heading'},
    ...prepared.review.flatMap(text => wrapText(text, width)).map(text => ({text})),
    {text: ''},
    {text: 'This command will run:'},
    ...wrapText(commandLine(prepared.args), width).map(text => ({text})),
    ...(prepared.siteCode === null
      ? []
      : [
          {text: ''},
          ...wrapText(
            `It writes to the service connection point's server: all cloud features follow it. ${prepared.siteCode} has to be typed.`,
            width,
          ).map(text => ({text, look: 'warning' as const})),
        ]),
  ];
}

function pageRows(state: StatusState, size: Size, rows: number): readonly ScreenRow[] {
  const page = state.pages.at(-1);
  const view = pageOf(state, size.width);
  if (page === undefined || view === null) return [];
  const intro = view.intro.slice(0, introMost(size));
  const room = Math.max(1, rows - 1 - intro.length);
  const start = view.isText
    ? Math.max(0, Math.min(page.cursor, view.items.length - room))
    : pageStart(page.cursor, room);
  const items = view.items.slice(start, start + room).flatMap(({line: item}, index): readonly ScreenRow[] => {
    if (view.isText) return [{kind: 'line', line: item}];
    if (start + index !== page.cursor) return [{kind: 'line', line: {...item, text: `  ${item.text}`}}];
    return selectedRows(`> ${item.text}`, size.width);
  });
  const place =
    view.items.length <= room
      ? ''
      : `   ${start + 1}-${Math.min(view.items.length, start + room)} of ${view.items.length}`;
  return [
    lineRow(`${view.title}${place}`, 'heading'),
    ...intro.map((item): ScreenRow => ({kind: 'line', line: item})),
    ...items.slice(0, Math.max(room, 1)),
    ...(view.items.length === 0 && view.empty !== '' ? [lineRow(view.empty)] : []),
  ];
}
