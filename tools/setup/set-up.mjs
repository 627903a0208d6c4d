// The steps of the set-up: install when needed, link the brought Node, prove that it runs, leave a stamp for the next start.
import {existsSync} from 'node:fs';
import {join, relative} from 'node:path';
import {spawnSync} from 'node:child_process';
import {
  findBroughtNode,
  isLinked,
  linkBroughtNode,
  nameBroughtNode,
  unlinkBroughtNode,
  versionOf,
} from './brought-node.mjs';
import {hasStamp, treeMatchesLock, writeStamp} from './installed.mjs';
import {withSetupLock} from './setup-lock.mjs';

/**
 * @typedef {{what: string, why: string, todo: string}} Refusal
 * @typedef {object} Machine
 * @property {string} root the project's folder, absolute
 * @property {string} platform as process.platform
 * @property {string} arch as process.arch
 * @property {string} nodeVersion of the Node that runs the set-up, as 20.20.2
 * @property {string} nodePath its executable
 * @property {string | undefined} npmPath npm's own JavaScript file, as npm tells its scripts; undefined outside npm
 * @property {(line: string) => void} tell shows one line to the person who waits
 */

/** @type {(version: string, wanted: readonly [number, number]) => boolean} */
function isAtLeast(version, [major, minor]) {
  const [haveMajor = 0, haveMinor = 0] = version.split('.').map(Number);
  return haveMajor > major || (haveMajor === major && haveMinor >= minor);
}

/**
 * Leaves the project installed as its lock file says, with `node_modules/.bin/node` being the brought Node.
 * @param {Machine} machine
 * @returns {Promise<'ready' | Refusal>}
 */
export async function setUp(machine) {
  if (!isAtLeast(machine.nodeVersion, [20, 0])) {
    return {
      what: `Node ${machine.nodeVersion} cannot set this project up`,
      why: 'the set-up itself needs Node 20 or newer; it then brings its own Node for everything else',
      todo: 'install Node 20 or newer and run the same command again',
    };
  }
  if (isReady(machine)) return 'ready';
  return withSetupLock(join(machine.root, '.setup-lock'), machine.tell, () => {
    if (isReady(machine)) return 'ready';
    const refusal = (treeMatchesLock(machine.root) ? undefined : install(machine)) ?? provideNode(machine);
    if (refusal !== undefined) return refusal;
    writeStamp(machine.root, machine.platform, machine.arch);
    return 'ready';
  });
}

/** @type {(machine: Machine) => boolean} */
function isReady({root, platform, arch}) {
  if (!hasStamp(root, platform, arch)) return false;
  const brought = findBroughtNode(root, platform, arch);
  return brought === undefined ? nameBroughtNode(platform, arch) === undefined : isLinked(root, brought, platform);
}

/** @type {(machine: Machine) => Refusal | undefined} */
function install({root, platform, nodePath, npmPath, tell}) {
  const insideModules = !relative(join(root, 'node_modules'), nodePath).startsWith('..');
  if (platform === 'win32' && insideModules && existsSync(join(root, 'node_modules'))) {
    return {
      what: 'the packages differ from package-lock.json',
      why: 'Windows cannot replace the Node that is running this',
      todo: 'run `npm ci` in the project folder, then the same command again',
    };
  }
  tell('Setting up: installing the packages that package-lock.json names, once (about 15 seconds)');
  const options = [
    'ci',
    '--loglevel=error',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    '--include=dev',
    '--include=optional',
  ];
  const isNpm = npmPath !== undefined && /npm-cli\.[cm]?js$/u.test(npmPath);
  const [command, ...first] = isNpm ? [nodePath, npmPath] : ['npm'];
  const run = spawnSync(command, [...first, ...options], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    shell: !isNpm && platform === 'win32',
  });
  if (run.status === 0) return undefined;
  return {
    what: `\`npm ci\` ${run.error ? `could not be started (${run.error.message})` : `ended with ${run.signal ?? `exit code ${run.status}`}`}`,
    why: run.error
      ? 'npm was not found beside Node'
      : 'its own message is above; most often the package registry could not be reached, or package.json and the lock file differ',
    todo: run.error
      ? 'install npm 10 or newer and run the same command again'
      : 'check the network, npm\'s proxy setting and "npm ping", then run the same command again; nothing else was changed',
  };
}

/** @type {(machine: Machine) => Refusal | undefined} */
function provideNode({root, platform, arch, nodeVersion, tell}) {
  const brought = findBroughtNode(root, platform, arch);
  const version = brought === undefined ? undefined : versionOf(brought.binary);
  if (brought !== undefined && version === brought.version) {
    if (!isLinked(root, brought, platform)) linkBroughtNode(root, brought, platform);
    return undefined;
  }
  if (brought === undefined && nameBroughtNode(platform, arch) !== undefined) {
    return {
      what: "the project's own Node is missing after the installation",
      why: `npm did not install ${nameBroughtNode(platform, arch)}, an optional dependency of tools/node`,
      todo: 'delete node_modules and run the same command again, without `omit=optional` in the npm settings',
    };
  }
  if (brought !== undefined) unlinkBroughtNode(root, platform); // otherwise scripts would find a Node that does not start
  const problem =
    brought === undefined ? `there is none for ${platform}-${arch}` : `${brought.binary} does not run here`;
  if (isAtLeast(nodeVersion, [22, 12])) {
    tell(`Note: the project's own Node cannot be used (${problem}); going on with Node ${nodeVersion}.`);
    return undefined;
  }
  return {
    what: "the project's own Node cannot be used",
    why: problem,
    todo: 'install Node 22.12 or newer yourself and run the same command again',
  };
}
