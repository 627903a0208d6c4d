// The progress of a run, out of the JSON lines that the child prints.

export interface ServerProgress {
  readonly server: string;
  readonly siteCode: string;
  readonly state: string;
  readonly why: string | null;
}

export interface RunProgress {
  /** The run's id, as soon as it is told. */
  readonly run: string | null;
  readonly servers: readonly ServerProgress[];
  readonly notices: readonly string[];
  /** What goes on just now besides writing: a pause, the stop that was asked for. Not said any more when it is over. */
  readonly passing: string | null;
  readonly stopping: boolean;
  /** Set when the child has ended. */
  readonly end: RunEnd | null;
}

export interface RunEnd {
  readonly exitCode: number;
  readonly text: string;
  readonly undoFile: string | null;
  readonly run: string | null;
  /** It began and ended without saying how: killed, or crashed. What was written stands in the journal. */
  readonly brokeOff: boolean;
}

export const noProgress: RunProgress = {
  run: null,
  servers: [],
  notices: [],
  passing: null,
  stopping: false,
  end: null,
};

const perServer = new Set(['writing', 'accepted', 'applied', 'failed', 'uncertain', 'skipped']);

/** One line of the child added; a line of another form is kept as a notice. */
export function addRunLine(before: RunProgress, line: string): RunProgress {
  const event = parseEvent(line);
  if (event === null) return line.trim() === '' ? before : withNotice(before, line);
  const run = textOf(event, 'run');
  const progress = run === '' || run === before.run ? before : {...before, run};
  const name = textOf(event, 'event');
  if (perServer.has(name))
    return {
      ...progress,
      servers: withServer(progress.servers, event, name),
      passing: progress.stopping ? progress.passing : null,
    };
  if (name === 'notice') return withNotice(progress, textOf(event, 'text'));
  if (name === 'pausing') return {...progress, passing: textOf(event, 'text')};
  if (name === 'stopping') return {...progress, stopping: true, passing: textOf(event, 'text')};
  if (name !== 'finished') return progress;
  return {
    ...progress,
    passing: null,
    servers: finishedServers(event['servers'], progress.servers),
    end: {
      exitCode: typeof event['exitCode'] === 'number' ? event['exitCode'] : 1,
      text: textOf(event, 'text'),
      undoFile: typeof event['undoFile'] === 'string' ? event['undoFile'] : null,
      run: run === '' ? null : run,
      brokeOff: false,
    },
  };
}

const mostNotices = 200;

function withNotice(progress: RunProgress, text: string): RunProgress {
  return {...progress, notices: [...progress.notices.slice(1 - mostNotices), text]};
}

/** The child ended. Without a `finished` line it broke off; before anything began, `lastError` says why. */
export function endRun(progress: RunProgress, exitCode: number, lastError: string): RunProgress {
  if (progress.end !== null) return progress;
  const brokeOff = progress.run !== null;
  const said = lastError === '' ? `it ended with ${exitCode} and said nothing` : lastError;
  return {
    ...progress,
    passing: null,
    servers: brokeOff ? progress.servers.map(uncertainWhereOpen) : progress.servers,
    end: {exitCode: exitCode === 0 ? 1 : exitCode, text: said, undoFile: null, run: progress.run, brokeOff},
  };
}

function uncertainWhereOpen(item: ServerProgress): ServerProgress {
  return item.state === 'writing' || item.state === 'accepted'
    ? {...item, state: 'uncertain', why: 'the run broke off before its result was known'}
    : item;
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
