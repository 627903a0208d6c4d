// The import checker against planted violations: each must be found, and what is allowed must pass.
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {checkImports} from '../../tools/imports/check.mjs';
import {writeTree} from './write-tree.ts';

const other = 'export const a = 1;';

function check(files: Readonly<Record<string, string>>): string[] {
  return checkImports(
    join(writeTree(Object.fromEntries(Object.entries(files).map(([name, text]) => [`src/${name}`, text]))), 'src'),
  );
}

test('the directions of the architecture pass', () => {
  const found = check({
    'model/a.ts': other,
    'plan/b.ts': `import {a} from '../model/a.ts';\nimport {createHash} from 'node:crypto';`,
    'sites/site.ts': other,
    'sites/lab/lab.ts': `import {a} from '../site.ts';\nimport {readFileSync} from 'node:fs';`,
    'apply/c.ts': `import type {a} from '../sites/site.ts';`,
    'cmdlets/d.ts': `export {a} from '../apply/c.ts';`,
    'tui/e.tsx': `import {Text} from 'ink';\nimport {execa} from 'execa';\nexport const x = <Text>import './no.ts'</Text>;`,
    'cli.ts': `import {d} from './cmdlets/d.ts';\nconst later = () => import('./tui/e.tsx'); // import '../tui/e.tsx'`,
  });
  expect(found).toEqual([]);
});

test.each([
  [
    'a forbidden room',
    {'model/a.ts': `import {b} from '../plan/b.ts';`, 'plan/b.ts': other},
    'model may not import plan',
  ],
  [
    'a forbidden type',
    {'plan/a.ts': `import type {b} from '../sites/b.ts';`, 'sites/b.ts': other},
    'plan may not import sites',
  ],
  [
    'a type inside an expression',
    {'plan/a.ts': `type B = import('../sites/b.ts').B;`, 'sites/b.ts': other},
    'plan may not import sites',
  ],
  ['a re-export', {'host/a.ts': `export * from '../model/b.ts';`, 'model/b.ts': other}, 'host may not import model'],
  [
    'a file that only a whole room may not',
    {'apply/a.ts': `import {b} from '../sites/lab/b.ts';`, 'sites/lab/b.ts': other},
    'apply may not import sites',
  ],
  [
    'what only import() may load',
    {'cli.ts': `import {b} from './tui/b.ts';`, 'tui/b.ts': other},
    'cli.ts may not import tui',
  ],
  [
    'import() where it is not allowed',
    {'plan/a.ts': `await import('../apply/b.ts');`, 'apply/b.ts': other},
    'plan may not import apply',
  ],
  ['a computed import()', {'plan/a.ts': `await import('../apply/' + name);`}, 'cannot be checked'],
  ['an unknown room', {'helpers/a.ts': other}, '"helpers" is no known room'],
  ['a package out of its room', {'wizard/a.ts': `import {Text} from 'ink';`}, 'the package ink is for tui only'],
  [
    'a package without a rule',
    {'tui/a.ts': `import x from '@some/thing/part';`},
    'the package @some/thing has no rule',
  ],
  ['an effect in a pure room', {'model/a.ts': `import {readFileSync} from 'node:fs';`}, 'model is pure'],
  ['a builtin without node:', {'files/a.ts': `import {readFileSync} from 'fs';`}, 'write node:fs'],
  ['a file that is not there', {'plan/a.ts': `import {b} from './b';`, 'plan/b.ts': other}, 'there is no such file'],
  ['a way out of src', {'plan/a.ts': `import {b} from '../../test/b.ts';`}, 'is outside src/'],
  ['a file that cannot be parsed', {'plan/a.ts': `import {`}, 'cannot be parsed'],
] as const)('%s is found', (_, files, message) => {
  expect(check(files).join('\n')).toContain(message);
});

test('a circle is found, also one that is made of types, and is named from file to file', () => {
  const found = check({
    'plan/a.ts': `import {b} from './b.ts';`,
    'plan/b.ts': `import type {c} from './c.ts';`,
    'plan/c.ts': `export {a} from './a.ts';`,
  });
  expect(found).toEqual(['circle: plan/a.ts -> plan/b.ts -> plan/c.ts -> plan/a.ts']);
});

test('each finding names the file and the line', () => {
  expect(check({'model/a.ts': `\n\nimport {b} from '../plan/b.ts';`, 'plan/b.ts': other})[0]).toMatch(
    /^model\/a\.ts:3: \.\.\/plan\/b\.ts: /,
  );
});
