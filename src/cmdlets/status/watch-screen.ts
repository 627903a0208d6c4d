// `status --watch` on a terminal: the table in the alternate screen, of which only lines that changed are written again.
import type {ReadStream, WriteStream} from 'node:tty';
import {paint} from '../../terminal/colour.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth} from '../../terminal/text-width.ts';
import {inheritProxies} from '../../inheritance/inherit.ts';
import type {Context} from '../context.ts';
import type {Problem} from '../refuse.ts';
import {statusTable, type TableLook} from '../views/status-table.ts';
import {countText} from '../views/summary.ts';
import type {WatchedReading, WatchSink} from './watch-loop.ts';
import type {WatchControl} from './watch-waiting.ts';

/** The alternate screen, no cursor, no wrapping of lines; and back. */
const enter = '\u001B[?1049h\u001B[?25l\u001B[?7l\u001B[H\u001B[2J';
const leave = '\u001B[0m\u001B[?7h\u001B[?25h\u001B[?1049l';

/** A stop that has not happened by then never will: there is no shell that could continue us. In milliseconds. */
const stopsWithinMs = 200;

interface Options {
  readonly look: TableLook;
  readonly intervalMs: number;
  readonly control: WatchControl;
}

export interface WatchScreen extends WatchSink {
  /** The terminal as it was. */
  readonly close: () => void;
}

interface Drawn {
  readonly reading: WatchedReading | null;
  readonly changedAt: Date | null;
  readonly failure: {readonly problem: Problem; readonly count: number} | null;
}

export function openWatchScreen(context: Context, {look, intervalMs, control}: Options): WatchScreen {
  const {stdin, stdout} = context;
  let drawn: Drawn = {reading: null, changedAt: null, failure: null};
  let lines: readonly string[] = [];
  let isOpen = false;
  let wakeUp: NodeJS.Timeout | undefined;

  const draw = (): void => {
    if (!isOpen) return;
    const next = frame(context, drawn, {look, intervalMs, size: sizeOf(stdout)});
    const changed = next.flatMap((line, row) => (line === lines[row] ? [] : [`\u001B[${row + 1};1H${line}\u001B[K`]));
    const below = next.length < lines.length ? `\u001B[${next.length + 1};1H\u001B[J` : '';
    lines = next;
    if (changed.length > 0 || below !== '') context.data(`${changed.join('')}${below}`);
  };
  const open = (): void => {
    isOpen = true;
    lines = [];
    setRaw(stdin, true);
    context.data(enter);
    draw();
  };
  const close = (): void => {
    if (!isOpen) return;
    isOpen = false;
    context.data(leave);
    setRaw(stdin, false);
  };
  const resized = (): void => {
    if (!isOpen) return;
    lines = [];
    context.data('\u001B[2J');
    draw();
  };
  /** Ctrl+Z: the shell has the terminal until it continues us. */
  const suspend = (whom: 'job' | 'self'): void => {
    close();
    process.off('SIGTSTP', stopOurselves);
    process.kill(whom === 'job' ? 0 : process.pid, 'SIGTSTP');
    wakeUp = setTimeout(continued, stopsWithinMs);
  };
  const stopOurselves = (): void => suspend('self');
  const continued = (): void => {
    clearTimeout(wakeUp);
    process.off('SIGTSTP', stopOurselves).on('SIGTSTP', stopOurselves);
    if (isOpen) resized();
    else open();
  };
  const typed = (chunk: Buffer): void => {
    for (const key of chunk.toString('latin1')) {
      if (key === '\u0003' || key === 'q') control.stop();
      else if (key === '\u001A' && process.platform !== 'win32') suspend('job');
      else if (key === 'r') control.hurry();
    }
  };

  stdout.on('resize', resized);
  process.on('exit', close).on('SIGTSTP', stopOurselves).on('SIGCONT', continued);
  if (stdin.isTTY) stdin.on('data', typed).on('error', control.stop).on('end', control.stop);
  open();
  return {
    first: reading => {
      drawn = {reading, changedAt: null, failure: null};
      draw();
    },
    again: (reading, changes) => {
      drawn = {reading, changedAt: changes.length > 0 ? context.clock() : drawn.changedAt, failure: null};
      draw();
    },
    failed: (problem, count) => {
      drawn = {...drawn, failure: {problem, count}};
      draw();
    },
    close: () => {
      close();
      stdout.off('resize', resized);
      process.off('exit', close).off('SIGTSTP', stopOurselves).off('SIGCONT', continued);
      clearTimeout(wakeUp);
      stdin.off('data', typed).pause();
    },
  };
}

/** A terminal that is gone cannot be set; nobody is left who would see it. */
function setRaw(stdin: ReadStream | NodeJS.ReadStream, raw: boolean): void {
  if (!stdin.isTTY) return;
  try {
    stdin.setRawMode(raw);
  } catch {
    // The line is cut.
  }
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function sizeOf(stdout: WriteStream | NodeJS.WriteStream): Size {
  return {width: stdout.columns || 80, height: stdout.rows || 24};
}

interface Frame {
  readonly look: TableLook;
  readonly intervalMs: number;
  readonly size: Size;
}

/** As many lines as the terminal has; the last says how many more there are. */
function frame(
  context: Context,
  {reading, changedAt, failure}: Drawn,
  {look, intervalMs, size}: Frame,
): readonly string[] {
  const {warning, dim} = paint(context.colour);
  const cut = (text: string): string => cutToWidth(makeSafe(text), size.width);
  const every = `every ${intervalMs / 1000} s`;
  const head =
    failure !== null
      ? warning(
          cut(
            `READING FAILED ${countText(failure.count, 'time')} in a row, tried again ${every}: ${failure.problem.why}`,
          ),
        )
      : reading === null
        ? dim(cut('reading...'))
        : dim(
            cut(
              `${readText(reading)}, ${every}; ${changedAt === null ? 'no change yet' : `changed ${clockText(changedAt)}`}   r read  q quit`,
            ),
          );
  const notice = reading?.notice ?? null;
  const top = [head, ...(notice === null ? [] : [warning(cut(notice))])];
  if (reading === null) return top;
  const here = Object.create(context, {width: {value: size.width}}) as Context;
  const {open, systems, shown} = reading;
  const inheritance = inheritProxies(open.reading.hierarchy);
  const table = statusTable(here, open, {all: systems, shown, inheritance}, {...look, age: ''});
  const all = [...top, ...table.trimEnd().split('\n')];
  if (all.length <= size.height) return all;
  const fitting = Math.max(1, size.height - 1);
  return [
    ...all.slice(0, fitting),
    dim(cut(`${countText(all.length - fitting, 'more line')}: make the terminal taller, or use --faults`)),
  ].slice(0, size.height);
}

function readText({open}: WatchedReading): string {
  const at = new Date(open.reading.readAt);
  return Number.isNaN(at.getTime()) ? 'read at an unknown time' : `read ${clockText(at)}`;
}

/** Of this computer's own time zone: `09:14:05`. */
function clockText(time: Date): string {
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map(part => String(part).padStart(2, '0')).join(':');
}
