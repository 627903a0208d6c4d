// What a key costs on a long list against a short one: the same keys, 20,000 servers and 50.
import {mkdtempSync} from 'node:fs';
import {join} from 'node:path';
import {performance} from 'node:perf_hooks';
import {spawn, type IPty} from '@lydell/node-pty';
import {median} from './measure.ts';
import {hierarchyFile, type Place, type Row} from './rows.ts';

const down = '\u001B[B';
const up = '\u001B[A';
const backspace = '\u007F';
const frameEnd = '\u001B[?2026l';
const keysPerRound = 30;
/** Until a page that takes long has been worked out. */
const settleMs = 2000;
/** Longer than the pause between two frames, so that a key is drawn at once and not with the next frame. */
const idleMs = 100;

export function keyRows(place: Place): readonly Row[] {
  const row = (name: string, walk: Walk, target: number): Row => ({
    name: `key latency, ${name}, 20,000 rows`,
    base: '50 rows',
    target,
    measure: async () => {
      const few = await latencies(place, 50, walk);
      const many = await latencies(place, 20_000, walk);
      return {median: median(many), baseMedian: median(few)};
    },
  });
  const wizard: Walk = {args: ['wizard'], ready: 'step 1 of 4', way: [], keys: [down, up]};
  return [
    row('status screen', {args: [], ready: 'USED BY', way: [], keys: [down, up]}, 1.5),
    row('wizard, step 1', wizard, 1.5),
    row('wizard, all marked', {...wizard, way: [['a', 'marked']], keys: [' ', up]}, 3),
    row('wizard, name typed for all', {...wizard, way: toName, keys: ['a', backspace]}, 3),
  ];
}

interface Walk {
  readonly args: readonly string[];
  /** On the first screen. */
  readonly ready: string;
  /** Keys and what is seen after them, on the way to the page. */
  readonly way: readonly (readonly [string, string])[];
  /** Pressed in turn. */
  readonly keys: readonly [string, string];
}

/** To the name of the proxy for all servers. */
const toName: Walk['way'] = [
  ['a', 'marked'],
  ['\r', '2 of 4'],
  ['\t', '3 of 4'],
  ['\u001B[B', 'FQDN'],
];

/** Milliseconds from each key to the end of the frame that it causes. */
async function latencies(
  place: Place,
  siteSystems: number,
  {args, ready, way, keys}: Walk,
): Promise<readonly number[]> {
  const file = hierarchyFile(place, siteSystems);
  const home = mkdtempSync(join(place.folder, 'keys-'));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    CMPROXY_HOME: home,
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
  };
  const run = async (words: readonly string[]): Promise<IPty> =>
    spawn(process.execPath, [place.bin, ...words], {cols: 80, rows: 24, name: 'xterm-256color', env});
  const adding = await run(['site', 'add', 'big', '--snapshot', file]);
  await new Promise<void>(resolve => {
    adding.onExit(() => resolve());
  });
  const terminal = await run([...args, '--connection', 'big']);
  const ended = new Promise<void>(resolve => {
    terminal.onExit(() => resolve());
  });
  try {
    await seen(terminal, text => text.includes(ready) && isWhole(text), 60_000);
    for (const [send, wanted] of way) {
      const arrived = seen(terminal, text => text.includes(wanted) && isWhole(text), 30_000);
      terminal.write(send);
      await arrived;
      await new Promise(resolve => setTimeout(resolve, settleMs));
    }
    const times: number[] = [];
    for (let index = 0; index < keysPerRound; index++) {
      const started = performance.now();
      const frame = seen(terminal, isWhole, 10_000);
      terminal.write(keys[index % 2] ?? down);
      await frame;
      times.push(performance.now() - started);
      await new Promise(resolve => setTimeout(resolve, idleMs));
    }
    return times;
  } finally {
    terminal.kill('SIGKILL');
    await ended;
  }
}

/** The last frame that was begun has ended (synchronized output, CSI ? 2026 l). */
function isWhole(text: string): boolean {
  return text.includes(frameEnd) && text.lastIndexOf(frameEnd) > text.lastIndexOf('\u001B[?2026h');
}

function seen(terminal: IPty, isSo: (text: string) => boolean, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const timer = setTimeout(() => reject(new Error(`not seen within ${patienceMs} ms`)), patienceMs);
    const listening = terminal.onData(data => {
      text += data;
      if (!isSo(text)) return;
      clearTimeout(timer);
      listening.dispose();
      resolve();
    });
  });
}
