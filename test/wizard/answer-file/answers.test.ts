// Answer files: what is written comes back, and what is wrong is told with its place and a way out.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {DesiredChange} from '../../../src/model/desired-change.ts';
import type {AnswerFile} from '../../../src/wizard/answer-file/answer-file.ts';
import {answerProblems} from '../../../src/wizard/answer-file/answer-problems.ts';
import {readAnswers} from '../../../src/wizard/answer-file/read-answers.ts';
import {writeAnswers} from '../../../src/wizard/answer-file/write-answers.ts';
import {hostileText} from '../../terminal/hostile-text.ts';

const none: AnswerFile = {servers: ['PS1/CM01'], desired: {}, overrides: new Map(), ticket: null, recorded: null};
const head = 'schema: cmproxy/answers@1\nservers: [PS1/CM01]\n';

describe('F1 what is written is read back exactly', () => {
  test.each(hostileText.map(({id, name, text}) => [id, name, text] as const))('%s %s', (_id, _name, text) => {
    const file: AnswerFile = {
      ...none,
      servers: [text, 'PS1/CM01'],
      desired: {'proxy.serverName': text, 'proxy.account': text},
      overrides: new Map([[text, {'proxy.account': text}]]),
      ticket: text,
    };
    expect(readAnswers(writeAnswers(file))).toMatchObject({kind: 'answers', file});
  });

  test('any answers', () => {
    const word = fc.oneof(
      fc.string({minLength: 1, maxLength: 30, unit: 'binary'}),
      fc.constantFrom(
        'true',
        'no',
        '~',
        'null',
        '0x10',
        '1e3',
        '- a',
        '# b',
        'a: b',
        '!x',
        '&a',
        '*a',
        "'",
        '"',
        ' ',
        '2026-11-24',
        '%',
        '@',
        '`',
        '|',
        '>',
        '{',
        '[',
        '12:30:00',
        '.inf',
        '<<',
      ),
    );
    const change: fc.Arbitrary<DesiredChange> = fc.record(
      {
        'proxy.enabled': fc.boolean(),
        'proxy.serverName': word,
        'proxy.port': fc.oneof(fc.integer({min: 1, max: 65_535}).map(String), word),
        'proxy.account': word,
        'softwareUpdatePoint.useProxy': fc.boolean(),
        'softwareUpdatePoint.useProxyForAutoDeploymentRule': fc.boolean(),
      },
      {requiredKeys: []},
    );
    const files = fc
      .record({
        servers: fc.uniqueArray(word, {minLength: 1, maxLength: 4, selector: name => name.toLowerCase()}),
        desired: change,
        overrides: fc.array(fc.tuple(word, change), {maxLength: 3}),
        ticket: fc.option(word),
      })
      .map((file): AnswerFile => ({
        ...file,
        recorded: null,
        overrides: new Map(
          file.overrides.filter(
            ([name, own]) => Object.keys(own).length > 0 && !['__proto__', 'constructor', 'prototype'].includes(name),
          ),
        ),
      }));
    fc.assert(
      fc.property(files, file => {
        expect(readAnswers(writeAnswers(file))).toMatchObject({kind: 'answers', file});
      }),
    );
  });

  test('F1 any text is answers or a refusal, never an exception', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 200}), text => {
        expect(['answers', 'refused']).toContain(readAnswers(text).kind);
        expect(['answers', 'refused']).toContain(readAnswers(`${head}${text}`).kind);
      }),
    );
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

test('what was not said is not there, and what one would write by hand is read', () => {
  expect(writeAnswers({...none, desired: {'proxy.port': '8080'}})).toMatch(
    /^#[^\n]*\n#[^\n]*\n\nschema: cmproxy\/answers@1\nwizard: site-system-proxy\nservers:\n {2}- PS1\/CM01\nproxy:\n {2}port: 8080\n$/,
  );
  const read = readAnswers(
    `\uFEFF${head.replaceAll('\n', '\r\n')}proxy: {serverName: p.c.com, port: "3128"} # moved\r\n`,
  );
  expect(read).toMatchObject({
    kind: 'answers',
    file: {...none, desired: {'proxy.serverName': 'p.c.com', 'proxy.port': '3128'}},
  });
  expect(readAnswers('{"schema": "cmproxy/answers@1", "servers": ["PS1/CM01"]}')).toMatchObject({
    kind: 'answers',
    file: none,
  });
});

test('a port is what stands there: numbers of YAML that are no digits stay as they are written, and are no port', () => {
  for (const port of ['0x50', '0o17', '8e1', '80.0', '010', '+80']) {
    const read = readAnswers(`${head}proxy: {port: ${port}}\n`);
    expect(read).toMatchObject({kind: 'answers', file: {desired: {'proxy.port': port}}});
    expect(read.kind === 'answers' ? answerProblems(read.file) : []).toMatchObject([{path: 'proxy.port'}]);
    expect(read.kind === 'answers' ? read.places.get('proxy.port') : null).toEqual({line: 3, column: 15});
  }
});

