// The columns of the status table: how wide each is, and what stands in it.
import type {StatusReading} from '../../cmdlets/status/read-status.ts';
import type {StatusRow} from '../../cmdlets/status/status-rows.ts';
import {usersText} from '../../cmdlets/views/used-by.ts';
import {shortNames} from '../../cmdlets/views/short-names.ts';
import {fitColumns} from '../../terminal/fit-columns.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth, textWidth} from '../../terminal/text-width.ts';

export type ColumnName = 'site' | 'server' | 'proxy' | 'as' | 'usedBy' | 'state';

export interface Column {
  readonly name: ColumnName;
  readonly title: string;
  /** Cells. */
  readonly width: number;
}

const titles: Readonly<Record<ColumnName, string>> = {
  site: 'SITE',
  server: 'SERVER',
  proxy: 'PROXY',
  as: 'AS',
  usedBy: 'USED BY',
  state: 'STATE',
};

/** What gives way first in a narrow terminal. */
const shrink: Readonly<Record<ColumnName, number>> = {site: 0, server: 1, proxy: 2, as: 3, usedBy: 4, state: 0};
const least: Readonly<Record<ColumnName, number>> = {site: 4, server: 6, proxy: 10, as: 8, usedBy: 8, state: 7};

export function stateWord(state: StatusRow['state']): string {
  return state === 'fault' || state === 'unknown' ? state.toUpperCase() : state === 'information' ? 'info' : state;
}

const natural = new WeakMap<readonly StatusRow[], {wide: boolean; widths: Readonly<Record<ColumnName, number>>}>();
const shorts = new WeakMap<readonly StatusRow[], ReadonlyMap<string, string>>();

/** Proxy names by their first label, where only one proxy has it: `proxy-a` for `proxy-a.contoso.com`. */
function shortProxies(rows: readonly StatusRow[]): ReadonlyMap<string, string> {
  const known = shorts.get(rows);
  if (known !== undefined) return known;
  const result = shortNames(rows.flatMap(row => row.status?.proxy?.serverName ?? []));
  shorts.set(rows, result);
  return result;
}

/** One cell as text that is safe. */
export function cellText(row: StatusRow, column: ColumnName, rows: readonly StatusRow[], wide: boolean): string {
  if (column === 'site') return makeSafe(row.siteCode);
  if (column === 'server') return makeSafe(wide && row.server !== '' ? row.server : row.name);
  if (column === 'as') return makeSafe(row.as);
  if (column === 'usedBy') return makeSafe(row.server === '' ? '' : usersText(row.usedBy));
  if (column === 'state') return stateWord(row.state);
  const name = row.status?.proxy?.serverName ?? null;
  const short = wide || name === null ? undefined : shortProxies(rows).get(name);
  return makeSafe(short === undefined || name === null ? row.proxy : row.proxy.replace(name, () => short));
}

function naturalWidths(rows: readonly StatusRow[], wide: boolean): Readonly<Record<ColumnName, number>> {
  const known = natural.get(rows);
  if (known?.wide === wide) return known.widths;
  const widths = {site: 4, server: 6, proxy: 5, as: 2, usedBy: 7, state: 7};
  for (const row of rows)
    for (const name of ['site', 'server', 'proxy', 'as', 'usedBy'] as const)
      widths[name] = Math.max(widths[name], textWidth(cellText(row, name, rows, wide)));
  natural.set(rows, {wide, widths});
  return widths;
}

/** The columns that have room in `width` cells. In a narrow terminal the account goes first, then who uses it. */
export function tableColumns(reading: StatusReading, width: number, wide: boolean): readonly Column[] {
  const names: readonly ColumnName[] =
    width >= 70
      ? ['site', 'server', 'proxy', 'as', 'usedBy', 'state']
      : width >= 56
        ? ['site', 'server', 'proxy', 'usedBy', 'state']
        : ['site', 'server', 'proxy', 'state'];
  const widths = naturalWidths(reading.rows, wide);
  const fitted = fitColumns(
    names.map(name => ({
      natural: Math.max(least[name], Math.min(widths[name], name === 'proxy' && width < 100 ? 27 : 60)),
      minWidth: least[name],
      shrink: shrink[name],
    })),
    width,
  );
  return names.map((name, index) => ({name, title: titles[name], width: fitted[index] ?? least[name]}));
}

/** The cells beside each other, each cut to its column. The last one is not filled up. */
export function rowText(cells: readonly string[], columns: readonly Column[]): string {
  return columns
    .map(({width}, index) => {
      const text = cutToWidth(cells[index] ?? '', width);
      return index === columns.length - 1 ? text : padToWidth(text, width);
    })
    .join('  ');
}
