// Carries out adding, renewing and removing accounts at sites: one password, one result per site.
import {hostname} from 'node:os';
import {runAccounts, type AccountStep} from '../../apply/run-accounts.ts';
import {lockPathFor} from '../../apply/run-lock.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Hierarchy, Site} from '../../model/hierarchy.ts';
import {validateAccountName} from '../../model/validate-proxy.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {accountSite} from '../../plan/findings/finding-context.ts';
import {findAccount, keepingSites} from './account-uses.ts';
import {askPassword} from './ask-password.ts';
import {isSet, listOf, textOf, type Values} from '../cmdlet.ts';
import {consent} from '../consent.ts';
import type {Context} from '../context.ts';
import {needAccount} from './list-accounts.ts';
import {openAndRead} from '../open-site.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse, refused} from '../refuse.ts';
import {reportAccounts, sameText, warnOfLockOut, type AccountWork} from './report-accounts.ts';
import {readRunOptions} from '../change/run-options.ts';
import {sayWhatIf} from '../what-if.ts';
import {shouldProcess} from '../should-process.ts';
import {userName as callerName} from '../who.ts';

export async function addAccount(values: Values, context: Context): Promise<ExitCode> {
  const opened = await start(values, context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {hierarchy} = opened.value.reading;
  const sites = chosenSites(context, hierarchy, values);
  if (sites.kind === 'refused') return sites.exitCode;
  const userName = textOf(values, 'UserName') ?? '';
  const isThere = (site: Site): boolean => findAccount(hierarchy, userName)?.siteCodes.includes(site.siteCode) ?? false;
  return carryOut(values, context, opened.value, {
    command: 'Add-CMProxyAccount',
    action: 'add',
    userName,
    sites: sites.value.filter(site => !isThere(site)),
    same: sites.value.filter(isThere),
  });
}

export async function setAccountPassword(values: Values, context: Context): Promise<ExitCode> {
  const opened = await start(values, context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {hierarchy} = opened.value.reading;
  const found = needAccount(context, hierarchy, textOf(values, 'UserName') ?? '');
  if (found.kind === 'refused') return found.exitCode;
  const {userName, siteCodes} = found.value;
  const named = listOf(values, 'Site').map(code => code.toUpperCase());
  const elsewhere = named.find(code => !siteCodes.includes(code));
  if (elsewhere !== undefined || siteCodes.length === 0)
    return refused(context, exitCodes.failed, {
      what: `${userName} has no password to set${elsewhere === undefined ? '' : ` at ${elsewhere}`}`,
      why: siteCodes.length === 0 ? 'no site stores it' : `it is stored at ${siteCodes.join(', ')}`,
      todo: `Add it first: cmproxy account add '${userName}' --site CODE`,
    });
  const sites = hierarchy.sites.filter(
    ({siteCode}) => siteCodes.includes(siteCode) && (named.length === 0 || named.includes(siteCode)),
  );
  const left = siteCodes.filter(code => !sites.some(({siteCode}) => siteCode === code));
  if (left.length > 0) warnOfLockOut(context, hierarchy, userName, left);
  return carryOut(values, context, opened.value, {
    command: 'Set-CMProxyAccountPassword',
    action: 'setPassword',
    userName,
    sites,
    same: [],
  });
}

export async function removeAccount(values: Values, context: Context): Promise<ExitCode> {
  const opened = await start(values, context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {hierarchy} = opened.value.reading;
  const found = needAccount(context, hierarchy, textOf(values, 'UserName') ?? '');
  if (found.kind === 'refused') return found.exitCode;
  const {userName, siteCodes, uses} = found.value;
  const chosen = chosenSites(context, hierarchy, values);
  if (chosen.kind === 'refused') return chosen.exitCode;
  const sites = chosen.value.filter(({siteCode}) => siteCodes.includes(siteCode));
  const users = uses.filter(
    ({use, accountSite: keeper}) => use === 'proxy' && sites.some(({siteCode}) => siteCode === keeper),
  );
  if (users.length > 0)
    return refused(context, exitCodes.failed, {
      what: `${userName} was not removed`,
      why: `it is the proxy account of ${users.map(({siteCode, server}) => `${siteCode}/${server}`).join(', ')}`,
      todo: `Move them first: cmproxy account switch '${userName}' system`,
    });
  const unread = unreadUsers(hierarchy, sites);
  if (unread.length > 0)
    return refused(context, exitCodes.unknown, {
      what: `${userName} was not removed`,
      why: `CMP008 what could not be read may use it: ${unread.join(', ')}`,
      todo: 'Read them first, or choose other sites with --site.',
    });
  return carryOut(values, context, opened.value, {
    command: 'Remove-CMProxyAccount',
    action: 'remove',
    userName,
    sites,
    same: chosen.value.filter(site => !sites.includes(site)),
  });
}

/** Servers, and whole sites, that could not be read and whose accounts one of these sites keeps. */
function unreadUsers(hierarchy: Hierarchy, sites: readonly Site[]): readonly string[] {
  const bySite = new Map(hierarchy.sites.map(site => [site.siteCode, site]));
  const isKept = (siteCode: string): boolean =>
    siteCode === '' || sites.some(site => site.siteCode === accountSite(bySite, siteCode));
  return [
    ...hierarchy.sites
      .filter(({readable, siteCode}) => !readable && isKept(siteCode))
      .map(({siteCode}) => `site ${siteCode}`),
    ...hierarchy.siteSystems
      .filter(({readable, siteCode}) => !readable && isKept(siteCode))
      .map(({siteCode, server}) => `${siteCode}/${server}`),
  ];
}

async function start(values: Values, context: Context): Promise<Opened<OpenSite>> {
  const name = textOf(values, 'UserName') ?? '';
  const valid = validateAccountName(name);
  if (valid.kind !== 'ok')
    return refuse(context, exitCodes.usage, {
      what: `"${name}" is not an account`,
      why: `${valid.code} ${valid.text}`,
      todo: valid.do,
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused' || opened.value.reading.hierarchy.accounts !== null) return opened;
  return refuse(context, exitCodes.unknown, {
    what: 'The accounts are unknown',
    why: 'this reading tells nothing about accounts',
    todo: 'Read the site with an account that may see them.',
  });
}

/** `--site` and `--all-sites`; with one site alone neither is needed. Secondary sites are told whose accounts are theirs. */
function chosenSites(context: Context, hierarchy: Hierarchy, values: Values): Opened<readonly Site[]> {
  const keeping = keepingSites(hierarchy);
  const codes = [...new Set(listOf(values, 'Site').map(code => code.toUpperCase()))];
  if (codes.length === 0 && (isSet(values, 'AllSites') || keeping.length === 1)) return {kind: 'open', value: keeping};
  if (codes.length === 0)
    return refuse(context, exitCodes.usage, {
      what: 'No site was chosen',
      why: 'an account exists per site',
      todo: `Give --site CODE (${keeping.map(({siteCode}) => siteCode).join(', ')}), or --all-sites.`,
    });
  const bad = codes.find(code => !keeping.some(({siteCode}) => siteCode === code));
  if (bad === undefined) return {kind: 'open', value: keeping.filter(({siteCode}) => codes.includes(siteCode))};
  const secondary = hierarchy.sites.find(({siteCode}) => siteCode === bad);
  return refuse(context, exitCodes.usage, {
    what: `"${bad}" cannot be chosen`,
    why:
      secondary === undefined
        ? 'there is no such site'
        : `it is a secondary site, whose accounts ${secondary.parentSiteCode ?? 'its parent'} keeps`,
    todo: `The sites are ${keeping.map(({siteCode}) => siteCode).join(', ')}.`,
  });
}

async function carryOut(values: Values, context: Context, open: OpenSite, work: AccountWork): Promise<ExitCode> {
  const {command, action, userName, sites, same} = work;
  const target = ({siteCode}: Site): string => `${userName} at site ${siteCode}`;
  if (context.whatIf) {
    sayWhatIf(context, command, sites.map(target));
    for (const site of same) context.message(makeSafe(`${site.siteCode}: ${sameText(action)}`));
    return exitCodes.done;
  }
  if (sites.length === 0) return reportAccounts(context, open, work, []);
  if (!open.mayWrite)
    return refused(context, exitCodes.failed, {
      what: 'Nothing was written',
      why: open.whyNot ?? 'this hierarchy is read-only',
      todo: 'See what it would do with -WhatIf.',
    });
  const options = readRunOptions(values, context);
  if (options.kind === 'refused') return options.exitCode;
  const agreed = await agree(context, work, target);
  if (agreed.kind === 'refused') return agreed.exitCode;
  const password = action === 'remove' ? null : await askPassword(context, userName, isSet(values, 'PasswordStdin'));
  if (password !== null && password.kind === 'refused') return password.exitCode;
  const steps = agreed.value.map(({siteCode, serverName}): AccountStep => ({
    siteCode,
    userName,
    action,
    server: serverName || siteCode,
  }));
  const ran = await runAccounts(steps, {
    site: open.site,
    hierarchyId: open.hierarchyId,
    journalFolder: options.value.journalFolder,
    lockPath: lockPathFor(options.value.lockFolder, open.hierarchyId),
    clock: context.clock,
    who: callerName(),
    host: hostname(),
    toolVersion: context.version,
    siteAccount: open.reading.readAs,
    ticket: textOf(values, 'Ticket') ?? null,
    timeoutMs: options.value.timeoutMs,
    password: password?.value ?? null,
  });
  if (ran.kind === 'refused') return refused(context, ran.exitCode, ran);
  for (const notice of ran.notices) context.message(makeSafe(notice));
  return reportAccounts(context, open, work, ran.results, ran.run);
}

async function agree(
  context: Context,
  work: AccountWork,
  target: (site: Site) => string,
): Promise<Opened<readonly Site[]>> {
  const {command, action, sites, userName} = work;
  if (action === 'remove' && !context.confirm) {
    const agreed = await consent(context, {
      danger: 'high',
      siteCode: null,
      question: `Remove ${userName} at ${sites.map(({siteCode}) => siteCode).join(', ')}? It cannot be undone.`,
    });
    return agreed.kind === 'refused' ? agreed : {kind: 'open', value: sites};
  }
  const {ask} = shouldProcess(context, command);
  const agreed: Site[] = [];
  for (const site of sites) {
    const answer = await ask(target(site));
    if (answer.kind === 'refused') return answer;
    if (answer.value) agreed.push(site);
  }
  if (agreed.length > 0) return {kind: 'open', value: agreed};
  return refuse(context, exitCodes.cancelled, {
    what: 'Cancelled',
    why: 'it was not confirmed',
    todo: 'Nothing was written.',
  });
}
