// What the screens have run: every command with its end and its time, so that it can be looked at, copied and run again.

export interface LoggedCommand {
  readonly id: number;
  /** For people: quoted for a POSIX shell. */
  readonly line: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
  /** null while it runs; -1 where it ended without an exit code, such as by a signal. */
  readonly exitCode: number | null;
  /** Milliseconds. */
  readonly took: number | null;
  /** The last thing it said; empty while it runs. */
  readonly text: string;
}

/** Oldest first. */
export type CommandLog = readonly LoggedCommand[];

const most = 500;

/** A command that begins now. */
export function logStart(log: CommandLog, id: number, line: string, now: Date): CommandLog {
  const entry = {id, line, startedAt: now.toISOString(), exitCode: null, took: null, text: ''};
  return [...log.slice(1 - most), entry];
}

/** The command ended. One that is not in the log any more changes nothing. */
export function logEnd(
  log: CommandLog,
  id: number,
  end: {readonly exitCode: number; readonly text: string; readonly now: Date},
): CommandLog {
  return log.map(entry =>
    entry.id === id
      ? {
          ...entry,
          exitCode: end.exitCode,
          text: end.text,
          took: Math.max(0, end.now.getTime() - Date.parse(entry.startedAt)),
        }
      : entry,
  );
}

/** `exit 0, 1.2 s`, for a column. */
export function logShort({exitCode, took}: LoggedCommand): string {
  if (exitCode === null || took === null) return 'running';
  return `${exitCode < 0 ? 'signal' : `exit ${exitCode}`}, ${timeText(took)}`;
}

function timeText(took: number): string {
  return took < 1000 ? `${took} ms` : `${(took / 1000).toFixed(1)} s`;
}

/** `ended with 0 after 1.2 s`. */
export function logResult({exitCode, took, text}: LoggedCommand): string {
  if (exitCode === null || took === null) return 'running';
  return `${exitCode < 0 ? 'was ended by a signal' : `ended with ${exitCode}`} after ${timeText(took)}${text === '' ? '' : `: ${text}`}`;
}
