// What becomes of accounts at sites: one result per site, and a warning while a site holds an old password.
import {exitCodeOfAccounts, type AccountAction, type AccountResult} from '../../apply/run-accounts.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Hierarchy, Site} from '../../model/hierarchy.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {quoteForShell} from '../../wizard/command-line.ts';
import {findAccount} from './account-uses.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {writeRecords} from '../write-records.ts';

/** What is to be done, at which sites; and what needs not be. */
export interface AccountWork {
  readonly command: string;
  readonly action: AccountAction;
  readonly userName: string;
  readonly sites: readonly Site[];
  /** Sites where it is so already. */
  readonly same: readonly Site[];
  /** Sites that could not be read, so that nobody knows whether they are concerned. */
  readonly unread?: readonly Site[];
}

export function sameText(action: AccountAction): string {
  return action === 'remove' ? 'is not stored there' : 'is already stored there';
}

const doneTexts: Readonly<Record<AccountAction, string>> = {
  add: 'added',
  setPassword: 'new password accepted',
  remove: 'removed',
};

export function reportAccounts(
  context: Context,
  open: OpenSite,
  {action, userName, sites, same, unread = []}: AccountWork,
  results: readonly AccountResult[],
  run: string | null = null,
): ExitCode {
  const ofResults = exitCodeOfAccounts(results);
  const code = ofResults === exitCodes.done && unread.length > 0 ? exitCodes.unknown : ofResults;
  const all = [
    ...results,
    ...same.map(({siteCode}) => ({siteCode, userName, result: 'same' as const, why: sameText(action)})),
    ...unread.map(({siteCode}) => ({
      siteCode,
      userName,
      result: 'unknown' as const,
      why: 'the site could not be read',
    })),
  ];
  if (context.format === 'json') {
    context.data(
      `${JSON.stringify({schemaVersion: 1, connection: open.site.name, hierarchyId: open.hierarchyId, run, exitCode: code, results: all})}\n`,
    );
  } else if (context.format === 'table') {
    for (const {siteCode, result, why} of all) {
      const text =
        result === 'done'
          ? doneTexts[action]
          : result === 'same'
            ? sameText(action)
            : `${result}: ${why ?? 'not told'}`;
      context.data(`${makeSafe(`${siteCode}  ${userName}  ${text}`)}\n`);
    }
  } else
    writeRecords(context, {
      columns: ['SiteCode', 'UserName', 'Result', 'Why'],
      rows: all.map(({siteCode, result, why}) => [siteCode, userName, result, why ?? '']),
    });
  const {hierarchy} = open.reading;
  const renewed = new Set(results.filter(({result}) => result === 'done').map(({siteCode}) => siteCode));
  const left = sites.map(({siteCode}) => siteCode).filter(siteCode => !renewed.has(siteCode));
  const isCertain = results.every(({result}) => result !== 'uncertain');
  if (action === 'setPassword' && left.length > 0) warnOfLockOut(context, hierarchy, userName, left, isCertain);
  if (action === 'setPassword' && renewed.size > 0 && !context.quiet)
    context.message(
      'What a site stores cannot be read back: watch the next synchronization, or its logs, for error 407 or a failed logon.',
    );
  return code;
}

/** While a site tries the old password again and again, Active Directory may lock the account for all. */
export function warnOfLockOut(
  context: Context,
  hierarchy: Hierarchy,
  userName: string,
  sites: readonly string[],
  isCertain = true,
): void {
  const uses = findAccount(hierarchy, userName)?.uses ?? [];
  const users = uses.filter(({use, accountSite}) => use === 'proxy' && sites.includes(accountSite));
  const servers = users.map(({siteCode, server}) => `${siteCode}/${server}`).join(', ');
  const verb = !isCertain ? 'may still hold' : sites.length === 1 ? 'still holds' : 'still hold';
  const holds = `${sites.join(', ')} ${verb} the old password of ${userName}`;
  const used = servers === '' ? '' : `, used there by ${servers}`;
  const again = `cmproxy account set-password ${quoteForShell(userName)} ${sites.map(code => `--site ${code}`).join(' ')}`;
  for (const line of [
    `warning: ${holds}${used}: tried again and again, it can lock the account out in Active Directory for every site`,
    `  do: ${again}`,
    ...(servers === '' ? [] : ["  Until then turn those servers to System, or extend the old password's life."]),
  ])
    context.message(makeSafe(line, {maxLength: 2000}));
}
