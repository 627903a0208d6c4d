// The parameters of every command that proposes a change, and their reading into one change for chosen servers.
import {exitCodes} from '../../model/exit-codes.ts';
import {addSetting, exceptionTo, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {conditionKeys, parseCondition, type Condition} from '../../model/select-servers.ts';
import {isSet, listOf, textOf, type Parameter, type Values} from '../cmdlet.ts';
import {closest} from '../../model/closest-name.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import type {Proposal} from './proposed.ts';
import {refuse} from '../refuse.ts';

export const selectionParameters: readonly Parameter[] = [
  {
    name: 'Server',
    completes: 'server',
    aliases: ['SiteSystemServerName', 'ServerName'],
    type: 'String[]',
    valueFromPipelineByPropertyName: true,
    valueName: 'SERVER',
    help: 'A site system server, as SERVER or SITE/SERVER; may be repeated.',
  },
  {
    name: 'SiteCode',
    completes: 'site',
    type: 'String',
    valueFromPipelineByPropertyName: true,
    valueName: 'CODE',
    validateNotNullOrEmpty: true,
    help: 'The site of servers that are named without one.',
  },
  {
    name: 'InputObject',
    type: 'IResultObject',
    valueFromPipeline: true,
    requires: ['RoleName', 'SiteCode'],
    help: 'Piped rows of SMS_SCI_SysResUse: their servers.',
  },
  {
    name: 'Where',
    completes: 'condition',
    type: 'String[]',
    valueName: 'KEY=VALUE',
    help: `Servers by what they are or have now; all conditions must hold. Keys: ${conditionKeys.join(', ')}.`,
  },
];

export const changeParameters: readonly Parameter[] = [
  ...selectionParameters,
  {
    name: 'Set',
    completes: 'setting',
    type: 'String[]',
    valueName: 'KEY=VALUE',
    help: `What to set; what is not said is kept. Keys: ${settingKeys.join(', ')}.`,
  },
];

/** For servers that are named or chosen by conditions; an answer file has its own. */
export const overrideParameter: Parameter = {
  name: 'Override',
  completes: 'server',
  type: 'String[]',
  valueName: 'SERVER:KEY=VALUE',
  help: 'What one of the servers is to get otherwise, as --set says it for all; may be repeated.',
};

/** Under --set. */
export const profileParameter: Parameter = {
  name: 'Profile',
  completes: 'profile',
  type: 'String',
  valueName: 'NAME',
  validateNotNullOrEmpty: true,
  help: 'What a profile says is set; --set changes single keys of it.',
};

/** Instead of servers and --set. */
export const answersParameter: Parameter = {
  name: 'Answers',
  completes: 'answerFile',
  type: 'String',
  valueName: 'FILE',
  validateNotNullOrEmpty: true,
  help: 'An answer file, such as the wizard writes; `-` reads standard input. --set changes single keys of it.',
};

/** What `--profile` says, and `--set` over it. */
export async function readSaid(values: Values, context: Context): Promise<Opened<DesiredChange>> {
  let set: DesiredChange = {};
  for (const text of listOf(values, 'Set')) {
    const parsed = addSetting(set, text);
    if (parsed.kind === 'refused') return refuseKey(context, '--set', parsed, settingKeys);
    set = parsed.change;
  }
  const name = textOf(values, 'Profile');
  if (name === undefined) return {kind: 'open', value: set};
  const {needProfile} = await import('../profiles/need-profile.ts');
  const profile = needProfile(context, name);
  return profile.kind === 'refused' ? profile : {kind: 'open', value: exceptionTo(profile.value.settings, set)};
}

/** Reads `--server`, `--where` and `--set`. A key that is not one is refused with the nearest name. */
export async function readProposal(values: Values, context: Context): Promise<Opened<Proposal>> {
  const said = await readSaid(values, context);
  if (said.kind === 'refused') return said;
  const desired = said.value;
  const conditions: Condition[] = [];
  for (const text of listOf(values, 'Where')) {
    const parsed = parseCondition(text);
    if (parsed.kind === 'refused') return refuseKey(context, '--where', parsed, conditionKeys);
    conditions.push(parsed.condition);
  }
  const siteCode = textOf(values, 'SiteCode');
  const names = listOf(values, 'Server').map(name =>
    siteCode === undefined || name.includes('/') ? name : `${siteCode}/${name}`,
  );
  const empty = names.find(name => name.trim() === '');
  if (empty !== undefined) {
    return refuse(context, exitCodes.usage, {
      what: '--server is empty',
      why: 'a name is needed',
      todo: 'Write --server SERVER or --server SITE/SERVER.',
    });
  }
  return {kind: 'open', value: {names, conditions, desired}};
}

export function refuseKey(
  context: Context,
  option: string,
  problem: {key: string; why: string},
  keys: readonly string[],
): Opened<never> {
  const isKnown = keys.includes(problem.key);
  const guess = isKnown ? null : closest(problem.key, keys);
  const todo = isKnown ? `Give it once, as ${problem.key}=VALUE.` : `The keys are ${keys.join(', ')}.`;
  return refuse(context, exitCodes.usage, {
    what: `${option} cannot be read`,
    why: problem.why,
    todo: guess === null ? todo : `Did you mean ${guess}?`,
  });
}

export const planParameters: readonly Parameter[] = [
  ...changeParameters,
  overrideParameter,
  profileParameter,
  answersParameter,
  {
    name: 'Expect',
    completes: 'setting',
    type: 'String[]',
    valueName: 'KEY=VALUE',
    help: 'What servers that would be written must have now; else nothing is written and it ends with 5. May be repeated.',
  },
  {
    name: 'CreateAccount',
    type: 'SwitchParameter',
    help: "Create a proxy account that does not exist at a server's site.",
  },
  {
    name: 'Ticket',
    type: 'String',
    valueName: 'TEXT',
    help: 'The number of the change request; kept in plan and journal.',
  },
  {name: 'Note', type: 'String', valueName: 'TEXT', help: 'A remark; kept in the plan.'},
];

/** Whether any server or change was given at all. */
export function isProposed(values: Values): boolean {
  return (
    ['Server', 'Where', 'Set', 'Override'].some(name => listOf(values, name).length > 0) ||
    values.has('Profile') ||
    isSet(values, 'CreateAccount') ||
    values.has('Answers')
  );
}
