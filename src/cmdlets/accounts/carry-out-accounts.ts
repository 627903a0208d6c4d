// Asks, takes one password, and has accounts of sites changed: one after another, stopped by Ctrl+C between two.
import {hostname} from 'node:os';
import {runAccounts, type AccountStep} from '../../apply/run-accounts.ts';
import {lockPathFor} from '../../apply/run-lock.ts';
import {createStopControl, stopOnSignals} from '../../apply/stop.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Site} from '../../model/hierarchy.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {readRunOptions} from '../change/run-options.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import {consent} from '../consent.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse, refused} from '../refuse.ts';
import {shouldProcess} from '../should-process.ts';
import {sayWhatIf} from '../what-if.ts';
import {userName as callerName} from '../who.ts';
import {askPassword} from './ask-password.ts';
import {reportAccounts, sameText, type AccountWork} from './report-accounts.ts';

export async function carryOut(values: Values, context: Context, open: OpenSite, work: AccountWork): Promise<ExitCode> {
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
  const stop = createStopControl();
  const endOfSignals = stopOnSignals(stop);
  stop.onChange(() =>
    context.message(
      stop.requested === 'stopNow'
        ? 'Stopping now; the site in hand may or may not be written.'
        : 'Stopping after the site in hand; Ctrl+C again stops at once.',
    ),
  );
  const ran = await runAccounts(steps, {
    stop,
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
  endOfSignals();
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
