// The page that lies uppermost, made once for what it depends on.
import {rowUnderCursor} from './shown-rows.ts';
import {accountsPage, exportPage, findingsPage, logPage, menuPage, proxiesPage, sortPage} from './pages/list-pages.ts';
import {helpPage} from './pages/help-page.ts';
import {listPage, type PageView} from './pages/page-view.ts';
import {historyPage, runPage} from './pages/run-pages.ts';
import {serverPage} from './pages/server-page.ts';
import type {Page, StatusState} from './state.ts';

const cache = new WeakMap<object, {readonly about: string; readonly width: number; readonly view: PageView}>();

/** null while nothing lies over the table. */
export function pageOf(state: StatusState, width: number): PageView | null {
  const page = state.pages.at(-1);
  if (page === undefined) return null;
  const key = state.reading;
  const about = `${page.kind} ${page.about}`;
  const known = key === null || !isOfReading(page) ? undefined : cache.get(key);
  if (known !== undefined && known.about === about && known.width === width) return known.view;
  const view = build(state, page, width);
  if (key !== null && isOfReading(page)) cache.set(key, {about, width, view});
  return view;
}

function isOfReading({kind}: Page): boolean {
  return kind === 'server' || kind === 'accounts' || kind === 'proxies' || kind === 'history';
}

function build(state: StatusState, page: Page, width: number): PageView {
  const {reading} = state;
  if (page.kind === 'log') return logPage(state.log);
  if (page.kind === 'help') return helpPage(width);
  if (page.kind === 'sort') return sortPage(state);
  if (page.kind === 'export') return exportPage();
  if (page.kind === 'menu') return menuPage(rowUnderCursor(state) !== null);
  if (reading === null) return listPage('Not read yet', [], {empty: 'Nothing has been read yet.'});
  if (page.kind === 'accounts') return accountsPage(reading);
  if (page.kind === 'proxies') return proxiesPage(reading);
  if (page.kind === 'history') return historyPage(reading);
  if (page.kind === 'run') return runPage(reading, page.about, state.runFields, width);
  const row = reading.rows.find(({key}) => key === page.about);
  if (row === undefined) return listPage('Gone', [], {empty: 'The latest reading does not have this server any more.'});
  return page.kind === 'server' ? serverPage(reading, row, width) : findingsPage(row);
}
