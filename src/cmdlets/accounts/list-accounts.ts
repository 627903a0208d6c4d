// Carries out `account list` and `account uses`.
import {closest} from '../../model/closest-name.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Hierarchy} from '../../model/hierarchy.ts';
import {parseWildcard} from '../../model/wildcard.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {findAccount, knownAccounts, type KnownAccount} from './account-uses.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {Opened} from '../opened.ts';
import {refuse, refused} from '../refuse.ts';
import {writeRecords, type Records} from '../write-records.ts';

/** Sites and servers about which the reading says nothing: what is not listed may be there. */
export function tellUnread(context: Context, {sites, siteSystems, accounts}: Hierarchy): void {
  if (accounts === null) context.message('unknown: this reading tells nothing about accounts');
  const unread = [
    ...sites.filter(({readable}) => !readable).map(({siteCode}) => `site ${siteCode}`),
    ...siteSystems.filter(({readable}) => !readable).map(({siteCode, server}) => `${siteCode}/${server}`),
  ];
  if (unread.length > 0)
    context.message(
      makeSafe(`unknown CMP008: could not be read and may use or store more: ${unread.slice(0, 10).join(', ')}`),
    );
}

export async function listAccounts(values: Values, context: Context): Promise<ExitCode> {
  const wanted = parseWildcard((textOf(values, 'UserName') ?? '*').replaceAll('`', '``'));
  if (wanted.kind === 'refused')
    return refused(context, exitCodes.failed, {
      what: 'The name cannot be read',
      why: wanted.why,
      todo: 'Close the bracket.',
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {site, hierarchyId, reading} = opened.value;
  const accounts = knownAccounts(reading.hierarchy).filter(({userName}) => wanted.matches(userName));
  if (context.format === 'json') {
    context.data(`${JSON.stringify({schemaVersion: 1, connection: site.name, hierarchyId, accounts})}\n`);
  } else {
    // A narrow terminal has no room for a column of hyphens.
    const withUnknown = context.format !== 'table' || accounts.some(({unknownAt}) => unknownAt.length > 0);
    print(context, {
      columns: ['UserName', 'Sites', 'UsedBy', 'StoredOnly', 'MissingAt', ...(withUnknown ? ['UnknownAt'] : [])],
      rows: accounts.map(({userName, siteCodes, uses, missingAt, unknownAt}) => [
        userName,
        siteCodes.join(' ') || '-',
        String(uses.filter(({use}) => use === 'proxy').length),
        String(uses.filter(({use}) => use === 'stored').length),
        missingAt.join(' ') || '-',
        ...(withUnknown ? [unknownAt.join(' ') || '-'] : []),
      ]),
    });
  }
  tellUnread(context, reading.hierarchy);
  return exitCodes.done;
}

export async function showUses(values: Values, context: Context): Promise<ExitCode> {
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {site, hierarchyId, reading} = opened.value;
  const found = needAccount(context, reading.hierarchy, textOf(values, 'UserName') ?? '');
  if (found.kind === 'refused') return found.exitCode;
  const account = found.value;
  if (context.format === 'json')
    context.data(`${JSON.stringify({schemaVersion: 1, connection: site.name, hierarchyId, ...account})}\n`);
  else {
    if (context.format === 'table')
      context.data(
        `${makeSafe(`${account.userName}: stored at ${account.siteCodes.join(', ') || 'no site'}${account.missingAt.length === 0 ? '' : `, missing at ${account.missingAt.join(', ')} (CMP004)`}${account.unknownAt.length === 0 ? '' : `, not known at ${account.unknownAt.join(', ')}`}`)}\n`,
      );
    print(context, {
      columns: ['SiteCode', 'Server', 'Use', 'AccountSite'],
      rows: account.uses.map(({siteCode, server, use, accountSite}) => [siteCode, server, use, accountSite]),
    });
  }
  tellUnread(context, reading.hierarchy);
  return exitCodes.done;
}

/** An account that is stored or used somewhere, or a refusal with the nearest. */
export function needAccount(context: Context, hierarchy: Hierarchy, userName: string): Opened<KnownAccount> {
  const found = findAccount(hierarchy, userName);
  if (found !== undefined) return {kind: 'open', value: found};
  const names = knownAccounts(hierarchy).map(account => account.userName);
  const guess = closest(userName, names);
  tellUnread(context, hierarchy);
  return refuse(context, exitCodes.failed, {
    what: `There is no account "${userName}"`,
    why: 'no site stores it and no server uses it, as far as this reading tells',
    todo: guess === null ? 'See: cmproxy account list' : `Did you mean ${guess}?`,
  });
}

function print(context: Context, records: Records): void {
  if (context.format !== 'table') writeRecords(context, records);
  else if (records.rows.length > 0)
    context.data(
      renderTable({
        columns: records.columns.map((title, index) => ({title, shrink: index === 0 ? 1 : 0, minWidth: 8})),
        rows: records.rows,
        width: context.width,
      }),
    );
}
