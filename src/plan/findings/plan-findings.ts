// What a plan has to say: errors about what it would write, and what changes for those who follow.
import type {DesiredChange} from '../../model/desired-change.ts';
import {desiredEnabled, meansSystem} from '../../model/desired-change.ts';
import type {Finding} from '../../model/finding.ts';
import type {Hierarchy, SiteSystem} from '../../model/hierarchy.ts';
import {serviceConnectionPointRole} from '../../model/roles.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {
  sameAccountName,
  sameProxyName,
  validateAccountName,
  validatePort,
  validateServerName,
} from '../../model/validate-proxy.ts';
import type {PlannedServer} from '../planned-server.ts';
import {findingContext, type FindingContext} from './finding-context.ts';
import {makeFinding} from './make-finding.ts';
import {findingsOfState} from './status-findings.ts';
import {followerNames} from './subject-names.ts';
import {switchesWithoutProxy} from './update-point-rules.ts';

export interface PlanFindingsInput {
  readonly before: Hierarchy;
  readonly after: Hierarchy;
  readonly servers: readonly PlannedServer[];
  readonly createAccounts: boolean;
  /** By the site that keeps them. */
  readonly accountsToCreate: readonly {readonly siteCode: string; readonly userName: string}[];
  /** A replay without a person: what is overwritten is a warning. */
  readonly unattended?: boolean;
}

/** Only about planned servers, and the passive site server of one. Linear in servers. */
export function planFindings(input: PlanFindingsInput): readonly Finding[] {
  const before = findingContext(input.before);
  const after = findingContext(input.after);
  const planned = new Set(input.servers.map(({after: system}) => siteSystemKey(system.siteCode, system.server)));
  return [
    ...input.servers.flatMap(server => {
      // A record that cannot be written has no state after the plan worth speaking of.
      const errors = recordErrors(server);
      return errors.length > 0
        ? errors
        : [...changeFindings(server, before, after, input), ...stateAfter(server, after, input)];
    }),
    ...passivePartners(input, after, planned),
  ];
}

function isTouched({before, after}: PlannedServer): boolean {
  return (
    JSON.stringify([before.proxy, before.softwareUpdatePoint]) !==
    JSON.stringify([after.proxy, after.softwareUpdatePoint])
  );
}

/** CMP001 to CMP003 and CMP005, about the whole record: kept fields count too. */
function recordErrors({before, after, desired}: PlannedServer): readonly Finding[] {
  if (after.proxy === null) return [];
  if (!after.proxy.enabled) return givenWhileOff(after, desired);
  const account =
    desired['proxy.account'] ?? (after.proxy.account.kind === 'account' ? after.proxy.account.userName : 'system');
  const checks = [
    {
      field: 'proxy.serverName',
      result: validateServerName(desired['proxy.serverName'] ?? before.proxy?.serverName ?? ''),
    },
    {field: 'proxy.port', result: validatePort(desired['proxy.port'] ?? after.proxy.port)},
    {
      field: 'proxy.account',
      result: meansSystem(account) ? ({kind: 'ok', value: account} as const) : validateAccountName(account),
    },
  ] as const;
  return checks.flatMap(({field, result}) =>
    result.kind === 'ok' ? [] : [makeFinding(result.code, 'error', after, {text: result.text, do: result.do, field})],
  );
}

function givenWhileOff(system: SiteSystem, desired: DesiredChange): readonly Finding[] {
  const given = (['proxy.serverName', 'proxy.port', 'proxy.account'] as const).filter(
    key => desired[key] !== undefined,
  );
  const [first] = given;
  if (first === undefined) return [];
  return [
    makeFinding('CMP005', 'error', system, {
      text: `${given.join(', ')} given while the proxy is ${desired['proxy.enabled'] === false ? 'turned off' : 'off'}`,
      do:
        desired['proxy.enabled'] === false
          ? 'Leave them out, or set proxy.enabled=true.'
          : 'Set proxy.enabled=true as well.',
      field: first,
    }),
  ];
}

function changeFindings(
  server: PlannedServer,
  before: FindingContext,
  after: FindingContext,
  input: PlanFindingsInput,
): readonly Finding[] {
  if (!isTouched(server)) return [];
  const {after: system} = server;
  const site = after.site(system.siteCode);
  const findings: (Finding | null)[] = [overwritten(server, before, input.unattended === true)];
  if (site?.siteType === 'secondary')
    findings.push(
      makeFinding('CMP124', 'information', system, {
        text: `the change is written at the parent site ${site.parentSiteCode ?? ''} and arrives at this secondary site later`,
        do: 'Allow time for replication before testing.',
      }),
    );
  const proxyTouched = JSON.stringify(server.before.proxy) !== JSON.stringify(system.proxy);
  if (
    proxyTouched &&
    system.siteServer &&
    !system.passiveSiteServer &&
    input.after.cloudDistributionPoints.some(point => point.siteCode === system.siteCode)
  )
    findings.push(
      makeFinding('CMP112', 'information', system, {
        text: 'a cloud distribution point follows this site server',
        do: 'It uses Windows web browser APIs; check content distribution after the change.',
      }),
    );
  if (proxyTouched && system.roles.some(role => role.name === serviceConnectionPointRole))
    findings.push(
      makeFinding('CMP123', 'warning', system, {
        text: 'this server hosts the service connection point: updates and servicing, tenant attach, endpoint analytics, Entra discovery and collection synchronization all follow this change',
        do: `Have a way back ready; the plan asks for --confirm ${system.siteCode}.`,
        field: 'proxy.serverName',
      }),
    );
  return findings.filter(finding => finding !== null);
}

