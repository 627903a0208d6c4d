// Reads again and again until it is told to stop. Failures are counted and tried again; only what changed is told.
import type {Problem} from '../refuse.ts';
import type {SiteSystemStatus} from '../views/status-json.ts';
import type {StatusChange} from './compare-status.ts';
import type {Statuses} from './read-statuses.ts';
import {changesBetween, knownOf, type Known} from './watch-changes.ts';

export type Attempt = ({readonly kind: 'read'} & Statuses) | {readonly kind: 'failed'; readonly problem: Problem};

export interface WatchedReading extends Statuses {
  /** What the other options leave, in their order. */
  readonly shown: readonly SiteSystemStatus[];
}

/** Where a watch goes: a terminal, or lines. */
export interface WatchSink {
  readonly first: (reading: WatchedReading) => void;
  /** `changes` may be empty. `failures`: how many readings in a row had failed before this one. */
  readonly again: (reading: WatchedReading, changes: readonly StatusChange[], failures: number) => void;
  readonly failed: (problem: Problem, failures: number) => void;
}

/** The wish to stop, and pauses that it ends. */
export interface Waiting {
  readonly isOver: () => boolean;
  /** Settles when it is over. */
  readonly over: Promise<void>;
  /** Ends early when it is over, or when someone wants a reading now. In milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
}

interface Parts {
  readonly read: () => Promise<Attempt>;
  readonly arrange: (reading: Statuses) => readonly SiteSystemStatus[];
  readonly sink: WatchSink;
  readonly waiting: Waiting;
  readonly intervalMs: number;
}

export async function watchLoop({read, arrange, sink, waiting, intervalMs}: Parts): Promise<void> {
  let before: {readonly known: Known; readonly shown: ReadonlySet<string>} | null = null;
  let failures = 0;
  while (!waiting.isOver()) {
    const attempt = await Promise.race([read(), waiting.over]);
    if (attempt === undefined) return;
    if (attempt.kind === 'failed') {
      failures += 1;
      sink.failed(attempt.problem, failures);
    } else {
      const shown = arrange(attempt);
      const reading = {...attempt, shown};
      const known = knownOf(attempt.systems, attempt.open.reading.hierarchy.sites, before?.known ?? null);
      const names = new Set(shown.map(nameOf));
      if (before === null) sink.first(reading);
      else {
        const earlier = before.shown;
        const changes = changesBetween(before.known, known).filter(
          change => change.server === '' || earlier.has(nameOf(change)) || names.has(nameOf(change)),
        );
        sink.again(reading, changes, failures);
      }
      before = {known, shown: names};
      failures = 0;
    }
    await waiting.pause(intervalMs);
  }
}

function nameOf({siteCode, server}: {readonly siteCode: string | null; readonly server: string}): string {
  return `${siteCode ?? ''}/${server}`;
}
