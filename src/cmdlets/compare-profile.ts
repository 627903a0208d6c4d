// `profile compare`: servers against a profile, without a plan: what differs is told even where it could not be written.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {FieldKey} from '../model/finding.ts';
import {meansSystem, settingKeys, type DesiredChange} from '../model/desired-change.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {sameAccountName, sameProxyName} from '../model/validate-proxy.ts';
import {chooseServers} from '../plan/choose-servers.ts';
import {findingUnreadable} from '../plan/findings/make-finding.ts';
import {renderTable} from '../terminal/render-table.ts';
import {readProposal} from './change-parameters.ts';
import {textOf, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {needProfile} from './need-profile.ts';
import {openAndRead} from './open-site.ts';
import {refused} from './refuse.ts';
import {showFindings} from './show-findings.ts';
import {writeRecords} from './write-records.ts';

interface Difference {
  readonly siteCode: string;
  readonly server: string;
  readonly field: FieldKey;
  readonly now: string;
  readonly profile: string;
}

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
  const unreadable = chosen.systems.filter(system => !system.readable || system.proxy === null);
  const compared = chosen.systems.filter(system => !unreadable.includes(system));
  const differences = compared.flatMap(system => differencesOf(system, found.value.settings));
  print(context, {profile: found.value.name, compared, unreadable, differences});
  showFindings(context, [...chosen.notFound, ...unreadable.map(findingUnreadable)]);
  for (const {siteCode, why} of chosen.unreadableSites)
    context.message(`unknown CMP008 ${siteCode}: the site could not be read: ${why ?? 'not told'}`);
  if (chosen.notFound.length > 0) return exitCodes.failed;
  if (unreadable.length > 0 || chosen.unreadableSites.length > 0) return exitCodes.unknown;
  return differences.length > 0 ? exitCodes.differs : exitCodes.done;
}

/** A server without the role has no switches to differ. With the proxy off on both sides nothing that is stored behind it counts. */
function differencesOf(system: SiteSystem, settings: DesiredChange): readonly Difference[] {
  const {siteCode, server, proxy, softwareUpdatePoint: updates} = system;
  return settingKeys.flatMap(field => {
    const wanted = settings[field];
    if (wanted === undefined || proxy === null) return [];
    const now = valueNow(field, proxy, updates);
    if (now === null || isSame(field, now, wanted)) return [];
    return [{siteCode, server, field, now, profile: String(wanted)}];
  });
}

/** null where there is nothing of the kind. */
function valueNow(
  field: FieldKey,
  {enabled, serverName, port, account}: NonNullable<SiteSystem['proxy']>,
  updates: SiteSystem['softwareUpdatePoint'],
): string | null {
  switch (field) {
    case 'proxy.enabled':
      return String(enabled);
    case 'proxy.serverName':
      return enabled ? (serverName ?? '-') : 'off';
    case 'proxy.port':
      return enabled ? String(port ?? '-') : 'off';
    case 'proxy.account':
      if (!enabled) return 'off';
      return account.kind === 'account' ? account.userName : account.kind === 'system' ? 'system' : '-';
    case 'softwareUpdatePoint.useProxy':
      return updates === null ? null : String(updates.useProxy);
    case 'softwareUpdatePoint.useProxyForAutoDeploymentRule':
      return updates === null ? null : String(updates.useProxyForAutoDeploymentRule);
  }
}

function isSame(field: FieldKey, now: string, wanted: string | boolean): boolean {
  const text = String(wanted);
  if (field === 'proxy.serverName') return sameProxyName(now, text);
  if (field === 'proxy.account') return meansSystem(text) ? now === 'system' : sameAccountName(now, text);
  return field === 'proxy.port' ? now === String(Number(text)) : now === text;
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
      `${JSON.stringify({schemaVersion: 1, profile, servers: compared.map(named), differences, unknown: unreadable.map(named)})}\n`,
    );
    return;
  }
  const columns = ['SiteCode', 'Server', 'Field', 'Now', 'Profile'];
  const rows = differences.map(item => [item.siteCode, item.server, item.field, item.now, item.profile]);
  if (context.format !== 'table') writeRecords(context, {columns, rows});
  else if (rows.length > 0)
    context.data(
      renderTable({
        columns: columns.map((title, index) => ({title, shrink: index, minWidth: 5})),
        rows,
        width: context.width,
      }),
    );
  if (rows.length === 0) context.message('Nothing differs.');
}
