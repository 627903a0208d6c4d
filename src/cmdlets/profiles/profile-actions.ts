// Carries out listing, showing, saving, adopting, removing and applying profiles.
import {meansSystem, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {fieldDefinition} from '../../model/fields.ts';
import {parseWildcard} from '../../model/wildcard.ts';
import {findProfile, nameKey, whyNoProfileName, withProfile, type Profile} from '../../settings/profiles/profile.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {apply} from '../change/apply-plan.ts';
import {readSaid} from '../change/change-parameters.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import {withoutConsent} from '../consent.ts';
import {sayWhatIf} from '../what-if.ts';
import type {Context} from '../context.ts';
import {keepProfiles} from './keep-profiles.ts';
import {loadProfiles, needProfile} from './need-profile.ts';
import {needSiteSystems} from '../need-site-systems.ts';
import {openAndRead} from '../open-site.ts';
import {refused} from '../refuse.ts';
import {shouldProcess} from '../should-process.ts';
import {showPlan} from '../change/show-plan.ts';
import {writeRecords} from '../write-records.ts';

export async function listProfiles(values: Values, context: Context): Promise<ExitCode> {
  const profiles = loadProfiles(context);
  if (profiles.kind === 'refused') return profiles.exitCode;
  const wanted = parseWildcard(textOf(values, 'Name') ?? '*');
  if (wanted.kind === 'refused')
    return refused(context, exitCodes.failed, {
      what: 'The name cannot be read',
      why: wanted.why,
      todo: 'Close the bracket.',
    });
  const shown = profiles.value.filter(({name}) => wanted.matches(name));
  if (context.format === 'json') {
    context.data(`${JSON.stringify({schemaVersion: 1, profiles: shown})}\n`);
    return exitCodes.done;
  }
  const columns = ['Name', 'Settings', 'Description', 'SavedAt'];
  const rows = shown.map(({name, settings, description, savedAt}) => [
    name,
    settingKeys
      .filter(key => settings[key] !== undefined)
      .map(key => `${key}=${settings[key]}`)
      .join(' '),
    description,
    savedAt,
  ]);
  if (context.format !== 'table') writeRecords(context, {columns, rows});
  else if (rows.length > 0)
    context.data(
      renderTable({
        columns: columns.map((title, index) => ({title, shrink: index, minWidth: 6})),
        rows,
        width: context.width,
      }),
    );
  if (rows.length === 0 && !context.quiet)
    context.message('No profile is saved. Save one: cmproxy profile save NAME --set KEY=VALUE');
  return exitCodes.done;
}

export async function showProfile(values: Values, context: Context): Promise<ExitCode> {
  const found = needProfile(context, textOf(values, 'Name') ?? '');
  if (found.kind === 'refused') return found.exitCode;
  const profile = found.value;
  if (context.format === 'json') {
    context.data(`${JSON.stringify({schemaVersion: 1, ...profile})}\n`);
    return exitCodes.done;
  }
  const columns = ['Key', 'Value'];
  const rows = settingKeys.flatMap(key =>
    profile.settings[key] === undefined ? [] : [[key, String(profile.settings[key])]],
  );
  if (context.format !== 'table') {
    writeRecords(context, {columns, rows});
    return exitCodes.done;
  }
  const about = profile.description === '' ? '' : `: ${profile.description}`;
  context.data(`${makeSafe(`Profile ${profile.name}${about}`)}\n`);
  context.data(
    renderTable({columns: columns.map((title, index) => ({title, shrink: index})), rows, width: context.width}),
  );
  context.data('What is not listed is kept: each server its own value.\n');
  return exitCodes.done;
}

export async function saveProfile(values: Values, context: Context): Promise<ExitCode> {
  const settings = await readSaid(values, context);
  if (settings.kind === 'refused') return settings.exitCode;
  if (Object.keys(settings.value).length === 0)
    return refused(context, exitCodes.usage, {
      what: 'There is nothing to save',
      why: '--set was not given',
      todo: `Say what the profile sets, for example --set proxy.serverName=NAME. Keys: ${settingKeys.join(', ')}.`,
    });
  for (const key of settingKeys) {
    const value = settings.value[key];
    const problem = typeof value === 'string' ? fieldDefinition(key).validate(value) : null;
    if (problem !== null)
      return refused(context, exitCodes.failed, {
        what: 'The profile was not saved',
        why: `${key}: ${problem.text}`,
        todo: problem.do,
      });
  }
  return keep(values, context, settings.value);
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
  if (!enabled) return keep(values, context, {'proxy.enabled': false, ...switches});
  return keep(values, context, {
    'proxy.enabled': true,
    ...(serverName === null ? {} : {'proxy.serverName': serverName}),
    ...(port === null ? {} : {'proxy.port': String(port)}),
    ...(account.kind === 'unknown' ? {} : {'proxy.account': account.kind === 'system' ? 'system' : account.userName}),
    ...switches,
  });
}

async function keep(values: Values, context: Context, settings: DesiredChange): Promise<ExitCode> {
  const name = textOf(values, 'Name') ?? '';
  const why = whyNoProfileName(name);
  if (why !== null)
    return refused(context, exitCodes.usage, {
      what: `"${name}" cannot be the name of a profile`,
      why,
      todo: 'Choose another name, for example: standby',
    });
  const profile: Profile = {
    name,
    description: textOf(values, 'Description') ?? '',
    savedAt: context.clock().toISOString(),
    settings,
  };
  let isTaken = false;
  const code = await keepProfiles(context, profiles => {
    isTaken = findProfile(profiles, name) !== undefined && !isSet(values, 'Force');
    return isTaken ? profiles : withProfile(profiles, profile);
  });
  if (code !== exitCodes.done) return code;
  if (isTaken)
    return refused(context, exitCodes.usage, {
      what: `The profile "${name}" was not saved`,
      why: 'there is one of that name',
      todo: 'Give another name, or --force.',
    });
  context.message(makeSafe(`Saved the profile ${name}: ${wordsOf(settings)}`));
  if (!context.quiet) context.message(makeSafe(`Use it: cmproxy profile apply ${name} --server SERVER`));
  return exitCodes.done;
}

function wordsOf(settings: DesiredChange): string {
  return settingKeys
    .filter(key => settings[key] !== undefined)
    .map(key => `${key}=${key === 'proxy.account' && meansSystem(String(settings[key])) ? 'system' : settings[key]}`)
    .join(' ');
}

export async function removeProfile(values: Values, context: Context): Promise<ExitCode> {
  const found = needProfile(context, textOf(values, 'Name') ?? '');
  if (found.kind === 'refused') return found.exitCode;
  const {name} = found.value;
  if (context.whatIf) {
    sayWhatIf(context, 'Remove-CMProxyProfile', [name]);
    return exitCodes.done;
  }
  const agreed = await shouldProcess(context, 'Remove-CMProxyProfile').ask(name);
  if (agreed.kind === 'refused') return agreed.exitCode;
  if (!agreed.value) return exitCodes.cancelled;
  const code = await keepProfiles(context, profiles => profiles.filter(item => nameKey(item.name) !== nameKey(name)));
  if (code === exitCodes.done) context.message(makeSafe(`The profile ${name} is forgotten; servers stay as they are.`));
  return code;
}

/** The same as `apply --profile NAME`, and `plan` with -WhatIf. */
export async function applyProfile(values: Values, context: Context): Promise<ExitCode> {
  const renamed = new Map([...values].map(([key, value]) => [key === 'Name' ? 'Profile' : key, value] as const));
  if (context.whatIf) return showPlan(renamed, context);
  const noConsent = withoutConsent(context, {command: 'profile apply', look: 'the same with --what-if'});
  return noConsent ?? apply(renamed, context);
}
