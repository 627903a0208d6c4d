// The lines above the table: which hierarchy, as whom, how old; how much is wrong; which proxies; what is filtered.
import type {StatusReading} from '../../cmdlets/status/read-status.ts';
import type {StatusRow} from '../../cmdlets/status/status-rows.ts';
import {ageText, countText} from '../../cmdlets/views/summary.ts';
import {cutToWidth, textWidth} from '../../terminal/text-width.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import type {Line} from '../components/lines.tsx';
import {cellText} from './columns.ts';
import {shownRows} from './shown-rows.ts';
import type {StatusState} from './state.ts';

const oldAfterMs = 600_000;
const narrow = 60;

/** As many of the parts as fit, the most important first; in the order of the line. */
function fitParts(parts: readonly {readonly text: string; readonly rank: number}[], width: number): string {
  let kept = parts.filter(({text}) => text !== '');
  const join = (): string => kept.map(({text}) => text).join('   ');
  while (kept.length > 1 && textWidth(join()) > width) {
    const last = Math.max(...kept.map(({rank}) => rank));
    kept = kept.filter(({rank}) => rank !== last);
  }
  return join();
}

/** The first line of every page. */
export function titleLine(state: StatusState, width: number, now: Date): Line {
  const {reading, freshness, problem} = state;
  if (reading === null)
    return freshness === 'failed'
      ? {text: `cmproxy   could not be read: ${makeSafe(problem ?? 'not told')}`, look: 'fault'}
      : {text: 'cmproxy   reading...', look: 'heading'};
  const {open} = reading;
  const label = open.site.origin === 'lab' ? 'LAB practice data' : open.site.name.toUpperCase();
  const access = open.mayWrite ? 'read, write' : 'read only';
  const who = open.reading.readAs;
  if (width < narrow)
    return {
      text: narrowTitle(makeSafe(label), access, state, {width, now}),
      look: freshness === 'failed' ? 'warning' : 'heading',
    };
  return {
    text: fitParts(
      [
        {text: makeSafe(label), rank: 0},
        {text: makeSafe(open.reading.hierarchy.name), rank: 4},
        {text: makeSafe(who === null ? access : `${who}: ${access}`), rank: 3},
        {text: freshnessText(state, now), rank: 1},
      ],
      width,
    ),
    look: freshness === 'failed' ? 'warning' : 'heading',
  };
}

/** `LAB practice data  read, write  5 min ago`. */
function narrowTitle(
  label: string,
  access: string,
  {reading, freshness}: StatusState,
  {width, now}: {readonly width: number; readonly now: Date},
): string {
  const minutes = Math.floor((now.getTime() - Date.parse(reading?.open.reading.readAt ?? '')) / 60_000);
  const age = !Number.isFinite(minutes)
    ? ''
    : minutes < 1
      ? 'now'
      : minutes < 120
        ? `${minutes} min`
        : `${Math.floor(minutes / 60)} h`;
  const end = `  ${access}  ${freshness === 'failed' ? 'FAILED' : freshness === 'fresh' ? age : 'reading'}`;
  return `${cutToWidth(label, Math.max(3, width - end.length))}${end}`;
}

function freshnessText({reading, freshness}: StatusState, now: Date): string {
  const readAt = reading?.open.reading.readAt ?? '';
  const at = Date.parse(readAt);
  const clock = Number.isFinite(at) ? ` at ${clockText(new Date(at))}` : '';
  const age = `${ageText(readAt, now)}${clock}`;
  if (freshness === 'cached' || freshness === 'reading') return `${age}, reading again...`;
  if (freshness === 'failed') return `${age}; READING AGAIN FAILED`;
  return Number.isFinite(at) && now.getTime() - at > oldAfterMs ? `OLD: ${age}` : age;
}

/** Of this computer's own time zone: `09:14`. */
function clockText(time: Date): string {
  return `${String(time.getHours()).padStart(2, '0')}:${String(time.getMinutes()).padStart(2, '0')}`;
}

const counted = new WeakMap<readonly StatusRow[], Readonly<Record<StatusRow['state'], number>>>();

