// The progress of a run, out of the JSON lines that the child prints.

export interface ServerProgress {
  readonly server: string;
  readonly siteCode: string;
  readonly state: string;
  readonly why: string | null;
}

export interface RunProgress {
  readonly servers: readonly ServerProgress[];
  readonly notices: readonly string[];
  readonly stopping: boolean;
  /** Set when the child has ended. */
  readonly end: {
    readonly exitCode: number;
    readonly text: string;
    readonly undoFile: string | null;
    readonly run: string | null;
  } | null;
}

export const noProgress: RunProgress = {servers: [], notices: [], stopping: false, end: null};

const perServer = new Set(['writing', 'accepted', 'applied', 'failed', 'uncertain', 'skipped']);

/** One line of the child added; a line of another form is kept as a notice. */
export function addRunLine(progress: RunProgress, line: string): RunProgress {
  const event = parseEvent(line);
  if (event === null) return line.trim() === '' ? progress : {...progress, notices: [...progress.notices, line]};
  const name = textOf(event, 'event');
  if (perServer.has(name)) return {...progress, servers: withServer(progress.servers, event, name)};
  if (name === 'notice' || name === 'pausing')
    return {...progress, notices: [...progress.notices, textOf(event, 'text')]};
  if (name === 'stopping') return {...progress, stopping: true, notices: [...progress.notices, textOf(event, 'text')]};
  if (name !== 'finished') return progress;
  return {
    ...progress,
    servers: finishedServers(event['servers'], progress.servers),
    end: {
      exitCode: typeof event['exitCode'] === 'number' ? event['exitCode'] : 1,
      text: textOf(event, 'text'),
      undoFile: typeof event['undoFile'] === 'string' ? event['undoFile'] : null,
      run: typeof event['run'] === 'string' ? event['run'] : null,
    },
  };
}

/** The child ended. Without a `finished` line that is a failure with what it said last. */
export function endRun(progress: RunProgress, exitCode: number, lastError: string): RunProgress {
  if (progress.end !== null) return progress;
  return {
    ...progress,
    end: {exitCode, text: lastError === '' ? `The run ended with ${exitCode}.` : lastError, undoFile: null, run: null},
  };
}

type Event = Readonly<Record<string, unknown>>;

function parseEvent(line: string): Event | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'event' in value ? value : null;
  } catch {
    return null;
  }
}

function withServer(servers: readonly ServerProgress[], event: Event, state: string): readonly ServerProgress[] {
  const server = textOf(event, 'server');
  const siteCode = textOf(event, 'siteCode');
  const entry = {server, siteCode, state, why: typeof event['why'] === 'string' ? event['why'] : null};
  const at = servers.findIndex(item => item.server === server && item.siteCode === siteCode);
  return at < 0 ? [...servers, entry] : servers.with(at, entry);
}

function finishedServers(value: unknown, before: readonly ServerProgress[]): readonly ServerProgress[] {
  if (!Array.isArray(value)) return before;
  return value
    .filter((item): item is Event => typeof item === 'object' && item !== null)
    .map(item => ({
      server: textOf(item, 'server'),
      siteCode: textOf(item, 'siteCode'),
      state: textOf(item, 'result'),
      why: typeof item['why'] === 'string' ? item['why'] : null,
    }));
}

function textOf(event: Event, key: string): string {
  const value = event[key];
  return typeof value === 'string' ? value : '';
}
