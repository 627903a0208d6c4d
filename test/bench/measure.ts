// Times what a person waits for: whole processes and first screens, always in turn with their base so that a busy moment hits both.
import {spawnSync} from 'node:child_process';
import {performance} from 'node:perf_hooks';
import {spawn} from '@lydell/node-pty';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Other exit codes than 0 that also mean that the work was done. */
  readonly alsoGood?: readonly number[];
}

/** Runs a process to its end, its output thrown away. Milliseconds. Throws, with what it said, when it fails. */
export function timeProcess({file, args, env, alsoGood = []}: Command): number {
  const started = performance.now();
  const run = spawnSync(file, args, {env, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8'});
  const elapsed = performance.now() - started;
  if (run.error) throw run.error;
  if (run.status !== 0 && !alsoGood.includes(run.status ?? -1))
    throw new Error(`\`${args.join(' ')}\` ended with ${run.signal ?? run.status}: ${mainLine(run.stderr)}`);
  return elapsed;
}

/** Starts a program in an 80x24 pseudo-terminal and waits until it shows `text`, then kills it. Milliseconds. */
export async function timeFirstScreen({file, args, env}: Command, text: string, patienceMs = 10_000): Promise<number> {
  const started = performance.now();
  const terminal = spawn(file, [...args], {
    cols: 80,
    rows: 24,
    name: 'xterm-256color',
    env: {...env, TERM: 'xterm-256color'},
  });
  let seen = '';
  const ended = new Promise<void>(resolve => {
    terminal.onExit(() => resolve());
  });
  try {
    return await new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`"${text}" was not shown in ${patienceMs} ms`)), patienceMs);
      terminal.onData(data => {
        seen += data;
        if (!seen.includes(text)) return;
        clearTimeout(timer);
        resolve(performance.now() - started);
      });
      terminal.onExit(({exitCode}) => {
        clearTimeout(timer);
        reject(new Error(`\`${args.join(' ')}\` ended with ${exitCode} before it showed "${text}": ${mainLine(seen)}`));
      });
    });
  } finally {
    terminal.kill('SIGKILL');
    await ended;
  }
}

export interface Compared {
  readonly median: number;
  readonly baseMedian: number;
}

/** Medians of `subject` and `base`, run in turn `rounds` times after one round that does not count. */
export async function compare(
  rounds: number,
  subject: () => number | Promise<number>,
  base: () => number | Promise<number>,
): Promise<Compared> {
  const times: number[] = [];
  const baseTimes: number[] = [];
  for (let round = 0; round <= rounds; round++) {
    const baseTime = await base();
    const time = await subject();
    if (round === 0) continue;
    baseTimes.push(baseTime);
    times.push(time);
  }
  return {median: median(times), baseMedian: median(baseTimes)};
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('a median needs at least one value');
  return middle;
}

function mainLine(text: string): string {
  const lines = text.trim().split(/\r?\n/);
  return lines.find(line => /^\w*Error\b/.test(line)) ?? lines[0] ?? '';
}
