// Topics of help that are no command: exit codes, findings, variables of the environment, answer files.
import {exitCodeMeanings, exitCodes, type ExitCodeName} from '../../model/exit-codes.ts';
import {fieldDefinitions} from '../../model/fields.ts';
import {preferences} from '../../settings/preferences.ts';
import {conditionKeys} from '../../model/select-servers.ts';
import {findingCatalog} from '../../plan/findings/catalog.ts';

export interface Topic {
  readonly name: string;
  readonly about: string;
  readonly text: () => string;
  /** The same for `--output json`. */
  readonly data: () => Readonly<Record<string, unknown>>;
}

export const topics: readonly Topic[] = [
  {name: 'exit-codes', about: 'What the exit codes mean.', text: exitCodeHelp, data: () => ({exitCodes: exits()})},
  {name: 'findings', about: 'All findings with their codes.', text: findingsHelp, data: () => ({findings: findings()})},
  {name: 'answers', about: 'Answer files: their keys and values.', text: answersHelp, data: () => ({keys: fields()})},
  {
    name: 'settings',
    about: 'What can be preferred, and which layer wins.',
    text: settingsHelp,
    data: () => ({settings: preferences}),
  },
  {
    name: 'environment',
    about: 'Variables that cmproxy reads.',
    text: environmentHelp,
    data: () => ({variables: named(variables)}),
  },
  {name: 'files', about: 'What is kept, and where.', text: filesHelp, data: () => ({files: named(keptFiles)})},
];

type Row = readonly [name: string, about: string];

function named(rows: readonly Row[]): readonly Readonly<Record<string, string>>[] {
  return rows.map(([name, about]) => ({name, about}));
}

function listed(title: string, rows: readonly Row[], ...end: readonly string[]): string {
  return `${[title, ...rows.flatMap(([name, about]) => [`  ${name}`, `      ${about}`]), ...end.flatMap(text => ['', text])].join('\n')}\n`;
}

function exits(): readonly {readonly code: number; readonly name: string; readonly meaning: string}[] {
  const names = Object.keys(exitCodes) as ExitCodeName[];
  return names.map(name => ({code: exitCodes[name], name, meaning: exitCodeMeanings[name]}));
}

function findings(): readonly {readonly code: string; readonly severity: string; readonly title: string}[] {
  return findingCatalog.map(({code, severity, title}) => ({code, severity, title}));
}

function fields(): readonly Readonly<Record<string, string>>[] {
  return fieldDefinitions.map(({key, help}) => ({key, help}));
}

/** The table of exit codes, from the constants. */
function exitCodeHelp(): string {
  return `${['Exit codes', ...exits().map(({code, meaning}) => `  ${String(code).padStart(3)}  ${meaning}`), '', 'Where several hold: 64 and 6 end a run before it starts; then 1, 4, 5, 3, 2, 0.'].join('\n')}\n`;
}

function findingsHelp(): string {
  return listed(
    'Findings',
    findings().map(({code, severity, title}) => [`${code}  ${severity}`, title] as const),
  );
}

function answersHelp(): string {
  return `${[
    'Answer files (cmproxy/answers@1, YAML)',
    '  schema: cmproxy/answers@1',
    '  servers: [SITE/SERVER, ...]        or',
    '  select: {KEY: VALUE, ...}          servers by what they are or have when it is used; all must hold',
    `      keys: ${conditionKeys.join(', ')}`,
    '',
    'What they get; what is not said is kept',
    ...fieldDefinitions.flatMap(({key, help}) => [`  ${key}`, `      ${help}`]),
    '',
    '  overrides: {SERVER: {proxy: {...}}}   exceptions, one by one',
    '  ask: [KEY, ...]                       asked each time, although it is answered',
    '  ticket: TEXT                          kept in plan and journal',
    '',
    'Schema: wizards/site-system-proxy.schema.json. A password is never in a file: an account is named.',
  ].join('\n')}\n`;
}

/** Each variable that is read anywhere, and nothing else. */
export const variables: readonly Row[] = [
  ['CMPROXY_HOME', "One folder for everything that is kept, in place of the platform's own folders."],
  ...preferences.map(({variable, about}) => [variable, about] as const),
  ['NO_COLOR', 'Not empty: no colour. Standard output and standard error are judged apart.'],
  [
    'FORCE_COLOR',
    'Not empty: colour also where there is no terminal, and none with 0 or false. --no-color goes first, then NO_COLOR, FORCE_COLOR, TERM, and whether there is a terminal.',
  ],
  ['TERM', 'dumb: no screens and no colour.'],
  ['COLUMNS', 'The width of tables where there is no terminal.'],
  ['ACCESSIBLE', 'Any value but 0 and false: accessible, append-only output, as --plain.'],
  ['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'Where settings, state and cache are, without CMPROXY_HOME.'],
];

function environmentHelp(): string {
  return listed(
    'Variables of the environment',
    variables,
    'A flag goes before a variable, a variable before a file; see cmproxy config show --origin. No variable ever holds a password.',
  );
}

/** Preferences: keys as `config set` and the files take them. */
function settingsHelp(): string {
  return listed(
    'Settings: cmproxy config set KEY VALUE',
    preferences.map(
      ({key, about, values, standard, variable, inProject}) =>
        [
          key,
          `${about}${values === undefined ? '' : ` One of ${values.join(', ')}.`} Without it: ${standard}. Variable: ${variable}.${inProject === 'no' ? ' Not in a project file.' : ''}`,
        ] as const,
    ),
    'The first that says something wins: the flag, the variable, the project file (.cmproxy.json here or in a folder above), your settings, the system file. See: cmproxy config show --origin, cmproxy config path',
    'readOnly and noInput are on where any layer turns them on.',
  );
}

/** Below CMPROXY_HOME, or in the platform's own folders; `config path` tells them. */
export const keptFiles: readonly Row[] = [
  ['settings.json', 'Connections, the selected one, and preferences.'],
  ['profiles.json', 'Named proxy settings.'],
  ['lab.json', 'The embedded lab, once it has been changed.'],
  ['journal/*.journal.jsonl', 'Every write, before and after; append-only.'],
  ['journal/undo-RUN.yaml', 'The way back from a run, for any machine.'],
  ['locks/', 'One lock for each hierarchy.'],
  ['plans/', 'Plans that the screens hand to a run.'],
  ['answers/', 'Answer files of the wizard.'],
  ['sessions/', 'Places that wizards have reached and not finished.'],
  ['accepted-findings.json', 'Findings that were accepted.'],
  ['cache/', 'The last reading of a slow hierarchy, and names for completion; nothing is lost with it.'],
  ['.cmproxy.json', "A project's preferences, in this folder or one above."],
];

function filesHelp(): string {
  return listed(
    'Files',
    keptFiles,
    'With CMPROXY_HOME all of them but the last are below that folder. Without it: $XDG_CONFIG_HOME/cmproxy (~/.config/cmproxy) for settings and profiles, $XDG_CACHE_HOME/cmproxy (~/.cache/cmproxy) for the cache, $XDG_STATE_HOME/cmproxy (~/.local/state/cmproxy) for the rest; on Windows %APPDATA%\\cmproxy and %LOCALAPPDATA%\\cmproxy. See: cmproxy config path',
    'No password is ever in one of them.',
  );
}
