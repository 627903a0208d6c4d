// JSON from anywhere: the same value as JSON.parse, or one placed refusal.
import fc from 'fast-check';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {parseJson} from '../../src/files/parse-json.ts';
import {readJsonFile} from '../../src/files/read-json-file.ts';
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

test('R5d nesting without end is refused at once, in lists and in objects', () => {
  expect(problem('['.repeat(1_000_000)).why).toContain('deeper than 64');
  expect(problem('{"a":'.repeat(1_000_000)).why).toContain('deeper than 64');
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
  test('a folder and a device are refused', () => {
    expect(readTextFile(folder, options)).toMatchObject({kind: 'refused'});
    expect(readTextFile('/dev/null', options)).toMatchObject({kind: 'refused'});
    expect(readTextFile(join(folder, 'not-there'), options)).toEqual({kind: 'missing'});
  });
});
