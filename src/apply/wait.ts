// Waiting with an end: for an answer, for a time, and never longer than the person at the keyboard wants.
import {isStopping, type Stop, type StopWish} from './stop.ts';

export type Waited<T> =
  | {readonly kind: 'value'; readonly value: T}
  | {readonly kind: 'timeout'}
  | {readonly kind: 'stopped'}
  | {readonly kind: 'threw'; readonly why: string};

export interface WaitOptions {
  /** Milliseconds; null: no limit. */
  readonly timeoutMs: number | null;
  readonly stop: Stop;
  /** How strong the wish to stop must be to end the waiting. */
  readonly level: Exclude<StopWish, 'none'>;
}

/** The answer of `start`, or why there is none. A late answer is dropped. What `start` throws becomes text. */
export function waitFor<T>(start: () => Promise<T>, {timeoutMs, stop, level}: WaitOptions): Promise<Waited<T>> {
  return new Promise(resolve => {
    let timer: NodeJS.Timeout | undefined;
    const end = (waited: Waited<T>): void => {
      clearTimeout(timer);
      unlisten();
      resolve(waited);
    };
    const check = (): void => {
      if (isStopping(stop, level)) end({kind: 'stopped'});
    };
    const unlisten = stop.onChange(check);
    if (isStopping(stop, level)) return end({kind: 'stopped'});
    if (timeoutMs !== null) timer = setTimeout(() => end({kind: 'timeout'}), timeoutMs);
    start().then(
      value => end({kind: 'value', value}),
      (error: unknown) => end({kind: 'threw', why: error instanceof Error ? error.message : String(error)}),
    );
  });
}

/** Waits `ms` milliseconds, or until the wish to stop has grown to `level`. */
export async function pause(ms: number, stop: Stop, level: Exclude<StopWish, 'none'>): Promise<void> {
  await waitFor(() => new Promise<never>(() => undefined), {timeoutMs: ms, stop, level});
}