/** CMP101, also where a port falls back to a default because none was stored and none was said. */
function overwritten(
  {before: was, after: is, desired}: PlannedServer,
  context: FindingContext,
  unattended: boolean,
): Finding | null {
  const {proxy: old} = was;
  const {proxy} = is;
  if (old === null || proxy === null || !proxy.enabled) return null;
  const fallsBack =
    old.port === null && desired['proxy.port'] === undefined && (desiredEnabled(desired) === true || !old.enabled);
  const differs =
    old.serverName !== null &&
    (!sameProxyName(old.serverName, proxy.serverName) ||
      old.port !== proxy.port ||
      !sameAccount(old.account, proxy.account));
  if (!differs && !fallsBack) return null;
  const sharing = followerNames(context.followers(is));
  const shared = sharing === '' ? 'nothing that uses the internet shares it' : `shared by ${sharing}`;
  const replaced = differs
    ? `the proxy configuration ${old.serverName ?? '-'}:${old.port ?? '-'}${old.enabled ? '' : ' (stored, off)'} is overwritten; ${shared}`
    : `a proxy is turned on; ${shared}`;
  const account =
    desired['proxy.account'] === undefined && proxy.account.kind === 'system' ? ' and the account to System' : '';
  return makeFinding('CMP101', fallsBack || unattended ? 'warning' : 'information', is, {
    text: `${replaced}${fallsBack ? `; the port falls back to the default 80${account}` : ''}`,
    do: fallsBack
      ? 'Say them: --set proxy.port=PORT --set proxy.account=ACCOUNT'
      : 'Roles that need another proxy have to be on another server.',
    field: fallsBack ? 'proxy.port' : 'proxy.serverName',
  });
}

function sameAccount(
  a: NonNullable<SiteSystem['proxy']>['account'],
  b: NonNullable<SiteSystem['proxy']>['account'],
): boolean {
  return a.kind === 'account' && b.kind === 'account' ? sameAccountName(a.userName, b.userName) : a.kind === b.kind;
}

/** The state after the plan, sharpened where the plan itself brings it about. */
function stateAfter(server: PlannedServer, context: FindingContext, input: PlanFindingsInput): readonly Finding[] {
  const {before, after} = server;
  const touched = isTouched(server);
  const created = new Set(
    input.accountsToCreate.map(({siteCode, userName}) => `${siteCode}/${userName.toLowerCase()}`),
  );
  return findingsOfState(after, context).flatMap(finding => {
    if (finding.code === 'CMP004' && after.proxy?.account.kind === 'account' && input.createAccounts) {
      const parent = context.site(after.siteCode);
      const keeper =
        parent?.siteType === 'secondary' && parent.parentSiteCode !== null ? parent.parentSiteCode : after.siteCode;
      if (created.has(`${keeper}/${after.proxy.account.userName.toLowerCase()}`)) return [];
    }
    if (finding.code === 'CMP006' && (turnsSwitchOn(before, after) || turnsProxyOff(before, after)))
      return [
        {
          ...finding,
          severity: 'error',
          do: turnsProxyOff(before, after)
            ? 'Leave the proxy of the server on, or do not ask for the switch.'
            : 'Turn the proxy of the server on in the same plan, or leave the switch off.',
        } as const,
      ];
    if ((finding.code === 'CMP110' && touched) || finding.code === 'CMP120')
      return [{...finding, severity: 'warning'} as const];
    return [finding];
  });
}

function turnsSwitchOn(before: SiteSystem, after: SiteSystem): boolean {
  if (switchesWithoutProxy(after) === null) return false;
  const [was, is] = [before.softwareUpdatePoint, after.softwareUpdatePoint];
  return (
    is !== null &&
    ((is.useProxy && was?.useProxy !== true) ||
      (is.useProxyForAutoDeploymentRule && was?.useProxyForAutoDeploymentRule !== true))
  );
}

/** A switch that is on after it was told to stay so: else the plan turns it off itself. */
function turnsProxyOff(before: SiteSystem, after: SiteSystem): boolean {
  return before.proxy?.enabled === true && after.proxy?.enabled === false;
}

/** CMP119 shows at the passive site server, also where only the active one is planned. */
function passivePartners(
  input: PlanFindingsInput,
  context: FindingContext,
  planned: ReadonlySet<string>,
): readonly Finding[] {
  const sites = new Set(
    input.servers
      .filter(server => server.after.siteServer && isTouched(server) && recordErrors(server).length === 0)
      .map(server => server.after.siteCode),
  );
  if (sites.size === 0) return [];
  return input.after.siteSystems
    .filter(
      system =>
        system.passiveSiteServer &&
        sites.has(system.siteCode) &&
        !planned.has(siteSystemKey(system.siteCode, system.server)),
    )
    .flatMap(system => findingsOfState(system, context).filter(finding => finding.code === 'CMP119'));
}
