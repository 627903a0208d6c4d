// Carries out `config set` and `config unset`: the user's own preferences, kept with conf beside the connections.
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {closest} from '../../model/closest-name.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {findPreference, parsePreference, type Preference, type PreferenceValue} from '../../settings/preferences.ts';
import {labConnection, type Settings} from '../../settings/settings.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {withoutAgreement} from '../agree-to-keep.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {loadSettings, needPaths} from '../open-site.ts';
import {refused} from '../refuse.ts';

export async function setPreference(values: Values, context: Context): Promise<ExitCode> {
  const key = textOf(values, 'Key') ?? '';
  const preference = findPreference(key);
  if (preference === undefined) return exitCodes.usage;
  const parsed = parsePreference(preference, textOf(values, 'Value') ?? '');
  if (parsed.kind === 'refused')
    return refused(context, exitCodes.usage, {
      what: 'Nothing was kept',
      why: parsed.why,
      todo: adviceFor(preference, textOf(values, 'Value') ?? ''),
    });
  // Seen from here; elsewhere a relative folder would be another.
  const value = key === 'journal' ? resolve(String(parsed.value)) : parsed.value;
  const ended = await withoutAgreement(context, {operation: 'Set-CMProxyPreference', target: key});
  if (ended !== null) return ended;
  const code = await change(context, settings => withPreference(settings, key, value));
  if (code !== exitCodes.done) return code;
  context.message(makeSafe(`${key} is now ${String(value)}.`));
  if (key === 'connection') tellUnknownConnection(context, String(value));
  return code;
}

function adviceFor({values = [], about}: Preference, given: string): string {
  const guess = closest(given.toLowerCase(), values);
  return guess === null ? about : `Did you mean ${guess}?`;
}

/** It may be added later, so it is kept. */
function tellUnknownConnection(context: Context, name: string): void {
  const settings = loadSettings(context);
  if (settings.kind === 'refused') return;
  const names = [labConnection, ...Object.keys(settings.value.connections)];
  if (!names.includes(name))
    context.message(
      makeSafe(
        `warning: there is no connection "${name}"; the known ones are ${names.join(', ')}. See: cmproxy site list`,
      ),
    );
}

export async function unsetPreference(values: Values, context: Context): Promise<ExitCode> {
  const key = textOf(values, 'Key') ?? '';
  const ended = await withoutAgreement(context, {operation: 'Remove-CMProxyPreference', target: key});
  if (ended !== null) return ended;
  const code = await change(context, settings => withoutPreference(settings, key));
  if (code === exitCodes.done) context.message(makeSafe(`${key} is as it is by default, as far as the settings go.`));
  return code;
}

function withPreference(settings: Settings, key: string, value: PreferenceValue): Settings {
  return settings.preferences[key] === value
    ? settings
    : {...settings, preferences: {...settings.preferences, [key]: value}};
}

function withoutPreference(settings: Settings, key: string): Settings {
  if (!Object.hasOwn(settings.preferences, key)) return settings;
  const {[key]: _gone, ...rest} = settings.preferences;
  return {...settings, preferences: rest};
}

/** Also under --read-only: it is about hierarchies, and else a preference for it could not be taken back. */
async function change(context: Context, edit: (settings: Settings) => Settings): Promise<ExitCode> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths.exitCode;
  const {changeSettings} = await import('../../settings/write-settings.ts');
  try {
    const outcome = await changeSettings(paths.value.settingsFile, edit);
    return outcome.kind === 'settings' ? exitCodes.done : refused(context, exitCodes.failed, outcome);
  } catch (error) {
    if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
    return refused(context, exitCodes.failed, {
      what: 'The settings were not saved',
      why: error instanceof Error ? error.message : String(error),
      todo: `Check that ${paths.value.settingsFile} can be written, or set CMPROXY_HOME.`,
    });
  }
}
