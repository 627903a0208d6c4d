// `npm run lint`: every check that needs no run of the program, all of them even when one fails, with one line for each at the end.
import {spawn} from 'node:child_process';
import {availableParallelism} from 'node:os';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What is checked, the slow first. Each is a package's script, run by the Node that runs this. */
const checks = [
  {
    name: 'format',
    what: 'prettier',
    script: 'node_modules/prettier/bin/prettier.cjs',
    options: ['--check', '--log-level=warn', '.'],
  },
  {name: 'unused code', what: 'knip', script: 'node_modules/knip/bin/knip.js', options: ['--no-progress']},
  {
    name: 'unused by the program',
    what: 'knip',
    script: 'node_modules/knip/bin/knip.js',
    options: ['--production', '--include=files,dependencies,unlisted', '--no-progress'],
  },
  {name: 'types', what: 'tsc', script: 'node_modules/typescript/bin/tsc', options: ['-p', '.']},
  {
    name: 'lint',
    what: 'oxlint',
    script: 'node_modules/oxlint/bin/oxlint',
    options: ['--deny-warnings', '--report-unused-disable-directives'],
  },
  {name: 'import direction', what: 'tools/check-imports.mjs', script: 'tools/check-imports.mjs', options: []},
];

/**
 * @typedef {(typeof checks)[number]} Check
 * @type {(check: Check) => Promise<{check: Check, passed: boolean, output: string, seconds: number}>}
 */
function run(check) {
  return new Promise(resolve => {
    const started = performance.now();
    const child = spawn(process.execPath, [check.script, ...check.options], {
      cwd: root,
      env: {...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, CI: undefined}, // oxlint colours whenever CI is set
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    /** @type {(passed: boolean) => void} */
    const end = passed => resolve({check, passed, output, seconds: (performance.now() - started) / 1000});
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', text => (output += String(text)));
    child.on('error', error => {
      output += error.message;
      end(false);
    });
    child.on('close', code => end(code === 0));
  });
}

/** @type {Awaited<ReturnType<typeof run>>[]} */
const results = [];
const waiting = [...checks];
async function work() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) results.push(await run(check));
}
await Promise.all(Array.from({length: Math.min(availableParallelism(), checks.length)}, work));

for (const {check, passed, output} of results) {
  if (!passed) process.stdout.write(`--- ${check.name} (${check.what})\n${output.trim()}\n\n`);
}
for (const {check, passed, seconds} of results) {
  process.stdout.write(`${passed ? 'ok    ' : 'FAILED'} ${check.name} (${check.what}) ${seconds.toFixed(1)} s\n`);
}
const failed = results.filter(({passed}) => !passed).length;
process.stdout.write(`${results.length - failed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
