// Carries out the typed changes: one plan for all servers that are meant, shown with -WhatIf or run, journalled and read back all the same.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {desiredEnabled, type DesiredChange} from '../../model/desired-change.ts';
import type {Finding} from '../../model/finding.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {findingLeftOut} from '../../plan/findings/make-finding.ts';
import type {Plan} from '../../plan/plan.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {applyHere} from '../change/apply-here.ts';
import {buildPlan} from '../change/build-plan.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {targetFinder, type Target} from './find-targets.ts';
import {showObjects} from './show-site-system-servers.ts';
import {needSiteSystems} from '../need-site-systems.ts';
import {openAndRead} from '../open-site.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse, refused} from '../refuse.ts';
import {errorReporter} from '../report-error.ts';
import {shouldProcess} from '../should-process.ts';
import {findingLines, showFindings} from '../change/show-findings.ts';
import {typedChange, type TypedObject} from './typed-change.ts';
import {diffTable} from '../views/plan-view.ts';
import {fullName} from '../views/proxy-text.ts';

interface Work {
  readonly context: Context;
  readonly open: OpenSite;
  readonly command: string;
  readonly object: TypedObject;
}

/** What is left of the targets, with the plan for them. */
interface Planned {
  readonly plan: Plan;
  readonly targets: readonly Target[];
  /** Targets that an error kept out. */
  readonly failed: number;
}

/** Carries out Set-CMSiteSystemServer. */
export async function setSiteSystem(values: Values, context: Context, piped?: readonly Values[]): Promise<ExitCode> {
  return change(values, context, piped, {command: 'Set-CMSiteSystemServer', object: 'siteSystem'});
}

/** Carries out Set-CMSoftwareUpdatePoint. */
export async function setUpdatePoint(values: Values, context: Context, piped?: readonly Values[]): Promise<ExitCode> {
  return change(values, context, piped, {command: 'Set-CMSoftwareUpdatePoint', object: 'softwareUpdatePoint'});
}

async function change(
  values: Values,
  context: Context,
  piped: readonly Values[] | undefined,
  typed: Pick<Work, 'command' | 'object'>,
): Promise<ExitCode> {
  if ((piped ?? [values]).every(item => Object.keys(typedChange(typed.object, item)).length === 0))
    return refused(context, exitCodes.usage, {
      what: 'There is nothing to set',
      why: 'no proxy parameter was given',
      todo: `See: cmproxy ${typed.command} -Help`,
    });
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const work: Work = {context, open: opened.value, ...typed};
  const planned = piped === undefined ? planOne(work, values) : await planAll(work, piped);
  if (planned.kind === 'refused') return planned.exitCode;
  if (context.whatIf) return showWhatIf(work, planned.value);
  return write(work, values, planned.value);
}

/** One server by name: whatever is wrong ends it. */
function planOne(work: Work, values: Values): Opened<Planned> {
  const {context, open} = work;
  const siteCode = textOf(values, 'SiteCode');
  const name = textOf(values, 'SiteSystemServerName') ?? '';
  const named = needSiteSystems(context, open.reading.hierarchy, [
    siteCode === undefined ? name : `${siteCode}/${name}`,
  ]);
  if (named.kind === 'refused') return named;
  const targets = named.value.map(system => ({system, values}));
  const made = planFor(work, targets);
  if (made.kind === 'refused') return made;
  const plan = made.value;
  const findings = [...leftOut(work, targets), ...plan.findings];
  showFindings(context, findings);
  if (findings.some(finding => finding.severity === 'error')) return {kind: 'refused', exitCode: exitCodes.failed};
  if (plan.unknown.length > 0) return {kind: 'refused', exitCode: exitCodes.unknown};
  return {kind: 'open', value: {plan, targets, failed: 0}};
}

/** Servers from the pipeline: an error about one is told as -ErrorAction says, and the others go on. */
async function planAll(work: Work, piped: readonly Values[]): Promise<Opened<Planned>> {
  const {context, open, command, object} = work;
  const goOn = errorReporter(context, command);
  const find = targetFinder(open.reading.hierarchy, object);
  const found = new Map<string, Target>();
  let failed = 0;
  for (const values of piped) {
    const one = find(values);
    if (one.kind === 'target') {
      const key = keyOf(one.target.system);
      const before = found.get(key);
      const merged = before === undefined ? values : new Map([...before.values, ...values]);
      found.set(key, {system: one.target.system, values: merged});
      continue;
    }
    failed++;
    if (!(await goOn(one))) return stopped;
  }
  if (found.size === 0) return stopped;
  const targets = [...found.values()];
  const made = planFor(work, targets);
  if (made.kind === 'refused') return made;
  const errors = made.value.findings.filter(({severity}) => severity === 'error' || severity === 'unknown');
  const others = made.value.findings.filter(finding => !errors.includes(finding));
  showFindings(context, [...leftOut(work, targets), ...others]);
  for (const finding of errors) {
    const [text = '', todo = ''] = findingLines(finding);
    if (!(await goOn({text, todo: todo.replace(/^ *do: /, ''), id: finding.code}))) return stopped;
  }
  if (errors.length === 0) return {kind: 'open', value: {plan: made.value, targets, failed}};
  const bad = new Set(errors.map(({siteCode, server}) => siteSystemKey(siteCode ?? '', server)));
  const good = targets.filter(({system}) => !bad.has(keyOf(system)));
  if (good.length === 0)
    return {kind: 'refused', exitCode: errors.every(isUnknown) && failed === 0 ? exitCodes.unknown : exitCodes.failed};
  const rest = planFor(work, good);
  return rest.kind === 'refused'
    ? rest
    : {kind: 'open', value: {plan: rest.value, targets: good, failed: failed + bad.size}};
}

