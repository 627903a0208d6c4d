// What a person may prefer, once: each with its parameter, its variable and what it may be. The command line, the files and `config` read this table.

export interface Preference {
  /** Its name in files and for `config`: `readOnly`. */
  readonly key: string;
  /** The parameter that it stands for. */
  readonly parameter: string;
  /** Its variable of the environment. */
  readonly variable: string;
  readonly type: 'text' | 'boolean' | 'number';
  readonly values?: readonly string[];
  /** What a text has to be, and that in words. */
  readonly form?: {readonly pattern: RegExp; readonly words: string};
  /** In words: what holds where nobody says anything. */
  readonly standard: string;
  /** A project's file is another's: it may make things safer, and not choose where is written or what is taken for agreed. */
  readonly inProject: 'yes' | 'no' | 'onlyTrue';
  readonly about: string;
}

export const preferences: readonly Preference[] = [
  {
    key: 'connection',
    parameter: 'Connection',
    variable: 'CMPROXY_CONNECTION',
    type: 'text',
    standard: 'the selected one, else lab',
    inProject: 'yes',
    about: 'The hierarchy to work on.',
  },
  {
    key: 'output',
    parameter: 'OutputFormat',
    variable: 'CMPROXY_OUTPUT',
    type: 'text',
    values: ['table', 'plain', 'json', 'csv'],
    standard: 'table on a terminal, else plain',
    inProject: 'yes',
    about: 'The form of data.',
  },
  {
    key: 'readOnly',
    parameter: 'ReadOnly',
    variable: 'CMPROXY_READ_ONLY',
    type: 'boolean',
    standard: 'false',
    inProject: 'onlyTrue',
    about: 'Refuse every write.',
  },
  {
    key: 'noInput',
    parameter: 'NoInput',
    variable: 'CMPROXY_NO_INPUT',
    type: 'boolean',
    standard: 'false',
    inProject: 'onlyTrue',
    about: 'Never ask.',
  },
  {
    key: 'plain',
    parameter: 'Plain',
    variable: 'CMPROXY_PLAIN',
    type: 'boolean',
    standard: 'false, unless ACCESSIBLE is set',
    inProject: 'yes',
    about: 'Accessible, append-only output.',
  },
  {
    key: 'noColor',
    parameter: 'NoColor',
    variable: 'CMPROXY_NO_COLOR',
    type: 'boolean',
    standard: 'false, unless NO_COLOR is set',
    inProject: 'yes',
    about: 'No colour.',
  },
  {
    key: 'quiet',
    parameter: 'Quiet',
    variable: 'CMPROXY_QUIET',
    type: 'boolean',
    standard: 'false',
    inProject: 'yes',
    about: 'No hints.',
  },
  {
    key: 'timeout',
    parameter: 'Timeout',
    variable: 'CMPROXY_TIMEOUT',
    type: 'text',
    form: {pattern: /^\d{1,9}(?:ms|s|m|h)?$/, words: 'a duration, for example 30s, 10m or 500ms'},
    standard: '60s',
    inProject: 'yes',
    about: 'How long to wait for a change to be applied.',
  },
  {
    key: 'serial',
    parameter: 'Serial',
    variable: 'CMPROXY_SERIAL',
    type: 'text',
    form: {
      pattern: /^(?:[1-9]\d{0,8}|(?:[1-9]\d?|100)%)(?:,(?:[1-9]\d{0,8}|(?:[1-9]\d?|100)%))*$/,
      words: 'steps with commas between them, for example 1,10,25%',
    },
    standard: 'the first server, then the rest',
    // Without the first server alone nothing would stop a mistake.
    inProject: 'no',
    about: 'How many servers at a step.',
  },
  {
    key: 'maxFailures',
    parameter: 'MaxFailures',
    variable: 'CMPROXY_MAX_FAILURES',
    type: 'number',
    standard: 'no limit after the first server',
    inProject: 'yes',
    about: 'Start no further server after so many failures.',
  },
  {
    key: 'journal',
    parameter: 'Journal',
    variable: 'CMPROXY_JOURNAL',
    type: 'text',
    standard: 'below the state folder',
    inProject: 'no',
    about: 'The folder of journal and undo files.',
  },
];

export type PreferenceValue = string | number | boolean;

export type ParsedPreference =
  {readonly kind: 'value'; readonly value: PreferenceValue} | {readonly kind: 'refused'; readonly why: string};

export function findPreference(key: string): Preference | undefined {
  return preferences.find(item => item.key === key);
}

/** From a text, as a variable or a person gives it, or from a value of JSON. */
export function parsePreference({key, type, values, form}: Preference, given: unknown): ParsedPreference {
  const refused = (why: string): ParsedPreference => ({kind: 'refused', why: `${key}: ${why}`});
  if (type === 'boolean') {
    if (typeof given === 'boolean') return {kind: 'value', value: given};
    const word = typeof given === 'string' ? given.toLowerCase() : '';
    if (['true', '1', 'yes', 'on'].includes(word)) return {kind: 'value', value: true};
    if (['false', '0', 'no', 'off'].includes(word)) return {kind: 'value', value: false};
    return refused('takes true or false');
  }
  if (type === 'number') {
    const number =
      typeof given === 'number' ? given : typeof given === 'string' && /^\d{1,7}$/.test(given) ? Number(given) : NaN;
    return Number.isInteger(number) && number >= 1 && number <= 1_000_000
      ? {kind: 'value', value: number}
      : refused('takes a whole number from 1 to 1000000');
  }
  if (typeof given !== 'string' || given === '' || /[\p{C}]/u.test(given) || given.length > 1000)
    return refused('takes a text without control characters');
  if (form !== undefined && !form.pattern.test(given)) return refused(`takes ${form.words}`);
  if (values === undefined) return {kind: 'value', value: given};
  const member = values.find(item => item === given.toLowerCase());
  return member === undefined ? refused(`takes one of ${values.join(', ')}`) : {kind: 'value', value: member};
}
