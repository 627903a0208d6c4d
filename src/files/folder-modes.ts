// Files and folders of ours that are more open than they should be.
import {statSync, type Stats} from 'node:fs';

export interface LooserMode {
  readonly path: string;
  /** Octal, for example `0644`. */
  readonly mode: string;
  readonly wanted: string;
}

/** Existing paths that others than the owner may read or write; what cannot be looked at is left out. Windows has no such modes: nothing is reported there. */
export function looserModes(paths: readonly string[]): readonly LooserMode[] {
  if (process.platform === 'win32') return [];
  return paths.flatMap(path => {
    const stat = statIfSeen(path);
    if (stat === null || (stat.mode & 0o077) === 0) return [];
    return [
      {
        path,
        mode: `0${(stat.mode & 0o777).toString(8).padStart(3, '0')}`,
        wanted: stat.isDirectory() ? '0700' : '0600',
      },
    ];
  });
}

function statIfSeen(path: string): Stats | null {
  try {
    return statSync(path, {throwIfNoEntry: false}) ?? null;
  } catch {
    // A folder above it that we may not enter: the command that needs the path says so; this is a warning only.
    return null;
  }
}
