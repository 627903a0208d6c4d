// Carries out the typed changes: a plan for one server, shown with -WhatIf or run, journalled and read back all the same.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {desiredEnabled, type DesiredChange} from '../model/desired-change.ts';
import type {Finding} from '../model/finding.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {findingLeftOut} from '../plan/findings/make-finding.ts';
import type {Plan} from '../plan/plan.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import {applyHere} from './apply-here.ts';
import {buildPlan} from './build-plan.ts';
import {booleanOf, isSet, numberOf, textOf, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {consent} from './consent.ts';
import {showObjects} from './get-site-system-server.ts';
import {needSiteSystems} from './need-site-systems.ts';
import {openAndRead} from './open-site.ts';
import type {OpenSite} from './opened.ts';
import {refused} from './refuse.ts';
import {showFindings} from './show-findings.ts';
import {diffTable} from './views/plan-view.ts';
import {fullName} from './views/proxy-text.ts';

interface Typed {
  readonly command: string;
  readonly object: 'siteSystem' | 'softwareUpdatePoint';
  readonly desired: DesiredChange;
}

function siteSystemChange(values: Values): DesiredChange {
  const enabled = booleanOf(values, 'EnableProxy');
  const serverName = textOf(values, 'ProxyServerName');
  const port = numberOf(values, 'ProxyServerPort');
  const account = values.get('ProxyAccessAccount') === null ? 'system' : textOf(values, 'ProxyAccessAccount');
  return {
    ...(enabled === undefined ? {} : {'proxy.enabled': enabled}),
    ...(serverName === undefined ? {} : {'proxy.serverName': serverName}),
    ...(port === undefined ? {} : {'proxy.port': String(port)}),
    ...(account === undefined ? {} : {'proxy.account': account}),
  };
}

function updatePointChange(values: Values): DesiredChange {
  const synchronize = booleanOf(values, 'UseProxy');
  const content = booleanOf(values, 'UseProxyForAutoDeploymentRule');
  return {
    ...(synchronize === undefined ? {} : {'softwareUpdatePoint.useProxy': synchronize}),
    ...(content === undefined ? {} : {'softwareUpdatePoint.useProxyForAutoDeploymentRule': content}),
  };
}

async function change(values: Values, context: Context, typed: Typed): Promise<ExitCode> {
  if (Object.keys(typed.desired).length === 0)
    return refused(context, exitCodes.usage, {
      what: 'There is nothing to set',
      why: 'no proxy parameter was given',
      todo: `See: cmproxy ${typed.command} -Help`,
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const open = opened.value;
  const siteCode = textOf(values, 'SiteCode');
  const name = textOf(values, 'SiteSystemServerName') ?? '';
  const named = needSiteSystems(context, open.reading.hierarchy, [
    siteCode === undefined ? name : `${siteCode}/${name}`,
  ]);
  if (named.kind === 'refused') return named.exitCode;
  const system = named.value[0];
  if (system === undefined) return exitCodes.failed;
  const proposed = {
    names: [fullName(system)],
    conditions: [],
    desired: typed.desired,
    overrides: new Map(),
    ticket: null,
  };
  const built = buildPlan(context, open, proposed, {
    createAccounts: false,
    note: null,
    withScripts: false,
  });
  if (built.kind === 'refused') return built.exitCode;
  const findings = [...leftOut(system, typed), ...built.value.findings];
  showFindings(context, findings);
  if (findings.some(finding => finding.severity === 'error')) return exitCodes.failed;
  if (built.value.unknown.length > 0) return exitCodes.unknown;
  if (context.whatIf) return showWhatIf(context, typed, system, built.value);
  return write(values, context, {open, typed, system, plan: built.value});
}

/** PowerShell's own line, then the difference field by field. Source: PowerShell, ShouldProcess text. */
function showWhatIf(context: Context, typed: Typed, system: SiteSystem, plan: Plan): ExitCode {
  const line = `What if: Performing the operation "${typed.command}" on target "${makeSafe(system.server)}".`;
  if (context.format === 'json') {
    context.message(line);
    context.data(
      `${JSON.stringify({schemaVersion: 1, whatIf: true, connection: plan.connection, hierarchyId: plan.hierarchyId, changes: plan.changes, findings: plan.findings})}\n`,
    );
  } else {
    context.data(`${line}\n`);
    context.data(plan.changes.length === 0 ? 'Nothing differs.\n' : diffTable(plan.changes, context.width));
  }
  return exitCodes.done;
}

async function write(
  values: Values,
  context: Context,
  work: {open: OpenSite; typed: Typed; system: SiteSystem; plan: Plan},
): Promise<ExitCode> {
  const {open, typed, system, plan} = work;
  if (!open.mayWrite)
    return refused(context, exitCodes.failed, {
      what: 'Nothing was written',
      why: open.whyNot ?? 'this hierarchy is read-only',
      todo: 'See what it would do with -WhatIf.',
    });
  if (plan.changes.length > 0 && context.confirm) {
    const agreed = await consent(context, {
      danger: 'mild',
      siteCode: null,
      question: `Performing the operation "${typed.command}" on target "${system.server}".`,
    });
    if (agreed.kind === 'refused') return agreed.exitCode;
  }
  const code = await applyHere(context, {open, plan, values});
  if (code === exitCodes.done && isSet(values, 'PassThru')) {
    const again = await open.site.readSiteSystem(system.siteCode, system.server);
    if (again.kind === 'read') showObjects(context, open, [again.siteSystem], typed.object);
  }
  return code;
}

/** CMP121: what the real cmdlet would reset because it was left out. */
function leftOut(system: SiteSystem, typed: Typed): readonly Finding[] {
  const {desired} = typed;
  if (typed.object !== 'siteSystem' || system.proxy === null || !(desiredEnabled(desired) ?? system.proxy.enabled))
    return [];
  const missing = (['proxy.port', 'proxy.account'] as const).filter(field => desired[field] === undefined);
  return missing.length === 0 ? [] : [findingLeftOut(system, missing)];
}

/** Carries out Set-CMSiteSystemServer. */
export async function setSiteSystem(values: Values, context: Context): Promise<ExitCode> {
  return change(values, context, {
    command: 'Set-CMSiteSystemServer',
    object: 'siteSystem',
    desired: siteSystemChange(values),
  });
}

/** Carries out Set-CMSoftwareUpdatePoint. */
export async function setUpdatePoint(values: Values, context: Context): Promise<ExitCode> {
  return change(values, context, {
    command: 'Set-CMSoftwareUpdatePoint',
    object: 'softwareUpdatePoint',
    desired: updatePointChange(values),
  });
}