function countStates(rows: readonly StatusRow[]): Readonly<Record<StatusRow['state'], number>> {
  const known = counted.get(rows);
  if (known !== undefined) return known;
  const counts = {ok: 0, information: 0, warning: 0, fault: 0, unknown: 0};
  for (const {state, server} of rows) if (server !== '') counts[state] += 1;
  counted.set(rows, counts);
  return counts;
}

/** `18 servers   1 fault   3 warnings   1 unknown   1 site unknown   5 use no internet (n shows them)`. */
export function totalsLine(state: StatusState, reading: StatusReading, width: number): Line {
  const {rows} = reading;
  const counts = countStates(rows);
  const sites = rows.filter(({server}) => server === '').length;
  const {hidden} = shownRows(state);
  const text = fitParts(
    [
      {text: countText(rows.length - sites, 'server'), rank: 0},
      {text: counts.fault === 0 ? 'no fault' : countText(counts.fault, 'fault'), rank: 1},
      {text: countText(counts.warning, 'warning'), rank: 2},
      {text: counts.unknown === 0 ? '' : `${counts.unknown} unknown`, rank: 1},
      {text: sites === 0 ? '' : `${countText(sites, 'site')} unknown`, rank: 1},
      {text: hidden === 0 ? '' : `${hidden} use no internet (hidden, n)`, rank: 3},
      {text: reading.open.reading.hierarchy.scopeLimited ? 'not every server may be visible' : '', rank: 2},
    ],
    width,
  );
  return {text, look: counts.fault > 0 ? 'fault' : undefined};
}

const groupTexts = new WeakMap<readonly StatusRow[], readonly string[]>();

function groupsOf(rows: readonly StatusRow[]): readonly string[] {
  const known = groupTexts.get(rows);
  if (known !== undefined) return known;
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  for (const row of rows) {
    const {group, server} = row;
    if (server === '') continue;
    counts.set(group, (counts.get(group) ?? 0) + 1);
    if (!names.has(group)) names.set(group, group === 'off' ? 'off' : cellText(row, 'proxy', rows, false));
  }
  const texts = [...counts]
    .toSorted(([a, x], [b, y]) => Number(a === 'off' || a === '?') - Number(b === 'off' || b === '?') || y - x)
    .map(([group, count]) => `${group === '?' ? 'unknown' : (names.get(group) ?? group)} x${count}`);
  groupTexts.set(rows, texts);
  return texts;
}

/** `Proxies: proxy-a:8080 x10  off x30      last write 2 days ago`. */
export function proxiesLine(reading: StatusReading, width: number, now: Date): Line {
  const [newest] = reading.runs;
  const write = newest === undefined ? '' : ageText(newest.lastAt, now).replace(/^read/, 'last write');
  let groups = groupsOf(reading.rows);
  const room = width - (write === '' ? 0 : write.length + 3);
  const join = (): string => `Proxies: ${groups.join('  ')}`;
  while (groups.length > 1 && textWidth(join()) > room) groups = [...groups.slice(0, -2), '...'];
  return {text: write === '' || textWidth(join()) > room ? join() : `${join()}   ${write}`};
}

/** What is left out or arranged, in words; '' where nothing is. */
export function viewText(state: StatusState): string {
  const {filter, faultsOnly, sort, marked} = state;
  const {rows} = shownRows(state);
  return [
    filter.trim() === '' ? '' : `filter: ${makeSafe(filter.trim())}`,
    faultsOnly ? 'faults only' : '',
    filter.trim() === '' && !faultsOnly ? '' : `${rows.length} shown`,
    state.all ? 'all rows' : '',
    sort.column === 'state' && !sort.descending
      ? ''
      : `sorted by ${sort.column === 'usedBy' ? 'use' : sort.column}${sort.descending ? ', reversed' : ''}`,
    marked.size === 0 ? '' : `${marked.size} marked${hiddenMarks(state)}`,
  ]
    .filter(part => part !== '')
    .join('   ');
}

function hiddenMarks(state: StatusState): string {
  const {places} = shownRows(state);
  let hidden = 0;
  for (const key of state.marked) if (!places.has(key)) hidden += 1;
  return hidden === 0 ? '' : ` (${hidden} not shown)`;
}
