// Status for people (a table, faults first, then what to do) and as records for pipes.
import type {InheritanceRow} from '../../inheritance/row.ts';
import type {Site} from '../../model/hierarchy.ts';
import {sameServer, shortName} from '../../model/server-name.ts';
import {paint} from '../../terminal/colour.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import type {Records} from '../write-records.ts';
import {addressText, fullName, identityText, proxyText} from './proxy-text.ts';
import type {SiteSystemStatus} from './status-json.ts';
import {connectionLine, countText} from './summary.ts';
import {usersByServer, usersOf, usersText} from './used-by.ts';

export function statusTable(
  context: Context,
  open: OpenSite,
  all: readonly SiteSystemStatus[],
  shown: readonly SiteSystemStatus[],
  inheritance: readonly InheritanceRow[],
): string {
  const users = usersByServer(inheritance);
  const colours = paint(context.colour);
  const table = renderTable({
    columns: [
      {title: 'SITE'},
      {title: 'SERVER', minWidth: 6, shrink: 1},
      {title: 'PROXY', minWidth: 8, shrink: 3},
      {title: 'AS', minWidth: 6, shrink: 2},
      {title: 'USED BY', minWidth: 7, shrink: 4},
      {title: 'STATE'},
    ],
    rows: shown.map(system => [
      system.siteCode ?? '?',
      ambiguousShortName(system, all) ? system.server : shortName(system.server),
      proxyText(system.proxy),
      identityText(system.proxy),
      usersText(usersOf(users, system.siteCode ?? '', system.server)),
      stateWord(system.state),
    ]),
    width: context.width,
  });
  const unreadableSites = open.reading.hierarchy.sites.filter(site => !site.readable);
  const lines = [
    colours.heading(connectionLine(open, context.clock())),
    totals(all, unreadableSites.length),
    ...(shown.length < all.length ? [`${countText(shown.length, 'server')} shown of ${all.length}`] : []),
    ...(open.reading.hierarchy.scopeLimited
      ? ['This account may not see every server: what is not listed may still be there.']
      : []),
    '',
    table.trimEnd(),
    ...unreadableSites.map(site => makeSafe(`Site ${site.siteCode}: could not be read: ${site.why ?? 'not told'}`)),
    ...findingLines(shown, context),
  ];
  return `${lines.join('\n')}\n`;
}

function ambiguousShortName(system: SiteSystemStatus, all: readonly SiteSystemStatus[]): boolean {
  return (
    all.length < 500 &&
    all.some(
      other =>
        other !== system &&
        !sameServer(other.server, system.server) &&
        shortName(other.server) === shortName(system.server),
    )
  );
}

function stateWord(state: SiteSystemStatus['state']): string {
  return state === 'fault' || state === 'unknown' ? state.toUpperCase() : state;
}

function totals(systems: readonly SiteSystemStatus[], sitesUnknown: number): string {
  const count = (state: SiteSystemStatus['state']): number => systems.filter(system => system.state === state).length;
  const on = systems.filter(system => system.proxy?.enabled === true).length;
  const parts = [
    countText(systems.length, 'server'),
    countText(count('fault'), 'fault'),
    countText(count('warning'), 'warning'),
    `${count('unknown')} unknown`,
    ...(sitesUnknown > 0 ? [`${countText(sitesUnknown, 'site')} could not be read`] : []),
    `proxy on at ${on}`,
  ];
  return parts.join('   ');
}

const mostFindings = 20;

/** Faults, unknowns and warnings with what to do; one cause once, with a count. */
function findingLines(systems: readonly SiteSystemStatus[], context: Context): readonly string[] {
  const colours = paint(context.colour);
  const entries = systems.flatMap(system =>
    system.findings
      .filter(finding => finding.severity !== 'information' && finding.accepted === undefined)
      .map(finding => ({system, finding})),
  );
  if (entries.length === 0) return [];
  const shown = entries.slice(0, mostFindings);
  const lines = shown.flatMap(({system, finding}) => [
    ...wrapText(`${fullName(system)}  ${finding.code} ${finding.severity}: ${finding.text}`, context.width),
    ...wrapText(`  do: ${finding.do}`, context.width).map(colours.dim),
  ]);
  const left = entries.length - shown.length;
  return ['', ...lines, ...(left > 0 ? [`and ${countText(left, 'more finding')}: cmproxy status --output json`] : [])];
}

/** The columns of plain and CSV output; added to at the end, never reordered. */
export function statusRecords(
  systems: readonly SiteSystemStatus[],
  inheritance: readonly InheritanceRow[],
  sites: readonly Site[],
): Records {
  const users = usersByServer(inheritance);
  const siteNames = new Map(sites.map(site => [site.siteCode, site.siteName]));
  return {
    columns: [
      'state',
      'siteCode',
      'server',
      'proxy',
      'address',
      'account',
      'useProxy',
      'useProxyForAutoDeploymentRule',
      'synchronizesFrom',
      'usedBy',
      'findings',
      'siteName',
      'accepted',
    ],
    rows: systems.map(system => [
      system.state,
      system.siteCode ?? '',
      system.server,
      system.proxy === null ? 'unknown' : system.proxy.enabled ? 'on' : 'off',
      system.proxy === null ? '' : addressText(system.proxy.serverName, system.proxy.port).replace(/^-$/, ''),
      system.proxy === null
        ? ''
        : system.proxy.account.kind === 'account'
          ? system.proxy.account.userName
          : system.proxy.account.kind,
      system.softwareUpdatePoint === null ? '' : String(system.softwareUpdatePoint.useProxy),
      system.softwareUpdatePoint === null ? '' : String(system.softwareUpdatePoint.useProxyForAutoDeploymentRule),
      system.softwareUpdatePoint?.synchronizesFrom ?? '',
      usersOf(users, system.siteCode ?? '', system.server).join(', '),
      system.findings.map(finding => finding.code).join(' '),
      siteNames.get(system.siteCode ?? '') ?? '',
      system.findings.flatMap(({code, accepted}) => (accepted === undefined ? [] : [code])).join(' '),
    ]),
  };
}
