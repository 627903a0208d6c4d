// Rows as text for the clipboard: one line a server, tabs between, made safe.
import type {StatusRow} from '../../cmdlets/status/status-rows.ts';
import {makeSafe} from '../../terminal/make-safe.ts';

export function rowsText(rows: readonly StatusRow[]): string {
  return rows
    .map(({siteCode, server, proxy, as, usedBy, state}) =>
      [siteCode, server, proxy, as, usedBy.join(', '), state].map(text => makeSafe(text)).join('\t'),
    )
    .join('\n');
}