test('all that is wrong is told at once, in the order of the file: shapes, keys and values', () => {
  const read = readAnswers(
    [
      'schema: cmproxy/answers@1',
      'servers: [A, 5, B, 6]',
      'proxi: 1',
      'proxy: {prt: 1, port: 99999, serverName: [], enabled: yes, account: &x system}',
      'overrides: {A: {proxy: {port: 0, password: x}}, C: {}}',
      'ask: [proxy.port, proxy.prot]',
      'recorded: {at: 5, whenn: 1}',
      'ticket:',
      '',
    ].join('\n'),
  );
  expect(
    read.kind === 'refused' ? read.problems.map(({place, path}) => [place?.line, place?.column, path]) : [],
  ).toEqual([
    [2, 14, 'servers[1]'],
    [2, 20, 'servers[3]'],
    [3, 1, 'proxi'],
    [4, 9, 'proxy.prt'],
    [4, 23, 'proxy.port'],
    [4, 42, 'proxy.serverName'],
    [4, 55, 'proxy.enabled'],
    [4, 72, ''],
    [5, 31, 'overrides.A.proxy.port'],
    [5, 34, 'overrides.A.proxy.password'],
    [5, 52, 'overrides.C'],
    [6, 19, 'ask[1]'],
    [7, 16, 'recorded.at'],
    [7, 19, 'recorded.whenn'],
    [8, 1, 'ticket'],
  ]);
});

describe('R5 refused with line, column, path and what to do', () => {
  test.each([
    // In YAML 1.1 yes is true and 010 is eight.
    [`%YAML 1.1\n---\n${head}proxy: {enabled: yes}\n`, /%YAML 1\.1 is not taken/],
    ['', /empty|must be a mapping/],
    ['schema: [', /line 1/],
    ['servers: [A]\n', /schema is missing/],
    ['schema: cmproxy/answers@1\n', /servers is missing/],
    ['schema: cmproxy/answers@2\nservers: [A]\n', /answers@2; this version reads answers@1/],
    ['schema: cmproxy/plan@1\nservers: [A]\n', /not cmproxy\/answers@1/],
    [`${head}proxi: {}\n`, /line 3, column 1: proxi: is not a known key.*Did you mean proxy/s],
    [`${head}proxy: {serverNam: x}\n`, /proxy\.serverNam.*Did you mean serverName/s],
    [`${head}proxy: {prot: 1}\n`, /Did you mean port/],
    [`${head}proxy: {port: !!str 1}\n`, /line 3, column 21: the tag !!str is not taken/],
    [`${head}proxy: {port: null}\n`, /proxy\.port: has no value/],
    [`${head}proxy:\n`, /proxy: has no value/],
    [`${head}proxy: {enabled: yes}\n`, /must be true or false, not "yes"/],
    [`${head}proxy: {port: 8080, port: 8081}\n`, /line 3, column 21: duplicate key port/],
    [`${head}overrides: {A: {proxy: {port: 1}}, A: {proxy: {port: 2}}}\n`, /duplicate key A/],
    [`${head}proxy: {port: 1}\nproxy: {port: 2}\n`, /line 4, column 1: duplicate key proxy/],
    [`${head}proxy: {password: x}\n`, /a password is never in an answer file/],
    [`${head}select: {site: PS1}\n`, /not both/],
    [`${head}__proto__: {a: 1}\n`, /not taken|not a known key/],
    [`${head}overrides: {__proto__: {proxy: {port: 1}}}\n`, /this key is not taken/],
    [`${head}overrides: {A: {}}\n`, /says nothing/],
    [`${head}proxy: &a {port: 1}\nsoftwareUpdatePoint: *a\n`, /anchors|aliases/],
    [`${head}proxy: !!js/function x\n`, /tag|mapping/],
    [`${head}---\na: 1\n`, /more than one document/],
    ['schema: cmproxy/answers@1\nservers: []\n', /servers: is empty/],
    ['schema: cmproxy/answers@1\nservers: [A, a]\n', /"a" stands there twice/],
    ['schema: cmproxy/answers@1\nservers: {a: 1}\n', /must be a list/],
    [`${head}proxy: ${'['.repeat(60)}${']'.repeat(60)}\n`, /nested too deeply|mapping/],
    [`${head}wizard: other\n`, /another wizard/],
  ] as const)('%j', (text, wanted) => {
    const read = readAnswers(text);
    expect(read.kind).toBe('refused');
    expect(read.kind === 'refused' ? `${read.why} ${read.todo}` : '').toMatch(wanted);
  });
});

test.each([
  ['lists in lists', `${head}proxy: ${'['.repeat(400_000)}`, /too deeply/],
  ['mappings in mappings', `${head}proxy: ${'{a: '.repeat(200_000)}`, /too deeply/],
  [
    'unknown keys',
    `${head}${Array.from({length: 80_000}, (_, at) => `k${at}: 1\n`).join('')}`,
    /k0: is not a known key/,
  ],
  ['documents', `${head}${'---\n'.repeat(200_000)}`, /more than one document/],
  ['anchors', `${head}ticket: ${'&a '.repeat(200_000)}`, /line 3.*anchor/],
  ['tags', `${head}ticket: ${'!a '.repeat(200_000)}`, /line 3.*tag/],
])('R5d nearly 1 MB of %s is refused quickly', (_name, text, wanted) => {
  const start = performance.now();
  const read = readAnswers(text);
  // A second on a machine that does nothing else; what grows with the square of the size takes half a minute.
  expect(performance.now() - start).toBeLessThan(6000);
  expect(read.kind === 'refused' ? read.why : '').toMatch(wanted);
});

test('R5d nearly 1 MB of servers, each with an exception, is read quickly', () => {
  const names = Array.from({length: 15_000}, (_, at) => `S${at}`);
  const text = `schema: cmproxy/answers@1\nservers: [${names.join(', ')}]\noverrides:\n${names.map(name => `  ${name}: {proxy: {port: 81}}\n`).join('')}`;
  const start = performance.now();
  expect(readAnswers(text).kind).toBe('answers');
  expect(performance.now() - start).toBeLessThan(6000);
});
