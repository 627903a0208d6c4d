// Puts a build in place under dist/ so that no process ever meets half of one.
import {spawnSync} from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {compile} from './compile.mjs';
import {writeNote} from './fingerprint.mjs';

/** Chunks of older builds are kept this long, so that a running process still finds what it has not yet imported. */
const keepOldChunksMs = 3_600_000;

/**
 * Builds everything and replaces dist file by file, cli.cjs last. Chunks carry a hash of their content in their names, so at every moment
 * cli.cjs and the chunks that it names belong together, also while another process runs or builds.
 * @param {string} root
 * @param {string} fingerprint of the sources, for the note in cli.cjs
 * @returns {Promise<readonly string[]>} what was written, relative to dist
 */
export async function bundle(root, fingerprint) {
  /** @type {{version: string, engines: {node: string}}} */
  const {version, engines} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const {main, chunks} = await compile(root, version);
  const template = readFileSync(fileURLToPath(new URL('bin.cjs', import.meta.url)), 'utf8');

  const dist = join(root, 'dist');
  const files = [...chunks.map(({name}) => name), 'cmproxy.cjs'];
  mkdirSync(join(dist, 'chunks'), {recursive: true});
  for (const {name, text} of chunks) replaceFile(join(dist, name), text);
  replaceFile(join(dist, 'cmproxy.cjs'), template.replaceAll('@engines@', engines.node.replace('>=', '')), 0o755);
  replaceFile(join(dist, 'cli.cjs'), main + writeNote({fingerprint, files}));
  removeOldChunks(dist, files);
  fillCache(
    root,
    dist,
    chunks.map(({name}) => name),
  );
  return [...files, 'cli.cjs'];
}

/**
 * Runs `fill-cache.mjs` in an empty home. Whether the program works is the tests' business.
 * @type {(root: string, dist: string, chunks: readonly string[]) => void}
 */
function fillCache(root, dist, chunks) {
  rmSync(join(dist, 'cache'), {recursive: true, force: true});
  const home = mkdtempSync(join(tmpdir(), 'cmproxy-build-'));
  const brought = join(root, 'node_modules/.bin/node'); // the first build of a clone may still run on another Node
  const node = existsSync(brought) ? brought : process.execPath;
  const script = fileURLToPath(new URL('fill-cache.mjs', import.meta.url));
  for (const what of ['chunks', 'main'])
    spawnSync(node, [script, dist, what, ...chunks], {
      env: {...process.env, CMPROXY_HOME: home},
      stdio: 'ignore',
      timeout: 20_000,
    });
  rmSync(home, {recursive: true, force: true});
}

/** @type {(path: string, text: string, mode?: number) => void} */
function replaceFile(path, text, mode = 0o644) {
  const fresh = `${path}.${process.pid}.tmp`;
  writeFileSync(fresh, text, {mode});
  renameSync(fresh, path);
}

/** @type {(dist: string, current: readonly string[]) => void} */
function removeOldChunks(dist, current) {
  for (const file of readdirSync(join(dist, 'chunks'))) {
    const path = join(dist, 'chunks', file);
    if (current.includes(`chunks/${file}`)) continue;
    const age = Date.now() - (statSync(path, {throwIfNoEntry: false})?.mtimeMs ?? 0);
    if (age > keepOldChunksMs) rmSync(path, {force: true});
  }
}
