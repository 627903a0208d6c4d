// Shows that the time of a plan grows with its servers and no faster: time per server at each size against the smallest size.
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';
import {median, type Compared} from './measure.ts';
import {hierarchyFile, type Place, type Row} from './rows.ts';

const sizes = [5000, 10_000, 20_000] as const;

/** One row for each size above the smallest. The figures are microseconds per server. */
export function planRows(place: Place): readonly Row[] {
  const [smallest, ...larger] = sizes;
  const timesOf = new Map<number, Promise<number>>();
  const perServer = (size: number): Promise<number> => {
    const known = timesOf.get(size) ?? timePlan(place, size);
    timesOf.set(size, known);
    return known;
  };
  return larger.map(size => ({
    name: `plan of ${size.toLocaleString('en')} servers, µs each`,
    base: `plan of ${smallest.toLocaleString('en')}`,
    target: 1.5,
    measure: async (): Promise<Compared> => ({baseMedian: await perServer(smallest), median: await perServer(size)}),
  }));
}

async function timePlan(place: Place, size: number): Promise<number> {
  const {makePlan} = await import('../../src/plan/make-plan.ts');
  const parsed = parseHierarchy(JSON.parse(readFileSync(hierarchyFile(place, size), 'utf8')));
  if (parsed.kind !== 'hierarchy')
    throw new Error(`the generated hierarchy is refused at ${parsed.path}: ${parsed.why}`);
  const {hierarchy} = parsed;
  const names = hierarchy.siteSystems.map(({siteCode, server}) => `${siteCode}/${server}`);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    const made = makePlan({
      hierarchy,
      hierarchyId: 'bench',
      connection: 'bench',
      readAt: '2026-01-01T00:00:00Z',
      createdAt: '2026-01-01T00:00:00Z',
      toolVersion: '0.0.0',
      names,
      conditions: [],
      desired: {'proxy.serverName': 'proxy-bench.example.com', 'proxy.port': '3128'},
      createAccounts: true,
      ticket: null,
      note: null,
      withScripts: true,
    });
    times.push(performance.now() - started);
    if (made.kind !== 'plan') throw new Error('no plan was made');
  }
  return (median(times) * 1000) / names.length;
}
