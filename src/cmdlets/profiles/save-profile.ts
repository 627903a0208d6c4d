// Carries out `profile save` and `profile adopt`: what is kept is checked first, so that it can be used.
import {meansSystem, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {findProfile, whyNoProfileName, withProfile, type Profile} from '../../settings/profiles/profile.ts';
import {problemInSettings} from '../../settings/profiles/whole-settings.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {quoteForShell} from '../../wizard/command-line.ts';
import {withoutAgreement} from '../agree-to-keep.ts';
import {readSaid} from '../change/change-parameters.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {keepProfiles} from './keep-profiles.ts';
import {loadProfiles} from './need-profile.ts';
import {needSiteSystems} from '../need-site-systems.ts';
import {openAndRead} from '../open-site.ts';
import {refused} from '../refuse.ts';

export async function saveProfile(values: Values, context: Context): Promise<ExitCode> {
  const settings = await readSaid(values, context);
  if (settings.kind === 'refused') return settings.exitCode;
  if (Object.keys(settings.value).length === 0)
    return refused(context, exitCodes.usage, {
      what: 'There is nothing to save',
      why: '--set was not given',
      todo: `Say what the profile sets, for example --set proxy.serverName=NAME. Keys: ${settingKeys.join(', ')}.`,
    });
  return keep(values, context, {operation: 'Save-CMProxyProfile', settings: settings.value});
}

export async function adoptProfile(values: Values, context: Context): Promise<ExitCode> {
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const named = needSiteSystems(context, opened.value.reading.hierarchy, [textOf(values, 'Server') ?? '']);
  if (named.kind === 'refused') return named.exitCode;
  const [system] = named.value;
  const proxy = system?.proxy ?? null;
  if (system === undefined || !system.readable || proxy === null)
    return refused(context, exitCodes.unknown, {
      what: 'The profile was not saved',
      why: `CMP008 ${textOf(values, 'Server') ?? ''} could not be read: ${system?.why ?? 'its proxy record is not told'}`,
      todo: 'Choose a server that can be read.',
    });
  const {enabled, serverName, port, account} = proxy;
  const updates = system.softwareUpdatePoint;
  const switches: DesiredChange =
    updates === null
      ? {}
      : {
          'softwareUpdatePoint.useProxy': updates.useProxy,
          'softwareUpdatePoint.useProxyForAutoDeploymentRule': updates.useProxyForAutoDeploymentRule,
        };
  // Turned off, nothing else can be said of a proxy; what is stored behind it stays where it is.
  const settings: DesiredChange = enabled
    ? {
        'proxy.enabled': true,
        ...(serverName === null ? {} : {'proxy.serverName': serverName}),
        ...(port === null ? {} : {'proxy.port': String(port)}),
        ...(account.kind === 'unknown'
          ? {}
          : {'proxy.account': account.kind === 'system' ? 'system' : account.userName}),
        ...switches,
      }
    : {'proxy.enabled': false, ...switches};
  return keep(values, context, {operation: 'New-CMProxyProfile', settings});
}

interface Kept {
  readonly operation: string;
  readonly settings: DesiredChange;
}

async function keep(values: Values, context: Context, {operation, settings}: Kept): Promise<ExitCode> {
  const name = textOf(values, 'Name') ?? '';
  const why = whyNoProfileName(name);
  if (why !== null)
    return refused(context, exitCodes.usage, {
      what: `"${name}" cannot be the name of a profile`,
      why,
      todo: 'Choose another name, for example: standby',
    });
  const problem = problemInSettings(settings);
  if (problem !== null)
    return refused(context, exitCodes.failed, {
      what: 'The profile was not saved',
      why: `${problem.key}: ${problem.text}`,
      todo: problem.do,
    });
  const profile: Profile = {
    name,
    description: textOf(values, 'Description') ?? '',
    savedAt: context.clock().toISOString(),
    settings,
  };
  const present = loadProfiles(context);
  if (present.kind === 'refused') return present.exitCode;
  const taken = (): ExitCode =>
    refused(context, exitCodes.usage, {
      what: `The profile "${name}" was not saved`,
      why: 'there is one of that name',
      todo: 'Give another name, or --force.',
    });
  if (findProfile(present.value, name) !== undefined && !isSet(values, 'Force')) return taken();
  const ended = await withoutAgreement(context, {operation, target: name, readOnly: 'refused'});
  if (ended !== null) return ended;
  let isTaken = false;
  const code = await keepProfiles(context, profiles => {
    isTaken = findProfile(profiles, name) !== undefined && !isSet(values, 'Force');
    return isTaken ? profiles : withProfile(profiles, profile);
  });
  if (code !== exitCodes.done) return code;
  if (isTaken) return taken();
  context.message(makeSafe(`Saved the profile ${name}: ${wordsOf(settings)}`));
  if (!context.quiet) context.message(makeSafe(`Use it: cmproxy profile apply ${quoteForShell(name)} --server SERVER`));
  return exitCodes.done;
}

function wordsOf(settings: DesiredChange): string {
  return settingKeys
    .filter(key => settings[key] !== undefined)
    .map(key => `${key}=${key === 'proxy.account' && meansSystem(String(settings[key])) ? 'system' : settings[key]}`)
    .join(' ');
}
