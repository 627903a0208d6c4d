// When a watch ends, and what ends its pauses: signals, and keys where there is a terminal.
import type {EventEmitter} from 'node:events';
import type {Waiting} from './watch-loop.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface WatchControl extends Waiting {
  readonly stop: () => void;
  /** Read now. */
  readonly hurry: () => void;
  /** Ends the listening to signals; once stopped, further ones are still taken, since a line that drops sends several. */
  readonly end: () => void;
}

/** The first SIGINT, SIGTERM or SIGHUP stops it. */
export function watchControl(source: Pick<EventEmitter, 'on' | 'off'> = process): WatchControl {
  let isOver = false;
  let wake: () => void = () => undefined;
  const {promise: over, resolve} = Promise.withResolvers<void>();
  const stop = (): void => {
    isOver = true;
    resolve();
    wake();
  };
  for (const signal of signals) source.on(signal, stop);
  return {
    isOver: () => isOver,
    over,
    pause: ms =>
      isOver
        ? Promise.resolve()
        : new Promise(done => {
            const timer = setTimeout(done, ms);
            wake = () => {
              clearTimeout(timer);
              done();
            };
          }),
    stop,
    hurry: () => wake(),
    end: () => {
      if (isOver) return;
      for (const signal of signals) source.off(signal, stop);
    },
  };
}
