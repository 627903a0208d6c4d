// The wish to stop a run: once to finish the server in hand, twice to stop where it stands.

export type StopWish = 'none' | 'finishServer' | 'stopNow';

export interface Stop {
  readonly requested: StopWish;
  /** Calls `listener` on every change; gives back what ends that. */
  onChange(listener: () => void): () => void;
}

export interface StopControl extends Stop {
  request(wish: Exclude<StopWish, 'none'>): void;
}

/** A wish that only grows: `stopNow` is never taken back. */
export function createStopControl(): StopControl {
  let requested: StopWish = 'none';
  const listeners = new Set<() => void>();
  return {
    get requested() {
      return requested;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    request(wish) {
      if (requested === wish || requested === 'stopNow') return;
      requested = wish;
      for (const listener of listeners) listener();
    },
  };
}

/** Never stops. */
export const noStop: Stop = {requested: 'none', onChange: () => () => undefined};

type SignalSource = Pick<NodeJS.Process, 'on' | 'off'>;

/**
 * SIGINT once finishes the server in hand, twice stops now; SIGTERM and SIGHUP are SIGINT once, however often they come, and do not count as one: a line
 * that drops sends several signals, and nobody has asked twice. Gives back what ends the listening.
 */
export function stopOnSignals(control: StopControl, source: SignalSource = process): () => void {
  let interrupts = 0;
  const interrupt = (): void => {
    interrupts += 1;
    control.request(interrupts === 1 ? 'finishServer' : 'stopNow');
  };
  const finish = (): void => control.request('finishServer');
  source.on('SIGINT', interrupt).on('SIGTERM', finish).on('SIGHUP', finish);
  return () => void source.off('SIGINT', interrupt).off('SIGTERM', finish).off('SIGHUP', finish);
}

/** Whether the wish has grown at least to `level`. */
export function isStopping(stop: Stop, level: Exclude<StopWish, 'none'>): boolean {
  return stop.requested === 'stopNow' || stop.requested === level;
}
