// Shows that objects that are piped in bind and plan in a time that grows with them and no faster: whole processes, time for each object.
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {median, type Compared} from './measure.ts';
import {environment, hierarchyFile, type Place, type Row} from './rows.ts';

const few = 5000;
const many = 20_000;

/** The figures are microseconds for each object, with the start of the process in them. */
export function pipeRows(place: Place): readonly Row[] {
  return [
    {
      name: `plan of ${many.toLocaleString('en')} piped objects, µs each`,
      base: `of ${few.toLocaleString('en')}`,
      target: 1.5,
      measure: (): Promise<Compared> =>
        Promise.resolve({baseMedian: timePiped(place, few), median: timePiped(place, many)}),
    },
  ];
}

/** `plan - --set ...`, whose standard input holds a row of the provider for each server. */
function timePiped(place: Place, count: number): number {
  const env = environment(place.folder, `piped-${count}`);
  const connection = hierarchyFile(place, count);
  const run = (words: readonly string[], input: string) =>
    spawnSync(process.execPath, [place.bin, ...words], {env, input, encoding: 'utf8', maxBuffer: 1e9});
  run(['site', 'add', 'piped', '--snapshot', connection], '');
  const file = join(place.folder, `rows-${count}.json`);
  writeFileSync(file, run(['Get-CMSiteSystemServer', '--connection', 'piped', '--output', 'json'], '').stdout);
  const input = readFileSync(file, 'utf8');
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    const ran = run(['plan', '-', '--set', 'proxy.port=3128', '--connection', 'piped', '--output', 'json'], input);
    times.push(performance.now() - started);
    const changes = (JSON.parse(ran.stdout) as {changes: readonly unknown[]}).changes.length;
    if (changes === 0) throw new Error(`nothing was planned: ${ran.stderr.slice(0, 300)}`);
  }
  return (median(times) * 1000) / count;
}
