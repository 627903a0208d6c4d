import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import type {RunEvent} from '../../src/apply/events.ts';
import {createRunPlace} from './run-place.ts';

type Line = RunEvent | {readonly event: 'counted'; readonly writes: readonly string[]};

/** Runs a plan for five servers in a process whose files may have at most `blocks` KiB: the journal meets a full disk. */
function applyWithLimit(folder: string, blocks: number): {status: number | null; lines: readonly Line[]} {
  const child = join(import.meta.dirname, 'child-fake.ts');
  const {status, stdout} = spawnSync(
    'bash',
    ['-c', 'ulimit -f "$0"; exec "$@"', String(blocks), process.execPath, child, folder, '5'],
    {encoding: 'utf8'},
  );
  return {
    status,
    lines: stdout
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Line),
  };
}

test('R4b disk full for the journal: no further server is started; exit 4, or 1 if none was written', () => {
  const seen = new Map<number | null, number>();
  for (let blocks = 1; blocks <= 16; blocks += 1) {
    const place = createRunPlace();
    const {status, lines} = applyWithLimit(place.folder, blocks);
    seen.set(status, (seen.get(status) ?? 0) + 1);
    const counted = lines.find(line => line.event === 'counted');
    const writes = counted?.event === 'counted' ? counted.writes : [];
    const last = lines.find(line => line.event === 'finished');
    if (last?.event !== 'finished') throw new Error('the run did not say how it ended');
    expect([0, 1, 4]).toContain(status);
    expect(status === 1).toBe(writes.length === 0);
    if (status === 0) continue;
    expect(last.text).toContain('the file would be larger than the limit');
    expect(last.servers.filter(({result}) => result === 'applied')).toHaveLength(writes.length);
    const [run] = place.runs().runs;
    expect(place.runs()).toMatchObject({brokenAt: null, incompleteBytes: 0});
    expect(run?.changes.filter(({writingAt}) => writingAt !== null).length ?? 0).toBe(writes.length);
    expect(place.undoFiles()).toHaveLength(status === 1 ? 0 : 1);
  }
  expect(new Set(seen.keys())).toEqual(new Set([0, 1, 4]));
});
