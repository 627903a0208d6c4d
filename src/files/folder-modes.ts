// Files and folders of ours that are more open than they should be.
import {statSync} from 'node:fs';

export interface LooserMode {
  readonly path: string;
  /** Octal, for example `0644`. */
  readonly mode: string;
  readonly wanted: string;
}

/** Existing paths that others than the owner may read or write. Windows has no such modes: nothing is reported there. */
export function looserModes(paths: readonly string[]): readonly LooserMode[] {
  if (process.platform === 'win32') return [];
  return paths.flatMap(path => {
    const stat = statSync(path, {throwIfNoEntry: false});
    if (stat === undefined || (stat.mode & 0o077) === 0) return [];
    return [{path, mode: `0${(stat.mode & 0o777).toString(8)}`, wanted: stat.isDirectory() ? '0700' : '0600'}];
  });
}
