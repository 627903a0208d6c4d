// Status for people: how much is wrong, a table with the worst first, then each cause once with what to do.
import type {InheritanceRow} from '../../inheritance/row.ts';
import {consoleNameOfRole, siteSystemRole} from '../../model/roles.ts';
import {paint} from '../../terminal/colour.ts';
import {renderTable, type TableColumn} from '../../terminal/render-table.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {causesOf, type Cause} from './finding-causes.ts';
import {fullName, identityText, proxyText} from './proxy-text.ts';
import {nameInSite, shortNames} from './short-names.ts';
import type {SiteSystemStatus} from './status-json.ts';
import {connectionLines, countText, partLines} from './summary.ts';
import {needsInternet, usersByServer, usersOf, usersText} from './used-by.ts';

interface Shown {
  readonly all: readonly SiteSystemStatus[];
  /** What the options leave, in their order. */
  readonly shown: readonly SiteSystemStatus[];
  readonly inheritance: readonly InheritanceRow[];
}

export interface TableLook {
  /** Leaves out what uses no internet, and counts it. */
  readonly hides: boolean;
  /** Whole names, roles and findings; nothing is cut. */
  readonly wide: boolean;
  /** What stands for the age of the reading; '' where it is told elsewhere. */
  readonly age?: string;
}

export function statusTable(context: Context, open: OpenSite, systems: Shown, look: TableLook): string {
  const {all, shown} = systems;
  const users = usersByServer(systems.inheritance);
  const usedBy = (system: SiteSystemStatus): readonly string[] => usersOf(users, system.siteCode ?? '', system.server);
  const rows = look.hides ? shown.filter(system => needsInternet(system, usedBy(system))) : shown;
  const hidden = shown.length - rows.length;
  const unreadableSites = open.reading.hierarchy.sites.filter(site => !site.readable);
  const width = look.wide ? null : context.width;
  const {dim, heading} = paint(context.colour);
  const lines = [
    ...connectionLines(open, context.clock(), {width, age: look.age}).map(heading),
    ...partLines(totals(all, unreadableSites.length), width),
    ...(shown.length < all.length ? [`${countText(shown.length, 'server')} shown of ${all.length}`] : []),
    ...(open.reading.hierarchy.scopeLimited
      ? wrapText('This account may not see every server: what is not listed may still be there.', width)
      : []),
    '',
    rows.length === 0 ? nothingText(hidden) : table(rows, all, {usedBy, width, wide: look.wide}).trimEnd(),
    ...(hidden > 0 && rows.length > 0 ? wrapText(hiddenText(hidden), width).map(dim) : []),
    ...unreadableSites.flatMap(site =>
      wrapText(`Site ${site.siteCode}: could not be read: ${site.why ?? 'not told'}`, width),
    ),
    ...causeLines(rows, all, {width, context}),
  ];
  return `${lines.join('\n')}\n`;
}

function hiddenText(hidden: number): string {
  return `${countText(hidden, 'server')} not shown: no use of the internet. --all shows ${hidden === 1 ? 'it' : 'them'}.`;
}

function nothingText(hidden: number): string {
  return hidden > 0 ? 'No server uses the internet. --all shows them.' : 'No server is shown.';
}

interface Layout {
  readonly usedBy: (system: SiteSystemStatus) => readonly string[];
  readonly width: number | null;
  readonly wide: boolean;
}

interface Column extends TableColumn {
  readonly cell: (system: SiteSystemStatus) => string;
  /** Cells that a terminal must have for this column; 0 where it is not said. */
  readonly from?: number;
}

