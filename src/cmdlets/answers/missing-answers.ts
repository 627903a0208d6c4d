// Answers that are needed and that neither the file nor the server has: asked, defaulted or refused, as --missing says.
import {desiredEnabled, exceptionTo, type DesiredChange} from '../../model/desired-change.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {fieldDefinition} from '../../model/fields.ts';
import type {FieldKey} from '../../model/finding.ts';
import type {Hierarchy, SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {chooseServers} from '../../plan/choose-servers.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {withTypedLines} from '../../terminal/read-typed-line.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import type {Proposed} from '../change/proposed.ts';
import {refuse} from '../refuse.ts';
import {fullName} from '../views/proxy-text.ts';

export type MissingPolicy = 'ask' | 'default' | 'fail';

export interface Gap {
  readonly key: FieldKey;
  readonly systems: readonly SiteSystem[];
}

/** What stands for an answer that is missing. Sources: Set-CMSiteSystemServer by ConfigMgrCBDsc (port 80, System). */
const defaults: Partial<Readonly<Record<FieldKey, string>>> = {'proxy.port': '80', 'proxy.account': 'system'};

/** By key, the servers whose record would be turned on or changed without it. */
export function findGaps(hierarchy: Hierarchy, proposed: Proposed): readonly Gap[] {
  const gaps = new Map<FieldKey, SiteSystem[]>();
  for (const system of readableSystems(hierarchy, proposed))
    for (const key of missingOf(system, desiredFor(system, proposed))) {
      const systems = gaps.get(key);
      if (systems === undefined) gaps.set(key, [system]);
      else systems.push(system);
    }
  return [...gaps].map(([key, systems]) => ({key, systems}));
}

function readableSystems(hierarchy: Hierarchy, {names, conditions}: Proposed): readonly SiteSystem[] {
  const chosen = chooseServers(hierarchy, names, conditions);
  return chosen.kind === 'refused' ? [] : chosen.systems.filter(system => system.readable && system.proxy !== null);
}

function desiredFor({siteCode, server}: SiteSystem, {desired, overrides}: Proposed): DesiredChange {
  const own = overrides.get(siteSystemKey(siteCode, server));
  return own === undefined ? desired : exceptionTo(desired, own);
}

function missingOf({proxy}: SiteSystem, desired: DesiredChange): readonly FieldKey[] {
  const isTouched = Object.keys(desired).some(key => key.startsWith('proxy.'));
  if (proxy === null || !isTouched || !(desiredEnabled(desired) ?? proxy.enabled)) return [];
  const keys: FieldKey[] = [];
  if (proxy.serverName === null && desired['proxy.serverName'] === undefined) keys.push('proxy.serverName');
  if (proxy.port === null && desired['proxy.port'] === undefined) keys.push('proxy.port');
  if (proxy.account.kind === 'unknown' && desired['proxy.account'] === undefined) keys.push('proxy.account');
  return keys;
}

export interface Wanted {
  readonly policy: MissingPolicy;
  /** Keys that the file wants asked each time, less those that --set answers. */
  readonly ask: readonly FieldKey[];
}

/** The proposal with its gaps filled, and what filled them. */
export async function fillGaps(
  context: Context,
  hierarchy: Hierarchy,
  proposed: Proposed,
  {policy, ask}: Wanted,
): Promise<Opened<Proposed>> {
  const asked = await askAgain(context, proposed, ask, policy);
  if (asked.kind === 'refused') return asked;
  const gaps = findGaps(hierarchy, asked.value);
  if (gaps.length === 0) return asked;
  const overrides = new Map(asked.value.overrides);
  const filled = new Map(asked.value.filled);
  for (const gap of gaps) {
    const answer = await answerFor(context, gap, policy, gaps);
    if (answer.kind === 'refused') return answer;
    for (const {siteCode, server} of gap.systems) {
      const key = siteSystemKey(siteCode, server);
      overrides.set(key, {...overrides.get(key), [gap.key]: answer.value});
      filled.set(`${key} ${gap.key}`, policy === 'default' ? 'default' : 'asked');
    }
  }
  return {kind: 'open', value: {...asked.value, overrides, filled}};
}

async function answerFor(
  context: Context,
  gap: Gap,
  policy: MissingPolicy,
  gaps: readonly Gap[],
): Promise<Opened<string>> {
  const standard = defaults[gap.key];
  if (policy === 'default' && standard !== undefined) {
    context.message(makeSafe(`default ${gap.key} = ${standard}: ${namesOf(gap)}`));
    return {kind: 'open', value: standard};
  }
  if (policy !== 'ask')
    return refuse(context, exitCodes.failed, {
      what: 'Answers are missing',
      why: gaps.map(item => `${item.key}: ${namesOf(item)} has none to keep`).join('; '),
      todo: `Answer it in the file or with --set ${gap.key}=VALUE, or replay with --missing ${standard === undefined ? 'ask' : 'default'}.`,
    });
  if (!context.interactive)
    return refuse(context, exitCodes.usage, {
      what: 'Answers are missing, and there is no terminal to ask on',
      why: gaps.map(item => `${item.key}: ${namesOf(item)} has none to keep`).join('; '),
      todo: `Answer it in the file or with --set ${gap.key}=VALUE.`,
    });
  return askOne(context, gap.key, `for ${namesOf(gap)}`, standard ?? '');
}

/** Keys that are asked although they are answered: the file's answer is offered, an empty one keeps each server's own. */
async function askAgain(
  context: Context,
  proposed: Proposed,
  keys: readonly FieldKey[],
  policy: MissingPolicy,
): Promise<Opened<Proposed>> {
  if (keys.length === 0 || policy === 'default') return {kind: 'open', value: proposed};
  if (!context.interactive || policy === 'fail')
    return refuse(context, exitCodes.usage, {
      what: 'The answer file wants to be asked',
      why: `ask: ${keys.join(', ')}${policy === 'fail' ? ', and --missing fail does not ask' : ', and there is no terminal to ask on'}`,
      todo: `Answer with ${keys.map(key => `--set ${key}=VALUE`).join(' ')}, or take what the file says with --missing default.`,
    });
  let {desired} = proposed;
  const filled = new Map(proposed.filled);
  for (const key of keys) {
    const answer = await askOne(context, key, '', String(desired[key] ?? ''));
    if (answer.kind === 'refused') return answer;
    if (answer.value === '') continue;
    const isFlag = fieldDefinition(key).kind === 'choice';
    desired = {...desired, [key]: isFlag ? answer.value === 'true' : answer.value};
    filled.set(key, 'asked');
  }
  return {kind: 'open', value: {...proposed, desired, filled}};
}

/** One line with the answer that Enter takes; asked again until it is good. */
async function askOne(context: Context, key: FieldKey, about: string, standard: string): Promise<Opened<string>> {
  const {title, help, kind, validate} = fieldDefinition(key);
  const place = about === '' ? '' : ` ${about}`;
  const offered = standard === '' ? '' : ` [${standard}]`;
  context.message(makeSafe(`${title}: ${help}`));
  const read = await withTypedLines({input: context.stdin, output: context.stderr}, async readLine => {
    for (;;) {
      const line = await readLine(makeSafe(`${key}${place}${offered}: `), true);
      if (line.kind === 'cancelled') return null;
      const typed = line.kind === 'line' ? line.text.trim() : '';
      const value = typed === '' ? standard : typed;
      const problem = line.kind === 'refused' ? line.why : problemOf(kind, value, validate, about !== '');
      if (problem === null) return value;
      context.message(makeSafe(problem));
    }
  });
  if (read !== null) return {kind: 'open', value: read};
  return refuse(context, exitCodes.cancelled, {
    what: 'Cancelled',
    why: 'an answer was not given',
    todo: 'Nothing was written.',
  });
}

function problemOf(
  kind: 'choice' | 'text',
  value: string,
  validate: (text: string) => {readonly text: string; readonly do: string} | null,
  isNeeded: boolean,
): string | null {
  if (value === '') return isNeeded ? 'An answer is needed; Ctrl+C cancels.' : null;
  if (kind === 'choice') return value === 'true' || value === 'false' ? null : 'Please answer true or false.';
  const problem = validate(value);
  return problem === null ? null : `${problem.text}. ${problem.do}`;
}

const most = 5;

function namesOf({systems}: Gap): string {
  const names = systems.slice(0, most).map(fullName).join(', ');
  return systems.length > most ? `${names} and ${systems.length - most} more` : names;
}
