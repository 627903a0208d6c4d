// From a connection's name to an open site and its reading, or to one clear refusal.
import {isAbsolute} from 'node:path';
import {exitCodes} from '../model/exit-codes.ts';
import {hierarchyIdentity} from '../model/identity.ts';
import type {Paths} from '../settings/paths.ts';
import {readSettings} from '../settings/read-settings.ts';
import {labConnection, noSettings, type Settings} from '../settings/settings.ts';
import {openLab} from '../sites/lab/lab.ts';
import type {Reading, SiteConnection} from '../sites/site.ts';
import {openSnapshot} from '../sites/snapshot/snapshot.ts';
import type {Context} from './context.ts';
import type {Opened, OpenSite} from './opened.ts';
import {closest} from '../model/closest-name.ts';
import {refuse} from './refuse.ts';

/** The folders, or a refusal that says what is missing. */
export function needPaths(context: Context): Opened<Paths> {
  if (context.paths.kind === 'paths') return {kind: 'open', value: context.paths.paths};
  return refuse(context, exitCodes.failed, {
    what: 'There is no place to keep files',
    why: context.paths.why,
    todo: 'Set CMPROXY_HOME to a folder.',
  });
}

/** Settings; without any folder there are none. */
export function loadSettings(context: Context): Opened<Settings> {
  if (context.paths.kind === 'nowhere') return {kind: 'open', value: noSettings};
  const read = readSettings(context.paths.paths.settingsFile);
  return read.kind === 'settings' ? {kind: 'open', value: read.settings} : refuse(context, exitCodes.failed, read);
}

/** Opens the connection that is meant: `--connection`, else the selected one, else the lab. */
export function openConnection(context: Context): Opened<SiteConnection> {
  const settings =
    context.connection === labConnection ? {kind: 'open' as const, value: noSettings} : loadSettings(context);
  if (settings.kind === 'refused') return settings;
  const name = context.connection ?? settings.value.selected ?? labConnection;
  if (name === labConnection) {
    const file = context.paths.kind === 'paths' ? context.paths.paths.labFile : null;
    return {kind: 'open', value: openLab({file})};
  }
  const connection = Object.hasOwn(settings.value.connections, name) ? settings.value.connections[name] : undefined;
  if (connection === undefined) {
    const names = [labConnection, ...Object.keys(settings.value.connections)];
    const guess = closest(name, names);
    return refuse(context, exitCodes.usage, {
      what: `There is no connection "${name}"`,
      why: `the known ones are ${names.join(', ')}`,
      todo: `${guess === null ? 'See: cmproxy site list.' : `Did you mean ${guess}?`}${context.given.has('Connection') ? '' : ' It is a preference: cmproxy config show connection --origin'}`,
    });
  }
  if (!isAbsolute(connection.file)) {
    return refuse(context, exitCodes.failed, {
      what: `The connection "${name}" cannot be opened`,
      why: `its path ${connection.file} is not absolute`,
      todo: `Run: cmproxy site remove ${name}, and add it again.`,
    });
  }
  return {kind: 'open', value: openSnapshot({name, file: connection.file, clock: context.clock})};
}

/** Opens and reads. */
export async function openAndRead(context: Context): Promise<Opened<OpenSite>> {
  const opened = openConnection(context);
  if (opened.kind === 'refused') return opened;
  const site = opened.value;
  const outcome = await site.read();
  if (outcome.kind === 'failed') return refuse(context, exitCodes.failed, outcome);
  return {kind: 'open', value: openSiteOf(context, site, outcome.reading)};
}

/** A reading of a site with what this caller may do there. */
export function openSiteOf(context: Pick<Context, 'readOnly'>, site: SiteConnection, reading: Reading): OpenSite {
  const {mayWrite, why} = site.capabilities();
  return {
    site,
    reading,
    hierarchyId: hierarchyIdentity(reading.hierarchy, site.origin),
    mayWrite: mayWrite && !context.readOnly,
    whyNot: context.readOnly ? '--read-only was given' : why,
  };
}
