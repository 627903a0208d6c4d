// Carries out listing and showing profiles; apart from what writes, because a reading command starts fast.
import {settingKeys} from '../../model/desired-change.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {parseWildcard} from '../../model/wildcard.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {loadProfiles, needProfile} from './need-profile.ts';
import {refused} from '../refuse.ts';
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
