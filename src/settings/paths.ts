// Where cmproxy keeps its files. One function of the environment, so that tests and people can move everything by CMPROXY_HOME.
import {posix, resolve, win32} from 'node:path';

export interface Paths {
  /** Connections and preferences. */
  readonly settingsFile: string;
  /** Named proxy settings. */
  readonly profilesFile: string;
  readonly labFile: string;
  /** Journal and undo files. */
  readonly journalFolder: string;
  readonly lockFolder: string;
  /** Plans that the screens hand to a run. */
  readonly planFolder: string;
  /** Answer files that the wizard writes. */
  readonly answersFolder: string;
  /** Last readings of slow hierarchies; nothing is lost with it. */
  readonly cacheFolder: string;
  /** Findings that count no more. */
  readonly acceptedFile: string;
  /** Places that wizards have reached. */
  readonly sessionFolder: string;
}

export type FoundPaths =
  {readonly kind: 'paths'; readonly paths: Paths} | {readonly kind: 'nowhere'; readonly why: string};

/**
 * With CMPROXY_HOME all files are below it. Without it: XDG_CONFIG_HOME, XDG_STATE_HOME and XDG_CACHE_HOME (or ~/.config, ~/.local/state and ~/.cache), on Windows
 * %APPDATA% and %LOCALAPPDATA%. `nowhere` where the environment names no home at all; reading the embedded lab works even then.
 */
export function findPaths(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform): FoundPaths {
  const own = env['CMPROXY_HOME'];
  const windows = platform === 'win32';
  if (own !== undefined && own !== '') {
    const home = whole(own, windows);
    return {kind: 'paths', paths: below(home, home, `${home}/cache`)};
  }
  const home = windows ? env['USERPROFILE'] : env['HOME'];
  const config =
    (windows ? env['APPDATA'] : absolute(env['XDG_CONFIG_HOME'])) ||
    (home ? `${home}/${windows ? 'AppData/Roaming' : '.config'}` : '');
  const state =
    (windows ? env['LOCALAPPDATA'] : absolute(env['XDG_STATE_HOME'])) ||
    (home ? `${home}/${windows ? 'AppData/Local' : '.local/state'}` : '');
  if (config === '' || state === '')
    return {kind: 'nowhere', why: `neither CMPROXY_HOME nor ${windows ? 'USERPROFILE' : 'HOME'} is set`};
  const cache = windows
    ? `${state}/cmproxy/cache`
    : `${absolute(env['XDG_CACHE_HOME']) || `${home ?? state}/.cache`}/cmproxy`;
  return {kind: 'paths', paths: below(`${config}/cmproxy`, `${state}/cmproxy`, cache)};
}

/** A relative one is ignored. Source: XDG Base Directory Specification, Basics. */
function absolute(folder: string | undefined): string {
  return folder?.startsWith('/') ? folder : '';
}

/** Seen from the folder of the process, so that what is shown can be used from elsewhere. */
function whole(folder: string, windows: boolean): string {
  if ((windows ? win32 : posix).isAbsolute(folder)) return folder;
  try {
    return resolve(folder);
  } catch {
    return folder;
  }
}

function below(config: string, state: string, cacheFolder: string): Paths {
  return {
    settingsFile: `${config}/settings.json`,
    profilesFile: `${config}/profiles.json`,
    labFile: `${state}/lab.json`,
    cacheFolder,
    journalFolder: `${state}/journal`,
    lockFolder: `${state}/locks`,
    planFolder: `${state}/plans`,
    answersFolder: `${state}/answers`,
    acceptedFile: `${state}/accepted-findings.json`,
    sessionFolder: `${state}/sessions`,
  };
}
