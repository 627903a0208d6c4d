// `profile compare`: servers against a profile, without a plan: what differs is told even where it could not be written.
import type {DesiredChange} from '../../model/desired-change.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {chooseServers} from '../../plan/choose-servers.ts';
import {findingUnreadable} from '../../plan/findings/make-finding.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {readProposal} from '../change/change-parameters.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {needProfile} from './need-profile.ts';
import {openAndRead} from '../open-site.ts';
import {refused} from '../refuse.ts';
import {differencesOf, type Difference} from '../change/settings-differences.ts';
import {showFindings} from '../change/show-findings.ts';
import {countText} from '../views/summary.ts';
import {writeRecords} from '../write-records.ts';

export async function compareProfile(values: Values, context: Context): Promise<ExitCode> {
  const found = needProfile(context, textOf(values, 'Name') ?? '');
  if (found.kind === 'refused') return found.exitCode;
  const proposal = await readProposal(values, context);
  if (proposal.kind === 'refused') return proposal.exitCode;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {names, conditions} = proposal.value;
  const chosen = chooseServers(opened.value.reading.hierarchy, names, conditions);
  if (chosen.kind === 'refused') return refused(context, exitCodes.usage, chosen);
  const unreadable = chosen.systems.filter(system => isUnknown(system, found.value.settings));
  const compared = chosen.systems.filter(system => !unreadable.includes(system));
  const differences = compared.flatMap(system => differencesOf(system, found.value.settings));
  print(context, {profile: found.value.name, compared, unreadable, differences});
  showFindings(context, [...chosen.notFound, ...unreadable.map(findingUnreadable)]);
  for (const {siteCode, why} of chosen.unreadableSites)
    context.message(makeSafe(`unknown CMP008 ${siteCode}: the site could not be read: ${why ?? 'not told'}`));
  if (chosen.notFound.length > 0) return exitCodes.failed;
  if (unreadable.length > 0 || chosen.unreadableSites.length > 0) return exitCodes.unknown;
  return differences.length > 0 ? exitCodes.differs : exitCodes.done;
}

/** What could not be read is neither the same nor different. */
function isUnknown({readable, proxy}: SiteSystem, settings: DesiredChange): boolean {
  if (!readable || proxy === null) return true;
  return proxy.enabled && proxy.account.kind === 'unknown' && settings['proxy.account'] !== undefined;
}

function print(
  context: Context,
  result: {
    readonly profile: string;
    readonly compared: readonly SiteSystem[];
    readonly unreadable: readonly SiteSystem[];
    readonly differences: readonly Difference[];
  },
): void {
  const {profile, compared, unreadable, differences} = result;
  const named = ({siteCode, server}: SiteSystem): object => ({siteCode, server});
  if (context.format === 'json') {
    context.data(
      `${JSON.stringify({schemaVersion: 1, profile, servers: compared.map(named), differences: differences.map(({wanted, ...item}) => ({...item, profile: wanted})), unknown: unreadable.map(named)})}\n`,
    );
    return;
  }
  const columns = ['SiteCode', 'Server', 'Field', 'Now', 'Profile'];
  const rows = differences.map(item => [item.siteCode, item.server, item.field, item.now, item.wanted]);
  if (context.format !== 'table') writeRecords(context, {columns, rows});
  else if (rows.length > 0)
    context.data(
      renderTable({
        columns: columns.map((title, index) => ({title, shrink: index, minWidth: 5})),
        rows,
        width: context.width,
      }),
    );
  if (rows.length > 0) return;
  const count = countText(compared.length, 'server');
  context.message(compared.length === 0 ? 'No server could be compared.' : `Nothing differs on ${count}.`);
}
