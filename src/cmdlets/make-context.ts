// The context of a run, out of the process and the parameters that every command takes.
import {findPaths} from '../settings/paths.ts';
import {wantsColour} from '../terminal/colour.ts';
import {isTerminal} from '../terminal/direct-output.ts';
import {isInteractive} from '../terminal/is-interactive.ts';
import {isSet, textOf, type Values} from './cmdlet.ts';
import type {Context, ErrorAction, OutputFormat, Screens} from './context.ts';

interface Parts {
  readonly values: Values;
  /** `values` without what is preferred. */
  readonly given: Values;
  readonly process: NodeJS.Process;
  readonly version: string;
  readonly screens: Screens;
  readonly output: {data: (text: string) => void; message: (text: string) => void};
}

export function makeContext({values, given, process, version, screens, output}: Parts): Context {
  const {env} = process;
  const onTerminal = isTerminal(1);
  const format = formatOf(values, onTerminal);
  const noInput = isSet(values, 'NoInput');
  const confirm = values.get('Confirm');
  return {
    given,
    // Made only where they are used: most runs read nothing and write directly.
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      return process.stdout;
    },
    get stderr() {
      return process.stderr;
    },
    onTerminal,
    get messageWidth() {
      return isTerminal(2) ? (process.stderr.columns ?? 80) : null;
    },
    env,
    clock: () => new Date(),
    paths: findPaths(env, process.platform),
    version,
    format,
    width: onTerminal ? (process.stdout.columns ?? 80) : columnsOf(env),
    colour: wantsColour({isTTY: onTerminal}, env, {noColor: isSet(values, 'NoColor')}),
    get interactive() {
      return isInteractive({stdin: {isTTY: isTerminal(0)}, stdout: {isTTY: isTerminal(2)}, env, noInput});
    },
    fresh: isSet(values, 'Fresh'),
    noInput,
    plain: isSet(values, 'Plain') || wantsPlain(env),
    connection: textOf(values, 'Connection') ?? null,
    yes: isSet(values, 'Yes') || confirm === false,
    confirm: confirm === true,
    whatIf: isSet(values, 'WhatIf'),
    readOnly: isSet(values, 'ReadOnly'),
    verbose: isSet(values, 'Verbose'),
    errorAction: errorActionOf(values),
    quiet: isSet(values, 'Quiet'),
    self: [process.execPath, process.argv[1] ?? ''],
    screens,
    ...output,
  };
}

/** `ACCESSIBLE=1`: a screen reader cannot be detected over SSH, so it is asked for. */
export function wantsPlain(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false', undefined].includes(env['ACCESSIBLE']);
}

const errorActions: readonly ErrorAction[] = ['Continue', 'Stop', 'SilentlyContinue', 'Ignore', 'Inquire'];

function errorActionOf(values: Values): ErrorAction {
  const named = textOf(values, 'ErrorAction');
  return errorActions.find(action => action === named) ?? 'Continue';
}

function formatOf(values: Values, onTerminal: boolean): OutputFormat {
  if (isSet(values, 'Json')) return 'json';
  const named = textOf(values, 'OutputFormat')?.toLowerCase();
  if (named === 'table' || named === 'plain' || named === 'json' || named === 'csv') return named;
  return onTerminal && !isSet(values, 'Plain') ? 'table' : 'plain';
}

/** Tables that are asked for without a terminal are as wide as COLUMNS says, or never cut. */
function columnsOf(env: Readonly<Record<string, string | undefined>>): number | null {
  const columns = Number(env['COLUMNS']);
  return Number.isInteger(columns) && columns > 0 ? columns : null;
}
