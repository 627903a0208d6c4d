// Where cmproxy keeps its files. One function of the environment, so that tests and people can move everything by CMPROXY_HOME.

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
  if (own !== undefined && own !== '') return {kind: 'paths', paths: below(own, own, `${own}/cache`)};
  const windows = platform === 'win32';
  const home = windows ? env['USERPROFILE'] : env['HOME'];
  const config =
    (windows ? env['APPDATA'] : env['XDG_CONFIG_HOME']) ||
    (home ? `${home}/${windows ? 'AppData/Roaming' : '.config'}` : '');
  const state =
    (windows ? env['LOCALAPPDATA'] : env['XDG_STATE_HOME']) ||
    (home ? `${home}/${windows ? 'AppData/Local' : '.local/state'}` : '');
  if (config === '' || state === '')
    return {kind: 'nowhere', why: `neither CMPROXY_HOME nor ${windows ? 'USERPROFILE' : 'HOME'} is set`};
  const cache = windows ? `${state}/cmproxy/cache` : `${env['XDG_CACHE_HOME'] || `${home ?? state}/.cache`}/cmproxy`;
  return {kind: 'paths', paths: below(`${config}/cmproxy`, `${state}/cmproxy`, cache)};
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
