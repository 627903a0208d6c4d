// The published JSON Schema of answer files, beside the reader that decides.
import {Ajv2020} from 'ajv/dist/2020.js';
import fc from 'fast-check';
import {readdirSync, readFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {expect, test} from 'vitest';
import {parse} from 'yaml';
import {fieldDefinitions} from '../../src/model/fields.ts';
import {answerProblems} from '../../src/wizard/answer-file/answer-problems.ts';
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
/** Nearly always good. */
const settings = {
  proxy: fc.record(
    {
      enabled: fc.constant(true),
      serverName: fc.constantFrom('proxy-a.contoso.com', '10.0.0.1'),
      port: fc.oneof(fc.integer({min: 1, max: 65_535}), fc.integer({min: 0, max: 70_000}).map(String)),
      account: fc.constantFrom('system', String.raw`CONTOSO\svc-proxy`),
    },
    {requiredKeys: []},
  ),
  softwareUpdatePoint: fc.record(
    {useProxy: fc.boolean(), useProxyForAutoDeploymentRule: fc.boolean()},
    {requiredKeys: []},
  ),
};
const server = fc.constantFrom('CM01', 'PS1/CM02', 'cm01', 'DP21.contoso.com');
const select = fc.record(
  {
    site: fc.constantFrom('PS1', '001'),
    state: fc.constantFrom('fault', 'ok'),
    'proxy.enabled': fc.constantFrom<unknown>(true, 'True', 'false'),
    'proxy.port': fc.constantFrom<unknown>(80, '80', '8080'),
  },
  {requiredKeys: []},
);
const rest = {
  schema: fc.constant('cmproxy/answers@1'),
  ...settings,
  ask: fc.array(fc.constantFrom('proxy.port', 'proxy.account')),
  ticket: fc.constant('CHG1'),
  wizard: fc.constant('site-system-proxy'),
  recorded: fc.record({at: fc.constant('2026'), siteCodes: fc.constant(['PS1'])}, {requiredKeys: []}),
};
const whole = fc.oneof(
  fc.record({...rest, select}, {requiredKeys: ['schema', 'select']}),
  fc.record(
    {
      ...rest,
      servers: fc.uniqueArray(server, {minLength: 1, maxLength: 3}),
      overrides: fc.dictionary(server, fc.record(settings, {requiredKeys: []}), {maxKeys: 2}),
    },
    {requiredKeys: ['schema', 'servers']},
  ),
);
const change = fc.record({steps: fc.array(fc.nat(), {minLength: 1, maxLength: 4}), key, value: fc.oneof(leaf, tree)});

/** The value with one place in it otherwise: another value, or one more key. */
function changed(
  value: unknown,
  {steps, key: added, value: other}: {steps: number[]; key: string; value: unknown},
): unknown {
  const [step = 0, ...deeper] = steps;
  if (typeof value !== 'object' || value === null || steps.length === 0) return other;
  if (Array.isArray(value)) return value.toSpliced(step % (value.length + 1), 1, other);
  const keys = [...Object.keys(value), added];
  const name = keys[step % keys.length] ?? added;
  const there: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return {...value, [name]: changed(there, {steps: deeper, key: added, value: other})};
}

const near = fc
  .tuple(whole, fc.array(change, {maxLength: 2}))
  .map(([value, changes]) => changes.reduce<unknown>(changed, value));

/** What a schema cannot say: names of one server in other letters, hosts and accounts, and what an exception means beside the rest. */
const beyondSchema = /stands there twice|CMP001|CMP003|CMP005|not among servers/;

function verdict(value: unknown): string {
  const read = readAnswers(JSON.stringify(value));
  if (read.kind === 'refused') return read.why;
  const [problem] = answerProblems(read.file);
  return problem === undefined ? 'good' : `${problem.path}: ${problem.text}`;
}

test.each([
  ['fixed', 20_261_124],
  ['random', Date.now() % 1_000_000],
])(
  'F1 F2 --validate and the schema agree on random structures, and nothing is an exception (%s seed %i)',
  (_name, seed) => {
    process.stdout.write(`seed ${seed}\n`);
    let good = 0;
    fc.assert(
      fc.property(fc.oneof({weight: 4, arbitrary: near}, tree), value => {
        const said = verdict(value);
        if (said === 'good') good++;
        const isTaken = validate(value);
        const agree = said === 'good' ? isTaken : !isTaken || beyondSchema.test(said);
        expect([agree, said, validate.errors?.[0]?.message]).toEqual([true, said, validate.errors?.[0]?.message]);
      }),
      {numRuns: 3000, seed},
    );
    expect(good).toBeGreaterThan(300);
  },
);

const head = {schema: 'cmproxy/answers@1', servers: ['CM01']};

test.each([
  ['an unknown key', {...head, proxi: {}}],
  ['a password', {...head, proxy: {password: 'x'}}],
  ['neither servers nor select', {schema: 'cmproxy/answers@1'}],
  ['both', {...head, select: {site: 'PS1'}}],
  ['a null', {...head, proxy: {port: null}}],
  ['port 0', {...head, proxy: {port: 0}}],
  ['port 65536 as text', {...head, proxy: {port: '65536'}}],
  ['a port beside off', {...head, proxy: {enabled: false, port: 80}}],
  ['an exception that says nothing', {...head, overrides: {CM01: {proxy: {}}}}],
  ['a site code that is a number', {schema: 'cmproxy/answers@1', select: {site: 1}}],
  ['an unknown key to ask for', {...head, ask: ['proxy.prot']}],
  ['a newer version', {...head, schema: 'cmproxy/answers@2'}],
])('schema and reader both refuse %s', (_name, value) => {
  expect([validate(value), verdict(value) === 'good']).toEqual([false, false]);
});

test('every key has a description, so that editors tell what it is for', () => {
  const bare: string[] = [];
  const look = (node: unknown, path: string): void => {
    if (typeof node !== 'object' || node === null) return;
    const {properties} = node as {properties?: Readonly<Record<string, {description?: string} | false>>};
    for (const [name, value] of Object.entries(properties ?? {})) {
      if (value !== false && !/\/(?:if|then|anyOf)\b/.test(path) && value.description === undefined)
        bare.push(`${path}/${name}`);
    }
    for (const [name, value] of Object.entries(node)) look(value, `${path}/${name}`);
  };
  look(answersJsonSchema(), '');
  expect(bare).toEqual([]);
});
