// Carries out Get-CMAccount.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {sameAccountName} from '../../model/validate-proxy.ts';
import {hasWildcards, parseWildcard} from '../../model/wildcard.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {tellUnread} from './list-accounts.ts';
import {openAndRead} from '../open-site.ts';
import {refused} from '../refuse.ts';
import {writeRecords} from '../write-records.ts';

export async function showCmAccounts(values: Values, context: Context): Promise<ExitCode> {
  const pattern = textOf(values, 'UserName') ?? '*';
  const isPlain = isSet(values, 'DisableWildcardHandling') || !hasWildcards(pattern);
  const parsed = isPlain ? null : parseWildcard(pattern);
  if (parsed?.kind === 'refused')
    return refused(context, exitCodes.failed, {
      what: 'The name cannot be read',
      why: parsed.why,
      todo: 'Close the bracket, or add -DisableWildcardHandling.',
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {site, hierarchyId, reading} = opened.value;
  const siteCode = textOf(values, 'SiteCode')?.toUpperCase();
  const accounts = (reading.hierarchy.accounts ?? []).filter(
    account =>
      (siteCode === undefined || account.siteCode === siteCode) &&
      (parsed === null ? sameAccountName(account.userName, pattern) : parsed.matches(account.userName)),
  );
  const rows = accounts.map(({userName, siteCode: code}) => ({UserName: userName, SiteCode: code}));
  if (context.format === 'json') {
    context.data(`${JSON.stringify({schemaVersion: 1, connection: site.name, hierarchyId, items: rows})}\n`);
  } else {
    const records = {columns: ['UserName', 'SiteCode'], rows: rows.map(row => [row.UserName, row.SiteCode])};
    if (context.format !== 'table') writeRecords(context, records);
    else if (rows.length > 0)
      context.data(
        renderTable({
          columns: records.columns.map((title, index) => ({title, shrink: index === 0 ? 1 : 0, minWidth: 8})),
          rows: records.rows,
          width: context.width,
        }),
      );
  }
  if (reading.hierarchy.accounts === null) tellUnread(context, reading.hierarchy);
  return exitCodes.done;
}
