// Saves the settings through conf, under a lock, so that two processes that change different keys lose nothing.
import {mkdirSync} from 'node:fs';
import {dirname} from 'node:path';
import {withFileLock} from '../files/with-file-lock.ts';
import {keepWithConf} from './keep-with-conf.ts';
import {readSettings, type SettingsOutcome} from './read-settings.ts';
import {settingsSchema, type Settings} from './settings.ts';

/** Reads, changes and saves as one step. A file that is broken is left as it is and reported. Mode 0600, folder 0700. */
export async function changeSettings(file: string, change: (settings: Settings) => Settings): Promise<SettingsOutcome> {
  mkdirSync(dirname(file), {recursive: true, mode: 0o700});
  return withFileLock(file, () => {
    const before = readSettings(file);
    if (before.kind === 'refused') return before;
    const after = change(before.settings);
    if (after === before.settings) return before;
    keepWithConf(file, {
      schema: settingsSchema,
      connections: after.connections,
      selected: after.selected,
      ...(Object.keys(after.preferences).length === 0 ? {} : {preferences: after.preferences}),
    });
    return {kind: 'settings', settings: after};
  });
}