function table(
  rows: readonly SiteSystemStatus[],
  all: readonly SiteSystemStatus[],
  {usedBy, width, wide}: Layout,
): string {
  const short = shortNames(all.flatMap(({proxy}) => proxy?.serverName ?? []));
  const name = nameInSite(all);
  const proxyOf = ({proxy}: SiteSystemStatus): string => {
    const serverName = proxy?.serverName ?? null;
    if (proxy === null || serverName === null || width === null) return proxyText(proxy);
    return proxyText({...proxy, serverName: short.get(serverName) ?? serverName});
  };
  const columns: readonly Column[] = [
    {title: 'SITE', cell: ({siteCode}) => siteCode ?? '?'},
    {title: 'SERVER', minWidth: 6, shrink: 1, cell: system => (wide ? system.server : name(system))},
    {title: 'PROXY', minWidth: 10, shrink: 2, cell: proxyOf},
    {title: 'AS', minWidth: 8, shrink: 3, from: 70, cell: ({proxy}) => identityText(proxy)},
    {
      title: 'USED BY',
      minWidth: 8,
      shrink: 4,
      from: 56,
      cell: system => (wide ? usedBy(system).join(', ') || '-' : usersText(usedBy(system))),
    },
    ...(wide
      ? [
          {title: 'ROLES', cell: ({roles}: SiteSystemStatus) => roleNames(roles)},
          {title: 'FINDINGS', cell: ({findings}: SiteSystemStatus) => findings.map(({code}) => code).join(' ') || '-'},
        ]
      : []),
    {title: 'STATE', cell: ({state}) => stateWord(state, width)},
  ];
  const shown = columns.filter(({from = 0}) => width === null || width >= from);
  return renderTable({columns: shown, rows: rows.map(system => shown.map(({cell}) => cell(system))), width});
}

function roleNames(roles: readonly string[]): string {
  return (
    roles
      .filter(role => role !== siteSystemRole)
      .map(consoleNameOfRole)
      .join(', ') || '-'
  );
}

const roomForLongWords = 100;

function stateWord(state: SiteSystemStatus['state'], width: number | null): string {
  if (state === 'fault' || state === 'unknown') return state.toUpperCase();
  return state === 'information' && width !== null && width < roomForLongWords ? 'info' : state;
}

function totals(systems: readonly SiteSystemStatus[], sitesUnknown: number): readonly string[] {
  const count = (state: SiteSystemStatus['state']): number => systems.filter(system => system.state === state).length;
  const on = systems.filter(system => system.proxy?.enabled === true).length;
  const accepted = systems.flatMap(({findings}) => findings.filter(finding => finding.accepted !== undefined)).length;
  return [
    countText(systems.length, 'server'),
    countText(count('fault'), 'fault'),
    countText(count('warning'), 'warning'),
    `${count('unknown')} unknown`,
    ...(sitesUnknown > 0 ? [`${countText(sitesUnknown, 'site')} could not be read`] : []),
    ...(accepted > 0 ? [`${countText(accepted, 'finding')} accepted`] : []),
    `proxy on at ${on}`,
  ];
}

const mostCauses = 20;
const mostNames = 8;

/** Faults, unknowns and warnings with what to do; one cause once, with a count. */
function causeLines(
  rows: readonly SiteSystemStatus[],
  all: readonly SiteSystemStatus[],
  {width, context}: {readonly width: number | null; readonly context: Context},
): readonly string[] {
  const {dim} = paint(context.colour);
  const causes = causesOf(rows);
  if (causes.length === 0) return [];
  const name = nameInSite(all);
  const lines = causes.slice(0, mostCauses).flatMap(cause => {
    const head = wrapText(headOf(cause), width);
    const names = cause.systems.length === 1 ? [] : wrapText(`  ${namesOf(cause, name)}`, width);
    return cause.accepted === null
      ? [...head, ...names, ...wrapText(`  do: ${cause.do}`, width).map(dim)]
      : [...head, ...names].map(dim);
  });
  const left = causes.length - mostCauses;
  return ['', ...lines, ...(left > 0 ? [`and ${countText(left, 'more cause')}: cmproxy status --output json`] : [])];
}

/** `PS2/CMG02.contoso.com  CMP004 error: text`, or `CMP102 warning at 3 servers: text`. */
function headOf({code, severity, text, accepted, systems}: Cause): string {
  const what = `${code} ${severity}`;
  const said = accepted ?? text;
  const between = accepted === null ? ': ' : ', ';
  const [first] = systems;
  return systems.length === 1 && first !== undefined
    ? `${fullName(first)}  ${what}${between}${said}`
    : `${what} at ${countText(systems.length, 'server')}${between}${said}`;
}

function namesOf({systems}: Cause, name: (system: SiteSystemStatus) => string): string {
  const names = systems.slice(0, mostNames).map(system => fullName({siteCode: system.siteCode, server: name(system)}));
  const left = systems.length - names.length;
  return `${names.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
