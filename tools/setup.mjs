// Runs before start, test and lint on whatever Node is at hand (20 or newer). Installs the packages when they differ from the lock
// file, and sees to it that every script then runs on the project's own Node. Writes to standard error only.
import {fileURLToPath} from 'node:url';
import {setUp} from './setup/set-up.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @type {Awaited<ReturnType<typeof setUp>>} */
const outcome = await setUp({
  root,
  platform: process.platform,
  arch: process.arch,
  nodeVersion: process.versions.node,
  nodePath: process.execPath,
  npmPath: process.env['npm_execpath'],
  tell: line => process.stderr.write(`${line}\n`),
}).catch((/** @type {unknown} */ error) => ({
  what: error instanceof Error ? error.message : String(error),
  why: 'the project folder could not be read or written as needed',
  todo: 'make the folder complete and writable, then run the same command again',
}));
if (outcome !== 'ready') {
  process.stderr.write(`\nSet-up stopped: ${outcome.what}\nWhy: ${outcome.why}\nWhat to do: ${outcome.todo}\n`);
  process.exitCode = 1;
}
