// The lock file must install everywhere: on every platform, from any registry, by npm 11, which refuses one that leaves a platform out.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = join(import.meta.dirname, '../..');
const {packages} = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};

test('no registry address is kept', () => {
  expect(Object.values(packages).filter(({resolved}) => resolved?.includes('://'))).toEqual([]);
});

test('the package of every platform is locked, also those that fit only other computers', () => {
  const names = new Set(
    Object.keys(packages).map(path => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)),
  );
  const missing = Object.entries(packages).flatMap(([path, {optionalDependencies = {}}]) =>
    Object.keys(optionalDependencies)
      .filter(name => !names.has(name))
      .map(name => `${path} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

test('every package from the registry is locked with its integrity', () => {
  const loose = Object.entries(packages).filter(
    ([path, {integrity, link}]) => path.includes('node_modules/') && link !== true && integrity === undefined,
  );
  expect(loose).toEqual([]);
});
