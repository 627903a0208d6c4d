// Every Ink screen is shown by this: one way to draw, to read keys, and to give the terminal back.
import {Box, Text, render, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {Component, useEffect, type ReactElement, type ReactNode} from 'react';
import type {ReadStream, WriteStream} from 'node:tty';
import {crashText} from '../terminal/crash-text.ts';
import {directOutput} from '../terminal/direct-output.ts';
import {glyphsFor} from '../terminal/glyphs.ts';
import {inkStdout} from './ink-stdout.ts';
import {toKey} from './keys.ts';
import {pacedStdin} from './paced-stdin.ts';
import {isTooSmall, leastColumns, leastRows} from './screen-size.ts';
import {guardTerminal, signalExitCodes, type EndSignal} from './terminal-guard.ts';

/** How a screen ended. After `signal` the caller ends soon, with `signalExitCodes` where nothing else is said of it; nothing can be printed after a SIGHUP. */
export type ScreenEnd = {readonly kind: 'left'} | {readonly kind: 'signal'; readonly signal: EndSignal};

interface Options {
  readonly stdin: ReadStream;
  readonly stdout: WriteStream;
  /** Default: no, so that the last frame stays in the scrollback. */
  readonly alternateScreen?: boolean;
  /**
   * Called at once on SIGINT and SIGTERM (each time) and when the terminal is gone (once): the place to save what must not be lost. `stay` keeps the screen,
   * to finish what is being written; without it, and always after a SIGHUP, the screen ends.
   */
  readonly onSignal?: (signal: EndSignal) => 'leave' | 'stay';
}

export interface ShownScreen {
  /** Settles when the terminal is as it was. Rejects with what a component threw. */
  readonly end: Promise<ScreenEnd>;
  /** Ends it as `left`, as `useApp().exit()` does from inside. */
  readonly close: () => void;
}

type Lend = (away: () => Promise<void>) => Promise<void>;

const mostToEndMs = 5000;

/**
 * Shows `screen` until it is closed. Keys come one at a time (`toKey`); Ctrl+Z stops the job and comes back; a paste is obeyed by nothing but a field; keys
 * do nothing while the terminal is too small. A screen acts on Ctrl+C itself.
 */
export function showScreen(
  screen: ReactElement,
  {stdin, stdout, alternateScreen = false, onSignal = () => 'leave'}: Options,
): ShownScreen {
  let ended: ScreenEnd = {kind: 'left'};
  let deadline: NodeJS.Timeout | undefined;
  let lend: Lend = away => away();
  const glyphs = glyphsFor(process.env, process.platform);
  const drawn = inkStdout(stdout, glyphs);
  // Before the first frame: a key that answers it at once must not be echoed, nor be turned into a signal.
  stdin.setRawMode(true);
  const app = render(
    <Root
      onLend={given => {
        lend = given;
      }}
      onSuspend={() => void guard.suspend()}
    >
      {screen}
    </Root>,
    {
      stdin: pacedStdin(stdin, {accepts: key => always.has(key) || !isTooSmall(drawn)}),
      stdout: drawn,
      interactive: true,
      exitOnCtrlC: false,
      incrementalRendering: true,
      alternateScreen,
      maxFps: 15,
    },
  );
  const guard = guardTerminal({
    stdin,
    stdout,
    alternateScreen,
    close: () => app.unmount(),
    lend: away => lend(away),
    onSignal: signal => {
      if (onSignal(signal) === 'stay' && signal !== 'SIGHUP') return 'stay';
      ended = {kind: 'signal', signal};
      deadline ??= setTimeout(() => process.exit(signalExitCodes[signal]), mostToEndMs).unref();
      app.unmount();
      return 'leave';
    },
    onCrash: error => {
      directOutput(2).write(crashText(error, process.argv));
    },
  });
  const wait = async (): Promise<ScreenEnd> => {
    try {
      await app.waitUntilExit();
      return ended;
    } finally {
      clearTimeout(deadline);
      guard.release();
      stdin.pause();
    }
  };
  return {end: wait(), close: () => app.unmount()};
}

/** Ctrl+C and Ctrl+Z. */
const always: ReadonlySet<string> = new Set(['\u0003', '\u001A']);

interface RootProps {
  readonly onLend: (lend: Lend) => void;
  readonly onSuspend: () => void;
  readonly children: ReactNode;
}

function Root({onLend, onSuspend, children}: RootProps): ReactElement {
  const {exit, suspendTerminal} = useApp();
  const {columns, rows} = useWindowSize();
  useEffect(() => onLend(suspendTerminal), [onLend, suspendTerminal]);
  useInput((input, inkKey) => {
    if (toKey(input, inkKey)?.name === 'ctrl+z') onSuspend();
  });
  usePaste(() => undefined);
  const small = isTooSmall({columns, rows});
  return (
    <Boundary onError={exit}>
      {small ? <TooSmall columns={columns} rows={rows} /> : null}
      <Box display={small ? 'none' : 'flex'} flexDirection="column">
        {children}
      </Box>
    </Boundary>
  );
}

function TooSmall({columns, rows}: {readonly columns: number; readonly rows: number}): ReactElement {
  const needed = `${leastColumns}x${leastRows}`;
  return (
    <Box width={columns} height={Math.min(4, Math.max(1, rows - 1))} overflow="hidden">
      <Text>{`This terminal is ${columns}x${rows}; cmproxy needs at least ${needed}. Make it larger, or use --plain.`}</Text>
    </Box>
  );
}

interface BoundaryProps {
  readonly onError: (error: Error) => void;
  readonly children: ReactNode;
}

/** What a component throws ends the screen and goes to the caller; Ink's own boundary would draw the stack into the terminal. */
class Boundary extends Component<BoundaryProps, {readonly failed: boolean}> {
  override state = {failed: false};

  static getDerivedStateFromError(): {readonly failed: boolean} {
    return {failed: true};
  }

  override componentDidCatch(error: unknown): void {
    this.props.onError(error instanceof Error ? error : new Error(String(error)));
  }

  override render(): ReactNode {
    return this.state.failed ? null : this.props.children;
  }
}
