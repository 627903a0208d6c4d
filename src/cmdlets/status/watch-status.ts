// `status --watch`: the status again and again. On a terminal it is drawn anew when it changed; in a pipe only what changed is told.
import {inheritProxies} from '../../inheritance/inherit.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import type {Values} from '../cmdlet.ts';
import {textOf} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {parseDuration} from '../durations.ts';
import type {OpenSite} from '../opened.ts';
import {refused} from '../refuse.ts';
import {comparedStatus} from '../status-against.ts';
import type {SiteSystemStatus} from '../views/status-json.ts';
import {statusDocument} from '../views/status-json.ts';
import type {StatusLook} from '../views/show-status.ts';
import {statusRecords} from '../views/status-records.ts';
import {statusTable} from '../views/status-table.ts';
import {writeRecords} from '../write-records.ts';
import {arrangeStatus} from './arrange-status.ts';
import {readStatuses} from './read-statuses.ts';

const floorMs = 2000;
const defaultMs = 5000;

interface Watched {
  readonly open: OpenSite;
  readonly systems: readonly SiteSystemStatus[];
}

/** Ends with 0 by Ctrl+C, a hang-up, or a reader who left. */
export async function watchStatus(values: Values, context: Context, look: StatusLook): Promise<ExitCode> {
  const text = textOf(values, 'Interval');
  const wanted = text === undefined ? defaultMs : parseDuration(text);
  if (wanted === null)
    return refused(context, exitCodes.usage, {
      what: '--interval cannot be read',
      why: `"${text ?? ''}" is not a duration`,
      todo: 'Give one such as 5s or 1m; the least is 2s.',
    });
  const waiting = stoppable();
  let before: Watched | null = null;
  let drawn = '';
  let failures = 0;
  while (!waiting.isOver()) {
    const read = await readStatuses(context);
    if (read.kind === 'failed') {
      failures += 1;
      tellFailure(context, read.text, failures);
    } else {
      if (failures > 0)
        context.message(`Read again after ${failures} failed ${failures === 1 ? 'reading' : 'readings'}.`);
      failures = 0;
      const now: Watched = {open: read.open, systems: arrangeStatus(context, read.open, read.systems, values)};
      if (context.format === 'table') drawn = draw(context, now, {all: read.systems, look}, drawn);
      else if (before === null) tellFirst(context, now);
      else tellChanges(context, before, now);
      before = now;
    }
    await waiting.pause(Math.max(floorMs, wanted));
  }
  waiting.end();
  return exitCodes.done;
}

/** A pause that a signal ends. */
function stoppable(): {isOver: () => boolean; pause: (ms: number) => Promise<void>; end: () => void} {
  let over = false;
  let wake: () => void = () => undefined;
  const stop = (): void => {
    over = true;
    wake();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  return {
    isOver: () => over,
    pause: ms =>
      over
        ? Promise.resolve()
        : new Promise(resolve => {
            const timer = setTimeout(resolve, ms);
            wake = () => {
              clearTimeout(timer);
              resolve();
            };
          }),
    end: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}

const clearScreen = '\u001B[H\u001B[2J';

/** The first line tells the age and would change each time: it does not count. */
function draw(
  context: Context,
  {open, systems}: Watched,
  {all, look}: {readonly all: readonly SiteSystemStatus[]; readonly look: StatusLook},
  before: string,
): string {
  const inheritance = inheritProxies(open.reading.hierarchy);
  const text = statusTable(context, open, {all, shown: systems, inheritance}, look);
  const body = text.slice(text.indexOf('\n'));
  if (body === before) return before;
  context.data(`${context.onTerminal ? clearScreen : ''}${text}`);
  if (context.onTerminal) context.message(`Watched since ${open.reading.readAt}; Ctrl+C ends.`);
  return body;
}

function tellFirst(context: Context, {open, systems}: Watched): void {
  if (context.format === 'json')
    context.data(`${JSON.stringify({...statusDocument(open, systems), event: 'reading'})}\n`);
  else
    writeRecords(context, statusRecords(systems, inheritProxies(open.reading.hierarchy), open.reading.hierarchy.sites));
}

function tellFailure(context: Context, text: string, failures: number): void {
  if (context.format === 'json')
    context.data(
      `${JSON.stringify({schemaVersion: 1, event: 'failed', at: context.clock().toISOString(), failures, why: text})}\n`,
    );
  context.message(
    `${text}\nThe reading failed ${failures === 1 ? 'once' : `${failures} times`} in a row; it is tried again.`,
  );
}

interface Change {
  readonly siteCode: string;
  readonly server: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What was not there or could not be read has no fields. */
function fieldsOf(status: SiteSystemStatus | undefined): ReadonlyMap<string, string> {
  if (status === undefined) return new Map();
  return new Map([
    ['state', status.state],
    ...(comparedStatus(status).fields ?? new Map([['readable', 'no']])),
    ['findings', status.findings.map(({code}) => code).join(' ')],
  ]);
}

export function changesBetween(
  before: readonly SiteSystemStatus[],
  after: readonly SiteSystemStatus[],
): readonly Change[] {
  const keyOf = ({siteCode, server}: SiteSystemStatus): string => siteSystemKey(siteCode ?? '', server);
  const earlier = new Map(before.map(status => [keyOf(status), status]));
  const later = new Map(after.map(status => [keyOf(status), status]));
  return [...new Set([...earlier.keys(), ...later.keys()])].flatMap(key => {
    const [was, is] = [fieldsOf(earlier.get(key)), fieldsOf(later.get(key))];
    const {siteCode, server} = later.get(key) ?? earlier.get(key) ?? {siteCode: '', server: ''};
    return [...new Set([...was.keys(), ...is.keys()])]
      .filter(field => was.get(field) !== is.get(field))
      .map(field => ({
        siteCode: siteCode ?? '',
        server,
        field,
        before: was.get(field) ?? null,
        after: is.get(field) ?? null,
      }));
  });
}

function tellChanges(context: Context, before: Watched, now: Watched): void {
  const changes = changesBetween(before.systems, now.systems);
  const at = now.open.reading.readAt;
  if (context.format === 'json') {
    for (const change of changes)
      context.data(`${JSON.stringify({schemaVersion: 1, event: 'changed', at, ...change})}\n`);
    return;
  }
  if (changes.length === 0) return;
  const rows = changes.map(({siteCode, server, field, before: was, after: is}) =>
    ['changed', siteCode, server, field, was ?? 'not there', is ?? 'not there', at].map(text => makeSafe(text)),
  );
  writeRecords(context, {columns: ['event', 'siteCode', 'server', 'field', 'before', 'after', 'at'], rows});
}