const stopped: Opened<never> = {kind: 'refused', exitCode: exitCodes.failed};

function isUnknown({severity}: Finding): boolean {
  return severity === 'unknown';
}

function keyOf({siteCode, server}: SiteSystem): string {
  return siteSystemKey(siteCode, server);
}

function planFor({context, open, object}: Work, targets: readonly Target[]): Opened<Plan> {
  const [only, ...others] = targets;
  const desired: DesiredChange = only === undefined || others.length > 0 ? {} : typedChange(object, only.values);
  return buildPlan(
    context,
    open,
    {
      names: targets.map(({system}) => fullName(system)),
      conditions: [],
      desired,
      overrides:
        others.length === 0
          ? new Map()
          : new Map(targets.map(({system, values}) => [keyOf(system), typedChange(object, values)])),
      ticket: null,
    },
    {createAccounts: false, note: null, withScripts: false},
  );
}

/** PowerShell's own line for each target, then the difference field by field. Source: PowerShell, ShouldProcess text. */
function showWhatIf({context, command}: Work, {plan, targets, failed}: Planned): ExitCode {
  const lines = targets.map(
    ({system}) => `What if: Performing the operation "${command}" on target "${makeSafe(system.server)}".`,
  );
  if (context.format === 'json') {
    for (const line of lines) context.message(line);
    context.data(
      `${JSON.stringify({schemaVersion: 1, whatIf: true, connection: plan.connection, hierarchyId: plan.hierarchyId, changes: plan.changes, findings: plan.findings})}\n`,
    );
  } else {
    context.data(`${lines.join('\n')}\n`);
    context.data(plan.changes.length === 0 ? 'Nothing differs.\n' : diffTable(plan.changes, context.width));
  }
  return failed > 0 ? exitCodes.partial : exitCodes.done;
}

async function write(work: Work, values: Values, planned: Planned): Promise<ExitCode> {
  const {context, open} = work;
  if (!open.mayWrite)
    return refused(context, exitCodes.failed, {
      what: 'Nothing was written',
      why: open.whyNot ?? 'this hierarchy is read-only',
      todo: 'See what it would do with -WhatIf.',
    });
  const agreed = await agreedTargets(work, planned);
  if (agreed.kind === 'refused') return agreed.exitCode;
  const targets = agreed.value;
  const isAll = targets.length === planned.targets.length;
  const made = isAll ? {kind: 'open' as const, value: planned.plan} : planFor(work, targets);
  if (made.kind === 'refused') return made.exitCode;
  const code = await applyHere(context, {open, plan: made.value, values});
  if (code === exitCodes.done && isSet(values, 'PassThru')) await passThru(work, targets);
  return code === exitCodes.done && planned.failed > 0 ? exitCodes.partial : code;
}

/** Those that nobody declined. Servers on which nothing differs are not asked about. */
async function agreedTargets(work: Work, {plan, targets}: Planned): Promise<Opened<readonly Target[]>> {
  const {context, command} = work;
  const changed = new Set(plan.changes.map(item => siteSystemKey(item.siteCode, 'server' in item ? item.server : '')));
  const {ask} = shouldProcess(context, command);
  const agreed: Target[] = [];
  for (const target of targets) {
    if (!changed.has(keyOf(target.system))) {
      agreed.push(target);
      continue;
    }
    const answer = await ask(target.system.server);
    if (answer.kind === 'refused') return answer;
    if (answer.value) agreed.push(target);
  }
  const isAny = targets.length === agreed.length || agreed.some(({system}) => changed.has(keyOf(system)));
  if (isAny) return {kind: 'open', value: agreed};
  return refuse(context, exitCodes.cancelled, {
    what: 'Cancelled',
    why: 'it was not confirmed',
    todo: 'Nothing was written.',
  });
}

/** The changed objects, as they are now. */
async function passThru({context, open, object}: Work, targets: readonly Target[]): Promise<void> {
  const again = await open.site.read();
  if (again.kind === 'failed') {
    context.message(makeSafe(`warning: -PassThru: ${again.what}: ${again.why}`));
    return;
  }
  const wanted = new Set(targets.map(({system}) => keyOf(system)));
  const systems = again.reading.hierarchy.siteSystems.filter(system => wanted.has(keyOf(system)));
  showObjects(context, open, systems, object);
}

/** CMP121: what the real cmdlet would reset because it was left out. */
function leftOut({object}: Work, targets: readonly Target[]): readonly Finding[] {
  if (object !== 'siteSystem') return [];
  return targets.flatMap(({system, values}) => {
    const desired = typedChange(object, values);
    if (system.proxy === null || !(desiredEnabled(desired) ?? system.proxy.enabled)) return [];
    const missing = (['proxy.port', 'proxy.account'] as const).filter(field => desired[field] === undefined);
    return missing.length === 0 ? [] : [findingLeftOut(system, missing)];
  });
}
