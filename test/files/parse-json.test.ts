// JSON from anywhere: the same value as JSON.parse, or one placed refusal.
import fc from 'fast-check';
import {execa} from 'execa';
import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {parseJson} from '../../src/files/parse-json.ts';
import {readJsonFile} from '../../src/files/read-json-file.ts';
import {scanJson} from '../../src/files/scan-json.ts';
import {readTextFile} from '../../src/files/read-text-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'cmproxy-json-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

const problem = (text: string) => {
  const outcome = parseJson(text, {file: 'f.json'});
  if (outcome.kind !== 'refused') throw new Error('not refused');
  return outcome.problem;
};

describe('R5a broken JSON', () => {
  test.each([
    ['{"a": 1,\n "b": }', 2, 7],
    ['{"a": [1, 2', 1, 12],
    ['{"a": "x', 1, 9],
    ['{a: 1}', 1, 2],
    ['[1 2]', 1, 4],
    ['{"a": 1} x', 1, 10],
    ['', 1, 1],
    ['{"a": tru}', 1, 7],
    ['["\\q"]', 1, 2],
    ['{"a" 1}', 1, 6],
    ['[1,]', 1, 4],
    ['{"a":1,}', 1, 8],
    ['["\u0001"]', 1, 3],
  ])('%j: line %i, column %i', (text, line, column) => {
    expect(problem(text)).toMatchObject({line, column});
  });
});

test.each([
  ['{"a": 1, "a": 2}', 'the key "a" is given twice'],
  ['{"x": [{"a": 1}, {"b": {"c": 1, "\\u0063": 2}}]}', 'the key "c" is given twice in x[1].b'],
  ['{"a" : 1, "a": 2}', 'the key "a" is given twice'],
  ['{"a"\n\t\r :1,"a":2}', 'the key "a" is given twice'],
  ['{"a": ":", "a": 1}', 'the key "a" is given twice'],
  ['{"a" : ":\\":", "a" : [{"b": 1}]}', 'the key "a" is given twice'],
])('R5e %s', (text, why) => {
  expect(problem(text).why).toContain(why);
});

test.each([
  '{"__proto__": {"polluted": true}}',
  '{"a": [{"constructor": 1}]}',
  '{"prototype": 1}',
  '{"\\u005f_proto__": 1}',
])('R5f %s is refused and Object.prototype is unchanged', text => {
  const before = Reflect.ownKeys(Object.prototype);
  expect(problem(text).why).toContain('is not allowed as a key');
  expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

test.each(['[', '{"a":', '[{"a":'])('R5d nesting without end (%s) is refused within 1 s, wherever it begins', open => {
  for (const before of ['', `{"a": "${'x'.repeat(1500)}", "b": `])
    for (const after of ['', ']'.repeat(100_000)]) {
      const start = performance.now();
      expect(problem(before + open.repeat(1_000_000) + after).why).toContain('deeper than 64');
      expect(performance.now() - start).toBeLessThan(1000);
    }
});

test('R5d twenty million levels are refused within 1 s', () => {
  const text = '['.repeat(20_000_000) + ']'.repeat(20_000_000);
  const start = performance.now();
  expect(problem(text).why).toContain('deeper than 64');
  expect(performance.now() - start).toBeLessThan(1000);
});

test('R5d the limit is exact', () => {
  const nested = (depth: number) => parseJson('['.repeat(depth) + ']'.repeat(depth), {file: 'f', maxDepth: 8}).kind;
  expect([nested(8), nested(9)]).toEqual(['value', 'refused']);
  expect(parseJson(JSON.stringify(['['.repeat(500), '{'.repeat(500)]), {file: 'f'}).kind).toBe('value');
});

test('R5g a key with dots stays one key', () => {
  expect(parseJson('{"cm01.contoso.com": 1}', {file: 'f'})).toEqual({kind: 'value', value: {'cm01.contoso.com': 1}});
});

test('any JSON value reads as JSON.parse reads it', () => {
  const safe = fc
    .jsonValue({maxDepth: 5})
    .filter(value => !/__proto__|"constructor"|"prototype"/.test(JSON.stringify(value)));
  fc.assert(
    fc.property(safe, value => {
      expect(parseJson(JSON.stringify(value), {file: 'f'})).toEqual({
        kind: 'value',
        value: JSON.parse(JSON.stringify(value)) as unknown,
      });
    }),
  );
});

const blanks = fc.constantFrom('', '', ' ', '\n', '\t\r');
const strings = fc.constantFrom(
  '""',
  '":"',
  '" : "',
  '"a"',
  '"\\":"',
  '"\\\\"',
  '"::1"',
  '"[{"',
  '"\\\\\\":x"',
  '"é:"',
);
const keys = fc.constantFrom('"a"', '"b"', '"\\u0061"', '":"', '"c\\""', '"d\\\\"');
const {json} = fc.letrec<{json: string; member: string}>(tie => ({
  member: fc.tuple(keys, blanks, blanks, tie('json')).map(([key, one, two, value]) => `${key}${one}:${two}${value}`),
  json: fc.oneof(
    {maxDepth: 4},
    strings,
    fc.constantFrom('1', 'null', '-2.5e3'),
    fc.array(tie('member'), {maxLength: 3}).map(members => `{${members.join(',')}}`),
    fc.array(tie('json'), {maxLength: 3}).map(items => `[${items.join(' ,')}]`),
  ),
}));

test('R5e what is accepted has no key twice, and what is refused has one', () => {
  fc.assert(
    fc.property(json, text => {
      expect(parseJson(text, {file: 'f'}).kind).toBe(scanJson(text, 64) === null ? 'value' : 'refused');
    }),
    {numRuns: 3000},
  );
});

test('any text is a value or a placed refusal, never an exception', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({unit: fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '1', 'a', '\\', ' ', '\n')}),
      ),
      text => {
        const outcome = parseJson(text, {file: 'f'});
        const placed = outcome.kind === 'refused' && (outcome.problem.line ?? 0) > 0;
        expect(outcome.kind === 'value' ? outcome.value : placed).toEqual(
          outcome.kind === 'value' ? JSON.parse(text) : true,
        );
      },
    ),
    {numRuns: 2000},
  );
});

