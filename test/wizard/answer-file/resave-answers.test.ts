// Saving into a file that a person wrote: what was answered changes, and nothing else.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {DesiredChange} from '../../../src/model/desired-change.ts';
import type {AnswerFile} from '../../../src/wizard/answer-file/answer-file.ts';
import {forbidden} from '../../../src/wizard/answer-file/answer-keys.ts';
import {readAnswers} from '../../../src/wizard/answer-file/read-answers.ts';
import {resaveAnswers} from '../../../src/wizard/answer-file/resave-answers.ts';
import {sayOver, type Answered} from '../../../src/wizard/answer-file/say-over.ts';
import {writeAnswers} from '../../../src/wizard/answer-file/write-answers.ts';

function answersIn(text: string): AnswerFile {
  const read = readAnswers(text);
  if (read.kind === 'refused') throw new Error(read.why);
  return read.file;
}

function saved(text: string, said: DesiredChange): string {
  return resaveAnswers(text, sayOver(answersIn(text), said));
}

const byHand = [
  '# Why this file is here.',
  '',
  'schema:   cmproxy/answers@1',
  'servers:',
  '- PS1/CM01   # the first',
  '- PS1/CM02',
  '',
  '',
  'proxy: { serverName: "proxy-a.contoso.com", port: 8080 }   # see CHG1',
  '# the odd one',
  'overrides:',
  '    PS1/CM02:   # behind another port',
  '        proxy:',
  "            port: '3128' # for now",
  '# the end',
  '',
].join('\n');

describe('only the characters of the values change', () => {
  test.each([
    ['a name', {'proxy.serverName': 'proxy-z'}, byHand.replace('"proxy-a.contoso.com"', 'proxy-z')],
    ['a port, also of the exception', {'proxy.port': '81'}, byHand.replace('8080', '81').replace("'3128'", '81')],
    ['the same again', {'proxy.port': '8080'}, byHand.replace("'3128'", '8080')],
    ['nothing', {}, byHand],
    ['what needs quotes', {'proxy.serverName': 'yes'}, byHand.replace('proxy-a.contoso.com', 'yes')],
    ['line ends of Windows', {'proxy.serverName': 'p'}, byHand.replace('"proxy-a.contoso.com"', 'p')],
  ] as const)('%s', (name, said, wanted) => {
    const isWindows = name.includes('Windows');
    const ends = (text: string): string => (isWindows ? text.replaceAll('\n', '\r\n') : text);
    expect(saved(ends(byHand), said)).toBe(ends(wanted));
  });
});

describe('a key that comes or goes', () => {
  test('comes behind the last one of its group in braces', () => {
    expect(saved(byHand, {'proxy.account': 'system'})).toBe(
      byHand.replace('port: 8080 }', 'port: 8080, account: system }'),
    );
  });

  test('comes on a line of its own, below the last one with its comment; a new group below all', () => {
    const text =
      'schema: cmproxy/answers@1\nservers: [A]\nproxy:\n    # the old one\n    serverName: p # why\n\n# end\n';
    const said = {'proxy.port': '81', 'proxy.account': 'system', 'softwareUpdatePoint.useProxy': false} as const;
    expect(saved(text, said)).toBe(
      text.replace('# why\n', '# why\n    port: 81\n    account: system\nsoftwareUpdatePoint:\n  useProxy: false\n'),
    );
    expect(saved(text.replaceAll('\n', '\r\n'), {'proxy.port': '81'})).toBe(
      text.replace('# why\n', '# why\n    port: 81\n').replaceAll('\n', '\r\n'),
    );
  });

  test('a file of JSON stays one that can be read', () => {
    const text = '{"schema": "cmproxy/answers@1", "servers": ["A"]}';
    expect(answersIn(saved(text, {'proxy.port': '81'})).desired).toEqual({'proxy.port': '81'});
  });

  test('an exception comes: comments stay', () => {
    const text = '# one\nschema: cmproxy/answers@1\nservers: [A] # two\nproxy: {port: 1} # three\n# four\n';
    const wanted = {desired: {'proxy.port': '1'}, overrides: new Map([['A', {'proxy.serverName': 'p'}]])};
    const result = resaveAnswers(text, wanted);
    expect(answersIn(result)).toMatchObject(wanted);
    for (const comment of ['# one\n', '# two\n', '# three\n', '# four\n']) expect(result).toContain(comment);
  });

  test('turned off: name, port and account go, and so do exceptions that say nothing else', () => {
    const text = saved(byHand, {'proxy.enabled': false});
    expect(answersIn(text)).toMatchObject({desired: {'proxy.enabled': false}, overrides: new Map()});
    expect(text).toContain('# Why this file is here.');
    expect(text).not.toContain('port');
  });

  test('turned on by a name, where the file turned off', () => {
    const text = 'schema: cmproxy/answers@1\nservers: [A]\nproxy:\n  # until Monday\n  enabled: false # off\n';
    const wanted = {'proxy.enabled': true, 'proxy.serverName': 'p'};
    expect(answersIn(saved(text, {'proxy.serverName': 'p'})).desired).toEqual(wanted);
    expect(saved(text, {'proxy.serverName': 'p'})).toContain('# until Monday\n  enabled: true # off\n');
  });
});

const word = fc.oneof(
  fc.string({minLength: 1, maxLength: 20, unit: 'binary'}),
  fc.constantFrom('true', 'no', '~', '0x10', '- a', '# b', 'a: b', "'", '"', '{', ',', '12:30:00', '|', '>'),
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
    servers: fc.uniqueArray(word, {minLength: 1, maxLength: 3, selector: name => name.toLowerCase()}),
    desired: change,
    overrides: fc.array(fc.tuple(word, change), {maxLength: 3}),
  })
  .map(({servers, desired, overrides}): AnswerFile => ({
    servers,
    desired,
    overrides: new Map(overrides.filter(([name, own]) => Object.keys(own).length > 0 && !forbidden.has(name))),
    ticket: null,
    recorded: null,
  }));

test.each([
  ['fixed', 20_261_124],
  ['random', Date.now() % 1_000_000],
])(
  'F1 what is saved says exactly what was answered, keeps its heading, and saved again changes nothing (%s seed %i)',
  (_name, seed) => {
    process.stdout.write(`seed ${seed}\n`);
    fc.assert(
      fc.property(files, change, fc.boolean(), (file, said, windows) => {
        const plain = writeAnswers(file).replaceAll(
          /^(proxy|softwareUpdatePoint|overrides):$/gm,
          '\n# about $1\n$1: # here',
        );
        const text = windows ? plain.replaceAll('\n', '\r\n') : plain;
        const wanted: Answered = sayOver(answersIn(text), said);
        const result = resaveAnswers(text, wanted);
        const {desired, overrides} = answersIn(result);
        expect([desired, overrides]).toEqual([wanted.desired, wanted.overrides]);
        expect(resaveAnswers(result, wanted)).toBe(result);
        expect(result).toContain('Answers of the cmproxy wizard');
      }),
      {numRuns: 400, seed},
    );
  },
);
