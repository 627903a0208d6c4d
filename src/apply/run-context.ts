// What the parts of one run share while it goes.
import type {PlannedChange} from '../plan/plan.ts';
import type {SiteConnection} from '../sites/site.ts';
import type {RunEvent} from './events.ts';
import type {RunJournal} from './journal/run-journal.ts';
import type {Secrets} from './secret.ts';
import type {Stop} from './stop.ts';

export interface RunContext {
  readonly run: string;
  readonly site: SiteConnection;
  readonly journal: RunJournal;
  readonly emit: (event: RunEvent) => void;
  readonly clock: () => Date;
  /** For one write, and again for its read-back. */
  readonly timeoutMs: number;
  readonly stop: Stop;
  readonly secrets: Secrets;
  readonly progress: Progress;
  /** False once someone has forced the run's lock open. */
  readonly isLocked: () => boolean;
}

/** What has happened so far in this process; the one thing of a run that changes. */
export interface Progress {
  /** Calls to the provider that write, also those without an answer. */
  writes: number;
  /** Why the journal can take nothing more; null while it can. */
  journalFailure: string | null;
}

type ChangeEventName = 'writing' | 'accepted' | 'applied' | 'failed' | 'uncertain' | 'skipped';

/** Tells one state of one change. */
export function tell(
  context: RunContext,
  event: ChangeEventName,
  change: PlannedChange,
  why: string | null = null,
): void {
  const {order, server, siteCode, object} = change;
  context.emit({
    schemaVersion: 1,
    event,
    at: context.clock().toISOString(),
    run: context.run,
    order,
    server,
    siteCode,
    object,
    why,
  });
}

export function tellNotice(
  context: Pick<RunContext, 'emit' | 'clock' | 'run'>,
  event: 'notice' | 'pausing' | 'stopping',
  text: string,
): void {
  context.emit({schemaVersion: 1, event, at: context.clock().toISOString(), run: context.run, text});
}
