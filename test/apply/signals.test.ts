import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {expect, test} from 'vitest';
import {createRunPlace, type RunPlace} from './run-place.ts';

interface Line {
  readonly event: string;
  readonly text?: string;
  readonly cancelled?: boolean;
  readonly servers?: readonly {readonly result: string}[];
  readonly writes?: readonly string[];
}

/** Runs a plan for three servers in a process of its own, sending it each signal when its line comes. */
async function runWithSignals(
  place: RunPlace,
  how: string,
  signals: readonly (readonly [afterLine: string, signal: NodeJS.Signals])[],
): Promise<{code: number | null; lines: readonly Line[]; finished: Line; writes: readonly string[]}> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child-fake.ts'), place.folder, '3', how], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const waiting = [...signals];
  const lines: Line[] = [];
  for await (const text of createInterface({input: child.stdout})) {
    const line = JSON.parse(text) as Line;
    lines.push(line);
    const [next] = waiting;
    if (next !== undefined && line.event === next[0]) child.kill(waiting.shift()?.[1]);
  }
  const [code] = (await exit) as [number | null];
  const finished = lines.find(({event}) => event === 'finished');
  if (finished === undefined) throw new Error(`no end in ${JSON.stringify(lines)}`);
  return {code, lines, finished, writes: lines.find(({event}) => event === 'counted')?.writes ?? []};
}

const results = (line: Line): string[] => (line.servers ?? []).map(({result}) => result);

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'A5a A5d %s before any write: exit 130, nothing written',
  async signal => {
    const {code, finished, writes} = await runWithSignals(createRunPlace(), 'hanging-read', [['reading', signal]]);
    expect([code, finished.cancelled, writes]).toEqual([130, true, []]);
  },
);

test.each([
  ['A5b', 'SIGINT'],
  ['A5d', 'SIGTERM'],
  ['A4b', 'SIGHUP'],
] as const)('%s %s during a write: the server in hand is finished and journalled, exit 4', async (_, signal) => {
  const place = createRunPlace();
  const {code, lines, finished} = await runWithSignals(place, 'slow-write', [['writing', signal]]);
  expect([code, finished.cancelled, results(finished)]).toEqual([4, true, ['applied', 'notStarted', 'notStarted']]);
  expect(lines.some(({event}) => event === 'stopping')).toBe(true);
  expect(place.onlyRun().changes.map(({state}) => state)).toEqual(['applied', 'planned', 'planned']);
});

test('A5c SIGINT twice: ends at once with a warning that names the uncertain server, exit 4', async () => {
  const place = createRunPlace();
  const {code, finished, writes} = await runWithSignals(place, 'hanging-write', [
    ['writing', 'SIGINT'],
    ['stopping', 'SIGINT'],
  ]);
  expect([code, results(finished), writes.length]).toEqual([4, ['uncertain', 'notStarted', 'notStarted'], 1]);
  expect(finished.text).toContain('cm01.contoso.com');
  expect(place.onlyRun().changes.map(({state}) => state)).toEqual(['uncertain', 'planned', 'planned']);
});
