// The published JSON Schema of answer files, beside the reader that decides.
import {Ajv2020} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {fieldDefinitions} from '../../src/model/fields.ts';
import {answersJsonSchema} from '../../tools/answers-json-schema.ts';
import {readAnswers} from '../../src/wizard/answer-file/read-answers.ts';

const folder = resolve(import.meta.dirname, '../../wizards');
const validate = new Ajv2020({allErrors: true, strict: true, strictRequired: false}).compile(answersJsonSchema());

test('the published file is the one that is generated', () => {
  const published = readFileSync(join(folder, 'site-system-proxy.schema.json'), 'utf8');
  expect(published).toBe(`${JSON.stringify(answersJsonSchema(), null, 2)}\n`);
});

test('every question of the wizard is in it, with its title', () => {
  const schema = JSON.stringify(answersJsonSchema());
  for (const {key, title} of fieldDefinitions) {
    expect(schema).toContain(JSON.stringify(title));
    expect(schema).toContain(`"${key}"`);
  }
});

test('AF1 every ready-made file validates and names the schema for editors', () => {
  const files = readdirSync(folder).filter(name => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThanOrEqual(8);
  for (const name of files) {
    const text = readFileSync(join(folder, name), 'utf8');
    expect(text).toContain('# yaml-language-server: $schema=./site-system-proxy.schema.json');
    expect([name, validate(parse(text)), validate.errors]).toEqual([name, true, null]);
  }
});

const key = fc.constantFrom(
  'schema',
  'servers',
  'select',
  'proxy',
  'softwareUpdatePoint',
  'overrides',
  'ask',
  'ticket',
  'wizard',
  'recorded',
  'password',
  'serverName',
  'port',
  'enabled',
  'account',
  'useProxy',
  'site',
  'proxy.serverName',
  'x',
);
const leaf = fc.oneof(
  fc.constantFrom<unknown>(
    'cmproxy/answers@1',
    'site-system-proxy',
    'CM01',
    'PS1',
    '',
    'true',
    '80',
    'proxy.port',
    true,
    false,
    80,
    0,
    70_000,
    -1,
    1.5,
    null,
  ),
  fc.string({maxLength: 5}),
);
const tree = fc.letrec<{value: unknown}>(tie => ({
  value: fc.oneof(
    {depthSize: 'small', withCrossShrink: true},
    leaf,
    fc.array(tie('value'), {maxLength: 3}),
    fc.dictionary(key, tie('value'), {maxKeys: 4}),
  ),
})).value;
const near = fc.record(
  {
    schema: fc.constantFrom('cmproxy/answers@1', 'cmproxy/answers@1', 'cmproxy/answers@2'),
    servers: fc.oneof(fc.uniqueArray(fc.constantFrom('CM01', 'PS1/CM02'), {minLength: 1}), tree),
    select: fc.oneof(fc.constant({site: 'PS1'}), tree),
    proxy: fc.oneof(fc.record({enabled: leaf, serverName: leaf, port: leaf, account: leaf}, {requiredKeys: []}), tree),
    softwareUpdatePoint: fc.record({useProxy: leaf, useProxyForAutoDeploymentRule: leaf}, {requiredKeys: []}),
    overrides: fc.dictionary(
      fc.constantFrom('CM01', 'X'),
      fc.record({proxy: fc.record({port: leaf}, {requiredKeys: []})}),
      {maxKeys: 2},
    ),
    ask: fc.array(fc.constantFrom('proxy.port', 'proxy.prot')),
    ticket: leaf,
  },
  {requiredKeys: ['schema']},
);

// The reader is stricter where a schema cannot say it: a name given twice, an exception that says nothing, an empty text of a port.
test.each([
  ['fixed', 20_261_124],
  ['random', Date.now() % 1_000_000],
])('F what the reader takes, the schema takes; nothing is ever an exception (%s seed %i)', (_name, seed) => {
  process.stdout.write(`seed ${seed}\n`);
  fc.assert(
    fc.property(fc.oneof(near, tree), value => {
      const read = readAnswers(JSON.stringify(value));
      expect(read.kind === 'answers' ? validate(value) : read.why !== '').toBe(true);
    }),
    {numRuns: 1500, seed},
  );
});
