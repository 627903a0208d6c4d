// The build on a small program: what it makes runs as the sources say, and is in place at every moment.
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {buildProject} from '../../tools/build/build-project.mjs';
import {addFiles, writeTree} from './write-tree.ts';

const program = {
  'package.json': {name: 'x', version: '1.2.3', type: 'module', engines: {node: '>=22.12'}},
  'src/version.ts': `declare const __CMPROXY_VERSION__: string;\nexport const version = __CMPROXY_VERSION__;`,
  'src/problem.ts': `export class Problem extends Error {}\nexport let count = 0;\nexport const add = (): number => ++count;`,
  'src/later.ts': `import {add, Problem} from './problem.ts';\nexport const fail = (): never => { add(); throw new Problem('later'); };`,
  'src/much-later.ts': `export const text: string = 'much later';`,
  'src/deep.ts': `export const load = () => import('./much-later.ts');`,
  'src/cli.ts': `
    import {version} from './version.ts';
    import {add, count, Problem} from './problem.ts';
    async function main(word: string | undefined): Promise<string> {
      if (word === '--version') return version;
      if (word === 'deep') return (await (await import('./deep.ts')).load()).text;
      if (word === 'known') return String((await import('./problem.ts')).Problem === Problem);
      try {
        return (await import('./later.ts')).fail();
      } catch (error) {
        add();
        return [error instanceof Problem, count].join(' ');
      }
    }
    main(process.argv[2]).then(text => console.log(text));`,
};

function run(root: string, ...args: readonly string[]): {status: number | null; stdout: string; stderr: string} {
  return spawnSync(
    process.execPath,
    args.length > 0 && args[0]?.startsWith('-r') ? [...args] : [join(root, 'dist/cmproxy.cjs'), ...args],
    {encoding: 'utf8', cwd: root},
  );
}

test('the bin runs with the version of package.json, outside the project and without its sources', async () => {
  const root = writeTree(program);
  await buildProject(root);
  rmSync(join(root, 'src'), {recursive: true});
  rmSync(join(root, 'package.json'));
  expect(run(root, '--version')).toMatchObject({status: 0, stdout: '1.2.3\n', stderr: ''});
  expect(statSync(join(root, 'dist/cmproxy.cjs')).mode & 0o111).toBe(0o111);
});

test('what is imported dynamically is a chunk of its own, and so is what a chunk imports dynamically', async () => {
  const root = writeTree(program);
  await buildProject(root);
  expect(readFileSync(join(root, 'dist/cli.cjs'), 'utf8')).not.toContain('much later');
  expect(readdirSync(join(root, 'dist/chunks')).map(name => name.replace(/-[A-Z0-9]{8}/, ''))).toEqual(
    expect.arrayContaining(['later.cjs', 'deep.cjs', 'much-later.cjs']),
  );
  expect(run(root, 'deep').stdout).toBe('much later\n');
});

test('what only an ES module can be stays one, with what takes something of it, and takes what it needs of the others', async () => {
  const root = writeTree({
    ...program,
    'src/waits.ts': `import {text} from './much-later.ts';\nexport const waited: string = await Promise.resolve(text);`,
    'src/taker.ts': `import {waited} from './waits.ts';\nexport const taken = (): string => \`\${waited}!\`;`,
    'src/cli.ts': `
      const main = async (): Promise<string> =>
        (await import('./much-later.ts')).text + ' ' + (await import('./taker.ts')).taken() + ' ' + (await import('./waits.ts')).waited;
      main().then(text => console.log(text));`,
  });
  await buildProject(root);
  expect(run(root)).toMatchObject({status: 0, stdout: 'much later much later! much later\n'});
  const names = readdirSync(join(root, 'dist/chunks')).map(name => name.replace(/-[A-Z0-9]{8}/, ''));
  expect(names).toEqual(expect.arrayContaining(['taker.mjs', 'waits.mjs']));
  expect(names).not.toContain('much-later.mjs');
});

test('a module exists once: a chunk throws the class that cli.cjs knows, and both count with one counter', async () => {
  const root = writeTree(program);
  await buildProject(root);
  expect(run(root).stdout).toBe('true 2\n');
  expect(run(root, 'known').stdout).toBe('true\n');
});

test('what the functions of the most frequent command are compiled to is kept, and nothing of functions that it does not call', async () => {
  const root = writeTree({
    ...program,
    'src/cli.ts': `
      const parts = {status: () => 'called by status', other: () => 'called by nobody'};
      async function main(words: readonly string[]): Promise<void> {
        console.log(words[0] === 'status' ? parts.status() : words[0] === 'other' ? parts.other() : '');
        await Promise.resolve();
        process.exit();
      }
      main(process.argv.slice(2));`,
  });
  await buildProject(root);
  const kept = readdirSync(join(root, 'dist/cache'), {recursive: true, withFileTypes: true})
    .filter(entry => entry.isFile())
    .map(({parentPath, name}) => readFileSync(join(parentPath, name), 'latin1'));
  expect(kept.filter(code => code.includes('called by status'))).toHaveLength(1);
  expect(kept.filter(code => code.includes('called by nobody'))).toHaveLength(0);
});

