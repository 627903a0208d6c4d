// `npm run bench`: a table of ratios within this run. A row over its target is told, not failed; a row that cannot run fails.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {keyRows} from './key-rows.ts';
import {pipeRows} from './pipe-rows.ts';
import {planRows} from './plan-rows.ts';
import {processRows, type Place} from './rows.ts';

const rounds = Number(process.argv[2] ?? 15);
const folder = mkdtempSync(join(tmpdir(), 'cmproxy-bench-'));
const place: Place = {bin: join(import.meta.dirname, '../../dist/cmproxy.cjs'), folder, rounds};
const widths = [42, 30, 9, 9, 7, 7, 0] as const;
const print = (cells: readonly string[]): void => {
  const line = cells.map((cell, column) =>
    column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
  );
  process.stdout.write(`${line.join(' ').trimEnd()}\n`);
};

try {
  process.stdout.write(
    `Node ${process.versions.node}, ${process.platform}-${process.arch}, medians of ${rounds} runs in turn, milliseconds unless said\n\n`,
  );
  print(['what', 'against', 'median', 'base', 'ratio', 'target', ' verdict']);
  for (const {name, base, target, measure} of [
    ...processRows(place),
    ...keyRows(place),
    ...planRows(place),
    ...pipeRows(place),
  ]) {
    try {
      const {median, baseMedian} = await measure();
      const ratio = median / baseMedian;
      print([
        name,
        base,
        median.toFixed(1),
        baseMedian.toFixed(1),
        ratio.toFixed(2),
        String(target),
        ratio <= target ? ' ok' : ' OVER',
      ]);
    } catch (error) {
      process.exitCode = 1;
      print([
        name,
        base,
        '-',
        '-',
        '-',
        String(target),
        ` could not run: ${error instanceof Error ? error.message : String(error)}`,
      ]);
    }
  }
} finally {
  rmSync(folder, {recursive: true, force: true});
}
