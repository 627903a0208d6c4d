// `cmproxy status`: every site system with its proxy, who uses it, and what is wrong.
import {inheritProxies} from '../inheritance/inherit.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {State} from '../model/finding.ts';
import {sameAccountName} from '../model/validate-proxy.ts';
import {statusFindings} from '../plan/findings/status-findings.ts';
import {formatProblem} from '../terminal/error-text.ts';
import {isSet, textOf, type Cmdlet, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {openAndRead} from './open-site.ts';
import type {OpenSite} from './opened.ts';
import {acceptedHere} from './status/accepted.ts';
import {runNotice} from './run-notice.ts';
import {siteSystemStatuses, statusDocument, type SiteSystemStatus} from './views/status-json.ts';
import {statusRecords, statusTable} from './views/status-table.ts';
import {writeRecords} from './write-records.ts';

const order: Readonly<Record<State, number>> = {fault: 0, unknown: 1, warning: 2, information: 3, ok: 4};

export const getStatus: Cmdlet = {
  name: 'Get-CMProxyStatus',
  command: ['status'],
  synopsis: 'Shows the site systems with their proxies, who uses them, and what is wrong.',
  description:
    'States: ok, information, warning, fault, unknown. What could not be read is unknown, never absent. "In use" is not checked by this command.',
  examples: [
    {command: 'cmproxy status', about: 'the site systems, faults first'},
    {command: 'cmproxy status --output json', about: 'the same for scripts'},
    {
      command: 'cmproxy status --against before.json',
      about: 'what changed since a saved status or an export; 2 where something did',
    },
    {
      command: "cmproxy status --filter 'site=PS1 state=warning' --sort proxy --output csv --out status.csv",
      about: 'some of them, in another order, into a file',
    },
    {command: 'cmproxy status --watch --output json', about: 'what changes, as JSON lines, until Ctrl+C'},
    {
      command: "cmproxy status --account 'CONTOSO\\svc-proxy'",
      about: 'the servers that use or still store this account',
    },
  ],
  parameters: [
    {
      name: 'Against',
      type: 'String',
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'A hierarchy file or a saved `status --output json`: show what changed since.',
    },
    {
      name: 'ExitCode',
      type: 'SwitchParameter',
      help: 'End with 3 where something could not be read, 2 where a state is fault.',
    },
    {name: 'Faults', type: 'SwitchParameter', help: 'Only servers with a fault, a warning, or in an unknown state.'},
    {
      name: 'Account',
      type: 'String',
      valueName: 'DOMAIN\\user',
      validateNotNullOrEmpty: true,
      help: 'Only servers that use this account, or still store it.',
    },
    {
      name: 'Filter',
      type: 'String',
      valueName: 'TEXT',
      validateNotNullOrEmpty: true,
      help: 'Only servers that fit: words that must all be there; !TEXT the others; -f TEXT letters in order; site=, server=, proxy=, as=, account=, usedBy=, state=, code= compare a column.',
    },
    {
      name: 'Sort',
      type: 'String',
      valueName: 'COLUMN',
      validateSet: ['state', 'site', 'server', 'proxy', 'as', 'usedBy'],
      help: 'The order.',
    },
    {name: 'Descending', type: 'SwitchParameter', help: 'The other way round.'},
    {
      name: 'NeedsInternet',
      type: 'SwitchParameter',
      help: 'Only servers that use, could use or have a proxy, or with something wrong.',
    },
    {
      name: 'Out',
      type: 'String',
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'Save it; an existing file is refused unless --force.',
    },
    {name: 'Force', type: 'SwitchParameter', short: 'f', help: 'Overwrite the file of --out.'},
    {
      name: 'Watch',
      type: 'SwitchParameter',
      help: 'Read again and again: on a terminal the table anew when it changed, in a pipe only what changed.',
    },
    {
      name: 'Interval',
      type: 'String',
      valueName: 'DURATION',
      help: 'Between readings of --watch; 5s unless said, 2s at least.',
    },
  ],
  run: showStatus,
};

const arranging = ['Filter', 'Sort', 'Descending', 'NeedsInternet', 'Out'];

async function showStatus(values: Values, context: Context): Promise<ExitCode> {
  if (isSet(values, 'Watch')) return watch(values, context);
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  const {acceptance, problem} = await acceptedHere(context, open.hierarchyId);
  if (problem !== null) context.message(formatProblem(problem));
  const all = siteSystemStatuses(open.reading.hierarchy, statusFindings(open.reading.hierarchy), acceptance);
  await runNotice(context, open.hierarchyId);
  const against = textOf(values, 'Against');
  if (against !== undefined) return (await import('./status-against.ts')).compareStatus(context, open, all, against);
  const shown = choose(all, values, open);
  if (arranging.some(name => values.has(name))) {
    const failed = await showArranged(values, context, open, {all, shown});
    if (failed !== null) return failed;
  } else show(context, open, {all, shown, isSorted: false});
  return isSet(values, 'ExitCode') ? exitCodeOf(open, shown) : exitCodes.done;
}

/** The same rows again and again, by the same options. */
async function watch(values: Values, context: Context): Promise<ExitCode> {
  const {watchStatus} = await import('./status/watch-status.ts');
  const {arrangeStatus} = await import('./status/arrange-status.ts');
  return watchStatus(values, context, (open, systems) => {
    const shown = choose(systems, values, open);
    const inheritance = inheritProxies(open.reading.hierarchy);
    const arranged = arrangeStatus(open, shown, inheritance, values);
    return arranged.isSorted ? arranged.systems : worstFirst(arranged.systems);
  });
}

function worstFirst(systems: readonly SiteSystemStatus[]): readonly SiteSystemStatus[] {
  return systems.toSorted((a, b) => order[a.state] - order[b.state]);
}

function choose(all: readonly SiteSystemStatus[], values: Values, open: OpenSite): readonly SiteSystemStatus[] {
  const account = textOf(values, 'Account');
  let shown = all;
  if (isSet(values, 'Faults')) shown = shown.filter(system => ['fault', 'warning', 'unknown'].includes(system.state));
  if (account !== undefined) {
    const stored = new Map(
      open.reading.hierarchy.siteSystems.map(system => [`${system.siteCode}/${system.server}`, system.storedUserName]),
    );
    shown = shown.filter(system => {
      const used = system.proxy?.account;
      const left = stored.get(`${system.siteCode ?? ''}/${system.server}`) ?? null;
      return (
        (used?.kind === 'account' && sameAccountName(used.userName, account)) ||
        (left !== null && sameAccountName(left, account))
      );
    });
  }
  return shown;
}

interface Systems {
  readonly all: readonly SiteSystemStatus[];
  readonly shown: readonly SiteSystemStatus[];
}

/** The exit code where it could not be saved; null otherwise. */
async function showArranged(
  values: Values,
  context: Context,
  open: OpenSite,
  {all, shown}: Systems,
): Promise<ExitCode | null> {
  const {arrangeStatus, statusToFile} = await import('./status/arrange-status.ts');
  const {systems, isSorted} = arrangeStatus(open, shown, inheritProxies(open.reading.hierarchy), values);
  const out = textOf(values, 'Out');
  if (out === undefined) {
    show(context, open, {all, shown: systems, isSorted});
    return null;
  }
  const file = statusToFile(context, out, isSet(values, 'Force'));
  if (file.kind === 'refused') return file.exitCode;
  show(file.value.context, open, {all, shown: systems, isSorted});
  const saved = file.value.save();
  return saved.kind === 'refused' ? saved.exitCode : null;
}

function show(context: Context, open: OpenSite, {all, shown, isSorted}: Systems & {readonly isSorted: boolean}): void {
  if (context.format === 'json') {
    context.data(`${JSON.stringify(statusDocument(open, shown))}\n`);
    return;
  }
  const users = inheritProxies(open.reading.hierarchy);
  const sorted = isSorted ? shown : worstFirst(shown);
  if (context.format === 'table') context.data(statusTable(context, open, all, sorted, users));
  else writeRecords(context, statusRecords(sorted, users, open.reading.hierarchy.sites));
}

function exitCodeOf(open: OpenSite, systems: readonly SiteSystemStatus[]): ExitCode {
  if (systems.some(system => system.state === 'unknown') || open.reading.hierarchy.sites.some(site => !site.readable))
    return exitCodes.unknown;
  return systems.some(system => system.state === 'fault') ? exitCodes.differs : exitCodes.done;
}
