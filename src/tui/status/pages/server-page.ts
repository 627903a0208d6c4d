// One server whole: its roles, the copies of its proxy side by side, who inherits, what was found, what was done to it.
import {accountText, addressText} from '../../../cmdlets/views/proxy-text.ts';
import {identityName, verdictText} from '../../../cmdlets/views/preview-view.ts';
import {subjectName} from '../../../cmdlets/views/used-by.ts';
import type {StatusReading} from '../../../cmdlets/status/read-status.ts';
import type {StatusRow} from '../../../cmdlets/status/status-rows.ts';
import type {SiteSystem} from '../../../model/hierarchy.ts';
import {consoleNameOfRole, siteSystemRole} from '../../../model/roles.ts';
import {sameServer, shortName, siteSystemKey} from '../../../model/server-name.ts';
import {padToWidth} from '../../../terminal/text-width.ts';
import {wrapText} from '../../../terminal/wrap-text.ts';
import type {Line} from '../../components/lines.tsx';
import {findingLines} from '../finding-lines.ts';
import {textPage, type PageView} from './page-view.ts';

export function serverPage(reading: StatusReading, row: StatusRow, width: number): PageView {
  const {hierarchy} = reading.open.reading;
  const title = row.server === '' ? `Site ${row.siteCode}` : `${row.siteCode}/${row.server}`;
  const system = hierarchy.siteSystems.find(item => siteSystemKey(item.siteCode, item.server) === row.key);
  if (system === undefined || row.status === null)
    return textPage(
      title,
      wrapText(row.why ?? 'not told', width).map(text => ({text})),
    );
  const wrapped = (text: string, look?: Line['look']): Line[] =>
    wrapText(text, width).map(line => (look === undefined ? {text: line} : {text: line, look}));
  const heading = (text: string): Line[] => [{text: ''}, {text, look: 'heading'}];
  const roles = system.roles.filter(role => role.name !== siteSystemRole).map(role => consoleNameOfRole(role.name));
  const site = hierarchy.sites.find(item => item.siteCode === system.siteCode);
  return textPage(title, [
    ...wrapped(
      [
        `State: ${row.state}`,
        `site ${site?.siteName || row.siteCode}${site?.siteType ? ` (${siteTypeText(site.siteType)})` : ''}`,
        site?.release ? `release ${site.release}` : '',
      ]
        .filter(part => part !== '')
        .join('   '),
    ),
    ...wrapped(`Roles: ${roles.length === 0 ? 'none besides the site system' : roles.join(', ')}`),
    ...(row.why === null ? [] : wrapped(row.why, 'warning')),
    ...heading('Proxy'),
    ...copyLines(system, width),
    ...heading('Who inherits it'),
    ...inheritorLines(reading, system, width),
    ...heading('Findings'),
    ...(row.status.findings.length === 0
      ? [{text: 'none'}]
      : row.status.findings.flatMap(finding => findingLines(finding, width))),
    ...heading('Recorded changes'),
    ...changeLines(reading, system, width),
  ]);
}

function siteTypeText(type: string): string {
  return type === 'centralAdministration' ? 'central administration site' : `${type} site`;
}

/** Side by side what is stored where. What this version cannot read is unknown, never the same. */
function copyLines(system: SiteSystem, width: number): readonly Line[] {
  const {proxy, softwareUpdatePoint: point} = system;
  const own = point?.ownCopy ?? null;
  const rows: readonly (readonly string[])[] = [
    ['', 'USE PROXY', 'NAME AND PORT', 'CONNECTS AS'],
    proxy === null
      ? ['Site system record', '?', '?', '?']
      : [
          'Site system record',
          proxy.enabled ? 'yes' : 'no',
          addressText(proxy.serverName, proxy.port),
          accountText(proxy.account),
        ],
    ...(own === null
      ? []
      : [
          [
            "Software update point's copy",
            point?.useProxy === true ? 'yes' : 'no',
            addressText(own.serverName, own.port),
            own.userName ?? '-',
          ],
        ]),
    ['WSUS, WinHTTP', '?', 'not read by this version', '?'],
  ];
  const sides = [30, 11, Math.max(16, Math.min(34, width - 60))];
  const lines = rows.map((cells, index): Line => {
    const text = cells.map((cell, column) => padToWidth(cell, sides[column] ?? 0)).join(' ');
    return index === 0 ? {text, look: 'dim'} : {text};
  });
  return width >= 70 ? lines : rows.slice(1).map(cells => ({text: `${cells[0] ?? ''}: ${cells.slice(1).join('  ')}`}));
}

const goesOut = new Set(['yes', 'no', 'switchOff', 'notDocumented', 'unknown']);

function inheritorLines({inheritance}: StatusReading, system: SiteSystem, width: number): readonly Line[] {
  const lines = inheritance
    .filter(
      row =>
        (row.siteCode === '' || row.siteCode === system.siteCode) &&
        row.follows.server !== null &&
        sameServer(row.follows.server, system.server) &&
        goesOut.has(row.uses),
    )
    .flatMap(row => {
      const other = row.server === null || sameServer(row.server, system.server) ? '' : ` of ${shortName(row.server)}`;
      return wrapText(
        `${subjectName(row.subject)}${other}: ${verdictText(row)}, as ${identityName(row.identity)}`,
        width,
      ).map(text => ({text}));
    });
  return lines.length === 0 ? [{text: 'nothing that uses the internet follows this server'}] : lines;
}

function changeLines({runs, journalProblem}: StatusReading, system: SiteSystem, width: number): readonly Line[] {
  const own = runs.filter(run =>
    run.servers.some(item => item.siteCode === system.siteCode && sameServer(item.server, system.server)),
  );
  const problem: readonly Line[] =
    journalProblem === null ? [] : wrapText(journalProblem, width).map(text => ({text, look: 'warning' as const}));
  if (own.length === 0) return [...problem, {text: 'none by cmproxy'}];
  return [
    ...problem,
    ...own
      .slice(0, 5)
      .flatMap(run =>
        wrapText(
          `${run.at} ${run.operation} by ${run.who}${run.ticket === null ? '' : `, ${run.ticket}`}: ${run.result}${run.undoneBy === null ? '' : `, undone by ${run.undoneBy}`}   ${run.run}`,
          width,
        ).map(text => ({text})),
      ),
  ];
}
