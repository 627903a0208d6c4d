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
}

export const topics: readonly Topic[] = [
  {name: 'exit-codes', about: 'What the exit codes mean.', text: exitCodeHelp},
  {name: 'findings', about: 'All findings with their codes.', text: findingsHelp},
  {name: 'answers', about: 'Answer files: their keys and values.', text: answersHelp},
  {name: 'environment', about: 'Variables that cmproxy reads.', text: environmentHelp},
];

/** The table of exit codes, from the constants. */
function exitCodeHelp(): string {
  const names = Object.keys(exitCodes) as ExitCodeName[];
  return `${['Exit codes', ...names.map(name => `  ${String(exitCodes[name]).padStart(3)}  ${exitCodeMeanings[name]}`), '', 'Where several hold: 64 and 6 end a run before it starts; then 1, 4, 5, 3, 2, 0.'].join('\n')}\n`;
}

function findingsHelp(): string {
  return `${['Findings', ...findingCatalog.map(item => `  ${item.code}  ${item.severity}\n      ${item.title}`)].join('\n')}\n`;
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
export const variables: readonly (readonly [name: string, about: string])[] = [
  ['CMPROXY_HOME', "One folder for everything that is kept, in place of the platform's own folders."],
  ...preferences.map(({variable, about}) => [variable, about] as const),
  ['NO_COLOR', 'No colour, whatever its value.'],
  ['FORCE_COLOR', 'Colour where it would not be found; --no-color and NO_COLOR go before it.'],
  ['TERM', 'dumb: no screens and no colour.'],
  ['COLUMNS', 'The width of tables where there is no terminal.'],
  ['ACCESSIBLE', 'Any value but 0 and false: accessible, append-only output, as --plain.'],
  ['XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_CACHE_HOME', 'Where settings, state and cache are, without CMPROXY_HOME.'],
];

function environmentHelp(): string {
  return `${['Variables of the environment', ...variables.flatMap(([name, about]) => [`  ${name}`, `      ${about}`]), '', 'A flag goes before a variable, a variable before a file; see cmproxy config show --origin. No variable ever holds a password.'].join('\n')}\n`;
}
