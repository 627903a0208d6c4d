// Who may import whom in src/, as data. A room is a folder directly under src/, or a file there. docs/architecture.md tells why.

/**
 * What each room may import, besides itself: rooms, or single files of a room. `later` may be imported by import() only.
 * @type {Readonly<Record<string, {readonly now: readonly string[], readonly later?: readonly string[]}>>}
 */
export const rooms = {
  model: {now: []},
  files: {now: []},
  inheritance: {now: ['model']},
  plan: {now: ['model', 'inheritance']},
  sites: {now: ['model', 'files']},
  apply: {now: ['plan', 'model', 'files', 'sites/site.ts']},
  host: {now: []},
  wizard: {now: ['model', 'inheritance', 'plan']},
  settings: {now: ['model', 'files']},
  terminal: {now: ['model']},
  cmdlets: {now: ['model', 'files', 'inheritance', 'plan', 'sites', 'apply', 'wizard', 'settings', 'terminal']},
  tui: {now: ['wizard', 'cmdlets', 'terminal', 'settings', 'model']},
  'version.ts': {now: []},
  'bind-cmdlet.ts': {now: ['cmdlets', 'host']},
  'load-screens.ts': {now: ['cmdlets', 'terminal'], later: ['tui']},
  'cli.ts': {
    now: ['bind-cmdlet.ts', 'load-screens.ts', 'settings', 'cmdlets', 'host', 'model', 'terminal', 'version.ts'],
    later: ['*'],
  },
};

/**
 * Which rooms may import which packages. Everything else from outside is refused, so that a new package is a decision.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const packages = {
  ink: ['tui'],
  'ink-select-input': ['tui'],
  'ink-text-input': ['tui'],
  react: ['tui'],
  execa: ['tui', 'sites'],
  conf: ['settings'],
  yaml: ['wizard', 'cmdlets', 'apply'],
};

/** Rooms of values in and values out: they reach neither files nor network, processes or the terminal. */
export const pureRooms = ['model', 'inheritance', 'plan', 'wizard'];

/** What Node offers that has no effect outside. Pure rooms may import only these. */
export const pureBuiltins = ['node:buffer', 'node:crypto', 'node:net', 'node:path', 'node:url', 'node:util'];
