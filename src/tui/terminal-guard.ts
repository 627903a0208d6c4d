// Whatever way out, the terminal is as it was before: signals, errors that nobody expected, a terminal that is gone, Ctrl+Z and back.
import type {ReadStream, WriteStream} from 'node:tty';
import {directOutput} from '../terminal/direct-output.ts';

export type EndSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** What a shell shows of a process that such a signal ended: 128 and the signal's number. */
export const signalExitCodes: Readonly<Record<EndSignal, number>> = {SIGHUP: 129, SIGINT: 130, SIGTERM: 143};

interface Options {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  readonly alternateScreen: boolean;
  /** Takes the screen down, as far as it still stands. */
  readonly close: () => void;
  /** Gives the terminal away while `away` runs, takes it back and draws everything anew. */
  readonly lend: (away: () => Promise<void>) => Promise<void>;
  /** A signal, each time; or the terminal is gone, which is a SIGHUP whoever tells of it, and told once. */
  readonly onSignal: (signal: EndSignal) => 'leave' | 'stay';
  /** An error that nobody caught. The terminal is restored by then, and the process ends with 1 after it. */
  readonly onCrash: (error: unknown) => void;
}

export interface Guard {
  /** Ctrl+Z: stops the whole job, as the terminal itself would; comes back when a shell continues it. Does nothing where there is no job control. */
  readonly suspend: () => Promise<void>;
  /** The screen has ended in order: nothing is watched any more. */
  readonly release: () => void;
}

/** A stop that has not happened by then never will: the kernel drops it where no shell could continue us. In milliseconds. */
const stopsWithin = 200;

export function guardTerminal(options: Options): Guard {
  const {stdin, stdout, lend, onSignal, onCrash} = options;
  let state: 'watching' | 'away' | 'over' = 'watching';
  // A screen that leaves is not stopped or drawn any more.
  const tell = (signal: EndSignal): void => {
    if (onSignal(signal) === 'leave') state = 'over';
  };
  let hungUp = false;
  const gone = (): void => {
    if (hungUp || state === 'over') return;
    hungUp = true;
    tell('SIGHUP');
  };

  const atExit = (): void => restore(options);
  const crash = (error: unknown): void => {
    release();
    restore(options);
    onCrash(error);
    process.exit(1);
  };
  const stopOurselves = (): void => void leaveFor('self');
  const continued = (): void => {
    // Stopped by a SIGSTOP, of which nobody is told: whatever a shell has written and set meanwhile, all is taken and drawn anew.
    if (state !== 'watching') return;
    stdout.write(roomFor(options));
    void lendOut(() => Promise.resolve());
  };
  const lendOut = async (away: () => Promise<void>): Promise<void> => {
    state = 'away';
    let begun = false;
    try {
      await lend(() => {
        begun = true;
        return away();
      });
    } catch (error) {
      if (begun) throw error;
      await away(); // the terminal is lent already, to an editor for example
    } finally {
      if (state === 'away') state = 'watching';
    }
  };
  const leaveFor = async (whom: 'job' | 'self'): Promise<void> => {
    if (state !== 'watching' || process.platform === 'win32') return;
    await lendOut(async () => {
      process.off('SIGTSTP', stopOurselves);
      await stop(whom);
      if (state === 'away') process.on('SIGTSTP', stopOurselves);
    });
  };

  const signals = [
    ['SIGINT', () => tell('SIGINT')],
    ['SIGTERM', () => tell('SIGTERM')],
    ['SIGHUP', gone],
  ] as const;
  for (const [signal, listener] of signals) process.on(signal, listener);
  process.on('SIGTSTP', stopOurselves).on('SIGCONT', continued);
  process.on('uncaughtException', crash).on('unhandledRejection', crash).on('exit', atExit);
  stdout.on('error', gone);
  stdin.on('error', gone).on('end', gone);
  for (const stream of [stdin, stdout]) if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);

  function release(): void {
    state = 'over';
    for (const [signal, listener] of signals) process.off(signal, listener);
    process.off('SIGTSTP', stopOurselves).off('SIGCONT', continued);
    process.off('uncaughtException', crash).off('unhandledRejection', crash).off('exit', atExit);
    stdout.off('error', gone);
    stdin.off('error', gone).off('end', gone);
  }
  return {suspend: () => leaveFor('job'), release};
}

/** Stays when the screen is over: a terminal that is gone tells so more than once, and of everything that is written to it. */
function ignore(): void {}

/** Sends the signal that Ctrl+Z sends, and waits until we go on. */
function stop(whom: 'job' | 'self'): Promise<void> {
  return new Promise(resolve => {
    const goOn = (): void => {
      clearTimeout(timer);
      process.off('SIGCONT', goOn);
      resolve();
    };
    const timer = setTimeout(goOn, stopsWithin);
    process.on('SIGCONT', goOn);
    process.kill(whom === 'job' ? 0 : process.pid, 'SIGTSTP');
  });
}

/** Blank rows for a frame, so that what is erased before it is drawn is not what a shell has written. */
function roomFor({stdout, alternateScreen}: Options): string {
  return alternateScreen ? '' : '\r\n'.repeat(Math.max(1, stdout.rows || 24));
}

/** Synchronized output ended, no bracketed paste, no colour, the cursor visible; raw mode off. Written at once: there may be no later. */
function restore({stdin, alternateScreen, close}: Options): void {
  try {
    close();
  } catch {
    // The screen itself is broken. What follows does without it.
  }
  directOutput(1).write(`\u001B[?2026l\u001B[?2004l${alternateScreen ? '\u001B[?1049l' : ''}\u001B[0m\u001B[?25h`);
  if (stdin.isRaw) stdin.setRawMode(false);
}
