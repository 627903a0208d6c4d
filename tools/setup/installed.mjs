// Tells whether node_modules is what the lock file says, by a stamp that costs a millisecond, or else by npm's own record of the tree.
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const sources = ['package-lock.json', 'package.json', 'tools/node/package.json'];
const stampFile = 'node_modules/.setup-stamp';

/** @type {(root: string, platform: string, arch: string) => string} */
function wantedStamp(root, platform, arch) {
  const hash = createHash('sha256').update(`${platform}-${arch}`);
  for (const source of sources) hash.update('\0').update(readFileSync(join(root, source)));
  return hash.digest('hex');
}

/** True when the last set-up of this tree was for the same lock file, package files and platform. */
export function hasStamp(/** @type {string} */ root, /** @type {string} */ platform, /** @type {string} */ arch) {
  const path = join(root, stampFile);
  return existsSync(path) && readFileSync(path, 'utf8') === wantedStamp(root, platform, arch);
}

/** Notes that node_modules is as the lock file says. */
export function writeStamp(/** @type {string} */ root, /** @type {string} */ platform, /** @type {string} */ arch) {
  writeFileSync(join(root, stampFile), wantedStamp(root, platform, arch));
}

/**
 * True when a plain `npm ci` (or an edit of package.json that names no other packages) already left the right tree, so that nothing needs
 * to be installed again. npm writes `node_modules/.package-lock.json` last, and only when the whole tree stands.
 * @param {string} root
 */
export function treeMatchesLock(root) {
  const locked = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules/.package-lock.json'));
  if (locked === undefined || installed === undefined) return false;
  for (const folder of ['', 'tools/node']) {
    const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
      if (!sameEntries(manifest[kind], locked[folder]?.[kind])) return false;
    }
  }
  const asLocked = Object.entries(installed).every(
    ([path, {version, integrity}]) => locked[path]?.version === version && locked[path]?.integrity === integrity,
  );
  return (
    asLocked &&
    Object.entries(locked).every(
      ([path, entry]) => path === '' || entry.optional || entry.devOptional || path in installed,
    )
  );
}

/**
 * @typedef {{version?: string, integrity?: string, optional?: boolean, devOptional?: boolean} & Record<string, unknown>} LockedPackage
 * @type {(path: string) => Record<string, LockedPackage> | undefined}
 */
function readPackages(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : undefined;
}

/** @type {(left: unknown, right: unknown) => boolean} */
function sameEntries(left, right) {
  const [a, b] = [Object.entries(left ?? {}), new Map(Object.entries(right ?? {}))];
  return a.length === b.size && a.every(([name, range]) => b.get(name) === range);
}