test('cli.cjs is ASCII, and its regular expressions mean what the sources say', async () => {
  const root = writeTree({
    ...program,
    'src/cli.ts': `console.log(['…', '＝', '😀', 'x'].map(text => /^[…＝😀]$/u.test(text)).join());`,
  });
  await buildProject(root);
  expect(readFileSync(join(root, 'dist/cli.cjs'), 'utf8')).toMatch(/^[\0-\x7F]*$/);
  expect(run(root).stdout).toBe('true,true,true,false\n');
});

test('nothing is built while the content stays, and again when a source, or a file of dist, changes', async () => {
  const root = writeTree(program);
  expect(await buildProject(root)).toContain('cli.cjs');
  utimesSync(join(root, 'src/cli.ts'), 1, 1);
  expect(await buildProject(root)).toEqual([]);
  addFiles(root, {'src/much-later.ts': `export const text = 'changed';`});
  expect(await buildProject(root)).toContain('cli.cjs');
  expect(run(root, 'deep').stdout).toBe('changed\n');
  rmSync(join(root, 'dist/chunks'), {recursive: true});
  expect(await buildProject(root)).toContain('cli.cjs');
});

test('builds that run at once leave a whole one, and the chunks of a program that was started before stay', async () => {
  const root = writeTree(program);
  await buildProject(root);
  const before = readdirSync(join(root, 'dist/chunks'));
  addFiles(root, {'src/much-later.ts': `export const text = 'changed';`});
  await Promise.all([buildProject(root), buildProject(root), buildProject(root)]);
  expect(run(root, 'deep').stdout).toBe('changed\n');
  expect(readdirSync(join(root, 'dist/chunks'))).toEqual(expect.arrayContaining(before));
  expect(readdirSync(join(root, 'dist')).filter(name => name.endsWith('.tmp'))).toEqual([]);
});

test('chunks of builds that are long past are removed', async () => {
  const root = writeTree(program);
  await buildProject(root);
  const old = join(root, 'dist/chunks/old-ABCDEFGH.mjs');
  writeFileSync(old, '');
  utimesSync(old, 1, 1);
  addFiles(root, {'src/much-later.ts': `export const text = 'changed';`});
  await buildProject(root);
  expect(existsSync(old)).toBe(false);
});

test.each(['v22.11.0', 'v20.20.2', 'v0.10.48'])(
  'on Node %s the bin says in one line what, why and what to do',
  async version => {
    const root = writeTree({
      ...program,
      'old.cjs': `Object.defineProperty(process.versions, 'node', {value: '${version.slice(1)}'});`,
    });
    await buildProject(root);
    const {status, stdout, stderr} = run(
      root,
      '-r',
      join(root, 'old.cjs'),
      join(root, 'dist/cmproxy.cjs'),
      '--version',
    );
    expect([status, stdout, stderr.trim().split('\n').length]).toEqual([1, '', 1]);
    expect(stderr).toMatch(
      new RegExp(`cannot start on Node ${version.slice(1)}, because it needs Node 22\\.12 or newer: install`),
    );
  },
);

test('the bin is written in the JavaScript of 2009, so that an old Node can read it at all', async () => {
  const root = writeTree(program);
  await buildProject(root);
  const bin = readFileSync(join(root, 'dist/cmproxy.cjs'), 'utf8');
  const {transform} = await import('esbuild');
  const {code} = await transform(bin, {target: 'es5', format: 'cjs'});
  expect(code).not.toBe('');
  expect(bin).not.toMatch(/=>|`[^`]*\$\{|\b(?:const|let)\b/);
});

test.each([
  ['a package', 'heavy', 'node_modules/heavy/index.js'],
  ['a builtin that loads slowly', 'node:crypto', 'node:crypto'],
])('%s on the way of every command is refused with the file that imports it', async (_, name, path) => {
  const heavy = {
    'node_modules/heavy/package.json': {main: 'index.js'},
    'node_modules/heavy/index.js': 'exports.x = 1;',
  };
  const root = writeTree({
    ...program,
    ...heavy,
    'src/deep.ts': `export * as x from '${name}';`,
    'src/cli.ts': `import {x} from './deep.ts';\nconsole.log(x);`,
  });
  await expect(buildProject(root)).rejects.toThrow(`src/deep.ts imports ${path} on the way of every command`);
});

test('import() of a CommonJS package, whose names a bundle loses, is refused', async () => {
  const root = writeTree({
    ...program,
    'node_modules/old/package.json': {main: 'index.js'},
    'node_modules/old/index.js': 'exports.x = 1;',
  });
  addFiles(root, {'src/deep.ts': `export const load = () => import('old');`});
  await expect(buildProject(root)).rejects.toThrow(/src\/deep\.ts import\(\)s the CommonJS package/);
});

test('a failed build leaves the one before in place', async () => {
  const root = writeTree(program);
  await buildProject(root);
  addFiles(root, {'src/cli.ts': 'this is not a program'});
  await expect(buildProject(root)).rejects.toThrow(/Expected ";"/);
  expect(run(root, '--version').stdout).toBe('1.2.3\n');
});
