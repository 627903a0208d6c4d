// Carries out `cmproxy endpoints`.
import {endpointSource} from '../../inheritance/endpoints/endpoint.ts';
import {namesOfSubjects, neededEndpoints, type NeededEndpoint} from '../../inheritance/endpoints/needed-endpoints.ts';
import {closest} from '../../model/closest-name.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {factsOfRole} from '../../model/roles.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {chooseServers} from '../../plan/choose-servers.ts';
import {findingUnreadable} from '../../plan/findings/make-finding.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {readProposal} from '../change/change-parameters.ts';
import {listOf, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import {refused} from '../refuse.ts';
import {showFindings} from '../change/show-findings.ts';
import {fullName} from '../views/proxy-text.ts';
import {connectionLine} from '../views/summary.ts';
import {writeRecords} from '../write-records.ts';

export async function showEndpoints(values: Values, context: Context): Promise<ExitCode> {
  const proposal = await readProposal(values, context);
  if (proposal.kind === 'refused') return proposal.exitCode;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const {hierarchy, readAt} = opened.value.reading;
  const {names, conditions} = proposal.value;
  const everything = names.length === 0 && conditions.length === 0;
  const chosen = everything
    ? {kind: 'chosen' as const, systems: hierarchy.siteSystems, notFound: [], unreadableSites: []}
    : chooseServers(hierarchy, names, conditions);
  if (chosen.kind === 'refused') return refused(context, exitCodes.usage, chosen);
  const roles = listOf(values, 'Role').map(role => role.trim().toLowerCase());
  const strange = roles.find(role => !isKnown(role, chosen.systems));
  if (strange !== undefined) return refuseRole(context, strange);
  const matched = new Set<string>();
  const endpoints = neededEndpoints(hierarchy, {
    servers: everything ? null : new Set(chosen.systems.map(system => siteSystemKey(system.siteCode, system.server))),
    cloud: textOf(values, 'Cloud') === 'usgov' ? 'usgov' : 'public',
    isWanted: (subject, consoleName) => {
      const meant = roles.filter(role => [subject, consoleName].some(name => name.toLowerCase().includes(role)));
      for (const role of meant) matched.add(role);
      return roles.length === 0 || meant.length > 0;
    },
  });
  const unreadable = chosen.systems.filter(system => !system.readable);
  const sites = everything ? hierarchy.sites.filter(site => !site.readable) : chosen.unreadableSites;
  showFindings(context, [...chosen.notFound, ...unreadable.map(findingUnreadable)]);
  for (const site of sites)
    context.message(
      makeSafe(`unknown ${site.siteCode}: the site could not be read, so its servers may be missing here`),
    );
  for (const role of roles.filter(item => !matched.has(item)))
    context.message(makeSafe(`Nothing on the chosen servers that uses the internet is called "${role}".`));
  tellUnknownRoles(context, chosen.systems);
  const idle = withoutNeed(chosen.systems, endpoints);
  if (roles.length === 0) tellIdle(context, chosen.systems, names.length > 0 ? idle : [], endpoints.length);
  if (context.format === 'json')
    context.data(
      `${JSON.stringify({
        schemaVersion: 1,
        connection: opened.value.site.name,
        hierarchyId: opened.value.hierarchyId,
        readAt,
        source: endpointSource.url,
        sourceDate: endpointSource.date,
        endpoints: endpoints.map(item => ({
          ...item,
          wildcard: isWildcard(item),
          placeholder: isPlaceholder(item),
          source: endpointSource.url,
          sourceDate: endpointSource.date,
        })),
        nothing: roles.length === 0 ? idle.map(fullName) : [],
        unknown: [...unreadable.map(fullName), ...sites.map(site => site.siteCode)],
      })}\n`,
    );
  else if (context.format === 'table')
    context.data(`${connectionLine(opened.value, context.clock())}\n\n${tableOf(endpoints, context.width)}`);
  else writeRecords(context, {columns, rows: endpoints.map(recordOf)});
  if (chosen.notFound.length > 0) return exitCodes.failed;
  return unreadable.length + sites.length > 0 ? exitCodes.unknown : exitCodes.done;
}

/** A part of a name that any role or feature has, here or anywhere. */
function isKnown(role: string, systems: readonly SiteSystem[]): boolean {
  const here = systems.flatMap(system => system.roles.map(({name}) => name));
  return [...namesOfSubjects, ...here].some(name => name.toLowerCase().includes(role));
}

function refuseRole(context: Context, role: string): ExitCode {
  const guess = closest(
    role,
    namesOfSubjects.map(name => name.toLowerCase()),
  );
  const name = namesOfSubjects.find(item => item.toLowerCase() === guess);
  return refused(context, exitCodes.usage, {
    what: `There is no role or feature "${role}"`,
    why: 'neither the console nor the provider has one of that name',
    todo: name === undefined ? 'See the roles with: cmproxy Get-CMSiteRole' : `Did you mean "${name}"?`,
  });
}

/** Servers that could be read, all of whose roles are known, and that need nothing. */
function withoutNeed(systems: readonly SiteSystem[], endpoints: readonly NeededEndpoint[]): readonly SiteSystem[] {
  const needing = new Set(endpoints.map(({siteCode, server}) => siteSystemKey(siteCode, server)));
  return systems.filter(
    ({readable, roles, siteCode, server}) =>
      readable &&
      roles.every(({name}) => factsOfRole(name) !== undefined) &&
      !needing.has(siteSystemKey(siteCode, server)),
  );
}

/** An empty list is an answer, and said: servers that were named one by one, and nothing at all. */
function tellIdle(context: Context, systems: readonly SiteSystem[], idle: readonly SiteSystem[], found: number): void {
  for (const system of idle.slice(0, 20))
    context.message(makeSafe(`${fullName(system)}: nothing on it uses the internet, as far as it is documented.`));
  if (systems.length === 0) context.message('No server was found that meets what was asked.');
  else if (found === 0 && idle.length === 0 && systems.every(({readable}) => readable))
    context.message('Nothing on these servers is known to use the internet.');
}

/** A role that this version does not know may use the internet, and nobody can say where. */
function tellUnknownRoles(context: Context, systems: readonly SiteSystem[]): void {
  const names = new Set(systems.flatMap(({roles}) => roles.map(role => role.name)));
  for (const name of names)
    if (factsOfRole(name) === undefined)
      context.message(makeSafe(`unknown: what the role "${name}" needs is not known to this version.`));
}

const columns = [
  'SiteCode',
  'Server',
  'Host',
  'Ports',
  'Scheme',
  'Path',
  'NeededBy',
  'Why',
  'Note',
  'SourceDate',
  'Source',
];

function recordOf(item: NeededEndpoint): readonly string[] {
  return [
    item.siteCode,
    item.server,
    item.host,
    item.ports.join(' '),
    item.scheme ?? '',
    item.path ?? '',
    neededText(item),
    [...new Set(item.neededBy.map(({why}) => why))].join('; '),
    notesOf(item).join('; '),
    endpointSource.date,
    endpointSource.url,
  ];
}

function neededText({neededBy}: NeededEndpoint): string {
  const names = neededBy.map(({subject, certainty}) =>
    certainty === 'in use' ? subject : `${subject} (${certainty})`,
  );
  return [...new Set(names)].join('; ');
}

function notesOf(item: NeededEndpoint): readonly string[] {
  return [
    ...(isWildcard(item) ? ['wildcard'] : []),
    ...(isPlaceholder(item) ? ['fill in from the site'] : []),
    ...(item.portStated ? [] : ['port not stated in the documentation']),
    ...(item.since === undefined ? [] : [`since ${item.since}`]),
    ...(item.status === undefined ? [] : [item.status]),
    ...(item.tls === undefined ? [] : [`TLS ${item.tls}`]),
    ...(item.minIdleTimeoutSeconds === undefined ? [] : [`idle timeout at least ${item.minIdleTimeoutSeconds} s`]),
  ];
}

function isWildcard({host}: NeededEndpoint): boolean {
  return host.startsWith('*');
}

function isPlaceholder({host}: NeededEndpoint): boolean {
  return host.includes('<');
}

function tableOf(endpoints: readonly NeededEndpoint[], width: number | null): string {
  if (endpoints.length === 0) return 'No endpoint is listed.\n';
  const table = renderTable({
    columns: [
      {title: 'Server', shrink: 3, minWidth: 8},
      {title: 'Host', shrink: 1, minWidth: 16},
      {title: 'Ports'},
      {title: 'Scheme', shrink: 2},
      {title: 'Needed by', shrink: 5, minWidth: 10},
      {title: 'Note', shrink: 4, minWidth: 6},
    ],
    rows: endpoints.map(item => [
      fullName(item),
      `${item.host}${item.path ?? ''}`,
      item.ports.join(' ') || '-',
      item.scheme ?? '-',
      neededText(item),
      notesOf(item).join('; '),
    ]),
    width,
  });
  return `${table}\nSource: ${endpointSource.url} (${endpointSource.date})\n`;
}
