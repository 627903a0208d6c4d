// `status --watch`: the status again and again. On a terminal the table is kept up to date; in a pipe only what changed is told.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {SiteConnection} from '../../sites/site.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {parseDuration} from '../durations.ts';
import {openConnection, openSiteOf} from '../open-site.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';
import type {StatusLook} from '../views/show-status.ts';
import {arrangeStatus} from './arrange-status.ts';
import {columnsOption} from './columns-option.ts';
import {statusesOf} from './read-statuses.ts';
import {lineSink} from './watch-lines.ts';
import {watchLoop, type Attempt} from './watch-loop.ts';
import {openWatchScreen} from './watch-screen.ts';
import {watchControl} from './watch-waiting.ts';

const floorMs = 2000;
const defaultMs = 5000;

/** Ends with 0 by Ctrl+C, SIGTERM, a hang-up, or a reader who left. */
export async function watchStatus(values: Values, context: Context, look: StatusLook): Promise<ExitCode> {
  const interval = readOptions(values, context);
  if (interval.kind === 'refused') return interval.exitCode;
  const columns = columnsOption(context, values);
  if (columns.kind === 'refused') return columns.exitCode;
  const opened = openConnection(context);
  if (opened.kind === 'refused') return opened.exitCode;
  const intervalMs = interval.value;
  const control = watchControl();
  const screen = redraws(context) ? openWatchScreen(context, {look, intervalMs, control}) : null;
  try {
    await watchLoop({
      read: () => attempt(context, opened.value),
      arrange: ({open, systems}) => arrangeStatus(context, open, systems, values),
      sink: screen ?? lineSink(context, {...look, columns: columns.value}, intervalMs),
      waiting: control,
      intervalMs,
    });
  } finally {
    screen?.close();
    control.end();
  }
  return exitCodes.done;
}

/** Milliseconds between readings. */
function readOptions(values: Values, context: Context): Opened<number> {
  const usage = (what: string, why: string, todo: string): Opened<never> =>
    refuse(context, exitCodes.usage, {what, why, todo});
  for (const [name, option] of [
    ['Against', '--against'],
    ['Out', '--out'],
    ['ExitCode', '--exit-code'],
  ] as const)
    if (values.has(name))
      return usage(
        `--watch and ${option} were both given`,
        'a watch goes on until it is ended',
        'Leave one of them out; in a pipe --watch tells what changes.',
      );
  if (context.format === 'csv')
    return usage(
      '--watch cannot write CSV',
      'a reading and what changed after it are not records of one shape',
      'Use --output plain or --output json.',
    );
  const text = textOf(values, 'Interval');
  const wanted = text === undefined ? defaultMs : parseDuration(text);
  if (wanted === null)
    return usage(
      '--interval cannot be read',
      `"${text ?? ''}" is not a duration`,
      'Give one such as 5s or 1m; the least is 2s.',
    );
  if (wanted < floorMs) context.message('The least --interval is 2s, which is used.');
  return {kind: 'open', value: Math.max(floorMs, wanted)};
}

function redraws({format, onTerminal, plain, env}: Context): boolean {
  return format === 'table' && onTerminal && !plain && env['TERM'] !== 'dumb';
}

async function attempt(context: Context, site: SiteConnection): Promise<Attempt> {
  const outcome = await site.read();
  if (outcome.kind === 'failed') return {kind: 'failed', problem: outcome};
  return {kind: 'read', ...(await statusesOf(context, openSiteOf(context, site, outcome.reading)))};
}