describe('bytes', () => {
  const file = (name: string, bytes: Uint8Array | string) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const options = {maxBytes: 1000, what: 'The file'};
  test('R5b a BOM and CRLF are read normally', () => {
    expect(readJsonFile(file('bom', '\uFEFF{"a":\r\n1}\r\n'), options)).toMatchObject({kind: 'value', value: {a: 1}});
  });
  test.each([
    ['UTF-16 with a mark', Buffer.from('\uFEFF{"a":1}', 'utf16le'), /UTF-16/],
    ['UTF-16 without a mark', Buffer.from('{"a":1}', 'utf16le'), /UTF-16/],
    ['a NUL byte', Buffer.from('{"a": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\0"}'), /NUL/],
    ['broken UTF-8', Buffer.from([0x22, 0xc3, 0x28, 0x22]), /UTF-8/],
  ])('R5c %s is refused by name', (name, bytes, why) => {
    const outcome = readTextFile(file(name.replaceAll(' ', '-'), bytes), options);
    expect(outcome.kind === 'refused' && outcome.problem.why).toMatch(why);
  });
  test('R5d too large a file is refused before it is read', () => {
    const outcome = readTextFile(file('large', 'x'.repeat(1001)), options);
    expect(outcome.kind === 'refused' && outcome.problem.why).toMatch(/at most/);
  });
  test.each([
    ['settings', 1_000_000],
    ['hierarchy', 400_000_000],
  ])('R5d %s over %i bytes are refused by their size alone, within 1 s', (name, maxBytes) => {
    const path = file(`${name}.json`, '');
    truncateSync(path, maxBytes + 1);
    const before = process.memoryUsage().rss;
    const start = performance.now();
    expect(readJsonFile(path, {maxBytes, what: name})).toMatchObject({kind: 'refused'});
    expect(performance.now() - start).toBeLessThan(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
    truncateSync(path, 0);
  });
  test('R5d a file that says it is empty and is not is read to the limit only', () => {
    const outcome = readTextFile('/proc/self/maps', {maxBytes: 100, what: 'The file'});
    expect(outcome.kind === 'refused' && outcome.problem.why).toMatch(/at most/);
    expect(readTextFile('/proc/self/comm', {maxBytes: 100, what: 'The file'})).toMatchObject({kind: 'text'});
    expect(readTextFile(file('empty', ''), options)).toEqual({kind: 'text', text: ''});
  });
  test('a pipe in a folder is refused and not waited for', async () => {
    const path = join(folder, 'pipe');
    await execa('bash', ['-c', 'mkfifo "$0"', path]);
    expect(readTextFile(path, options)).toMatchObject({kind: 'refused'});
  });
  const standardInput = async (redirect: string) => {
    const module = resolve(import.meta.dirname, '../../src/files/read-text-file.ts');
    const script = `const read = await (await import(${JSON.stringify(module)})).readStandardInput(10); process.stdout.write(read.text ?? read.problem?.why ?? read.kind)`;
    const run = await execa('bash', ['-c', `"$0" --input-type=module -e "$1" ${redirect}`, process.execPath, script]);
    return run.stdout;
  };
  test.each([
    [`< <(printf '{"a":1}')`, '{"a":1}'],
    ['< /dev/null', 'missing'],
    ['<&-', 'missing'],
    ['< /', 'it is a folder'],
    ['< /dev/zero', 'it has more than 10 bytes, the most that is read'],
    [`< <(printf 'a\\0b')`, 'it holds a NUL byte at offset 1'],
  ])('standard input %s: %s', async (redirect, expected) => {
    expect(await standardInput(redirect)).toBe(expected);
  });
  test('a folder and a device are refused', () => {
    expect(readTextFile(folder, options)).toMatchObject({kind: 'refused'});
    expect(readTextFile('/dev/null', options)).toMatchObject({kind: 'refused'});
    expect(readTextFile(join(folder, 'not-there'), options)).toEqual({kind: 'missing'});
  });
});
