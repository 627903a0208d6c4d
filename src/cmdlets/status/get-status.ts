// `cmproxy status`: every site system with its proxy, who uses it, and what is wrong.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {statusFindings} from '../../plan/findings/status-findings.ts';
import {formatProblem} from '../../terminal/error-text.ts';
import {isSet, textOf, type Cmdlet, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {runNotice} from '../run-notice.ts';
import {acceptedHere} from './accepted.ts';
import {statusExamples, statusParameters} from './status-parameters.ts';
import {readingOrder, showSystems} from '../views/show-status.ts';
import {siteSystemStatuses, type SiteSystemStatus} from '../views/status-json.ts';

export const getStatus: Cmdlet = {
  name: 'Get-CMProxyStatus',
  command: ['status'],
  synopsis: 'Shows the site systems with their proxies, who uses them, and what is wrong.',
  description:
    'States: ok, information, warning, fault, unknown. What could not be read is unknown, never absent. "In use" is not checked by this command.',
  examples: statusExamples,
  parameters: statusParameters,
  run: showStatus,
};

/** Without one of these nothing has to be loaded that arranges. */
const arranging = ['Faults', 'Account', 'Filter', 'Sort', 'Descending', 'NeedsInternet', 'Columns', 'Out'];
/** Who looks for a server finds it, whether it uses the internet or not. */
const looking = ['All', 'Faults', 'Account', 'Filter', 'NeedsInternet'];

async function showStatus(values: Values, context: Context): Promise<ExitCode> {
  const look = {hides: !looking.some(name => values.has(name)), wide: isSet(values, 'Wide')};
  if (isSet(values, 'Watch')) return (await import('./watch-status.ts')).watchStatus(values, context, look);
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  const {acceptance, problem} = await acceptedHere(context, open.hierarchyId);
  if (problem !== null) context.message(formatProblem(problem));
  const all = siteSystemStatuses(open.reading.hierarchy, statusFindings(open.reading.hierarchy), acceptance);
  await runNotice(context, open.hierarchyId);
  const against = textOf(values, 'Against');
  if (against !== undefined) return (await import('./status-against.ts')).compareStatus(context, open, all, against);
  let shown = all;
  if (arranging.some(name => values.has(name))) {
    const {showArranged} = await import('./arrange-status.ts');
    const arranged = showArranged(values, context, open, {all, look});
    if (arranged.kind === 'refused') return arranged.exitCode;
    shown = arranged.value;
  } else showSystems(context, open, {all, shown: readingOrder(context, all)}, look);
  return isSet(values, 'ExitCode') ? exitCodeOf(open, shown) : exitCodes.done;
}

function exitCodeOf(open: OpenSite, systems: readonly SiteSystemStatus[]): ExitCode {
  if (systems.some(system => system.state === 'unknown') || open.reading.hierarchy.sites.some(site => !site.readable))
    return exitCodes.unknown;
  return systems.some(system => system.state === 'fault') ? exitCodes.differs : exitCodes.done;
}
