// Answer files of older versions: every valid one becomes valid, no answer and no comment is lost, and twice is once.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {stringify} from 'yaml';
import {settingKeys, type DesiredChange} from '../../../src/model/desired-change.ts';
import {currentAnswers} from '../../../src/wizard/answer-file/migrate-answers.ts';
import {readAnswers} from '../../../src/wizard/answer-file/read-answers.ts';

test('comments, blank lines, line ends of Windows and indentation stay', () => {
  const old = [
    '# why',
    'schema: cmproxy/answers@0 # of 2025',
    'servers: [PS1/DP12]',
    '',
    '# the new one',
    'proxy.serverName: proxy-z.contoso.com # until May',
    'overrides:',
    '    PS1/DP12:',
    '        # a firewall',
    '        proxy.port: 99',
    '# the end',
    '',
  ].join('\r\n');
  expect(currentAnswers(old)).toEqual({
    migratedFrom: 'cmproxy/answers@0',
    text: [
      '# why',
      'schema: cmproxy/answers@1 # of 2025',
      'servers: [PS1/DP12]',
      '',
      'proxy:',
      '    # the new one',
      '    serverName: proxy-z.contoso.com # until May',
      'overrides:',
      '    PS1/DP12:',
      '        # a firewall',
      '        proxy:',
      '            port: 99',
      '',
      '# the end',
      '',
    ].join('\r\n'),
  });
});

test('both ways of writing beside each other are put together', () => {
  const {text} = currentAnswers(
    'schema: cmproxy/answers@0\nservers: [A]\nproxy.port: 80 # port\nproxy: {account: system} # who\nsoftwareUpdatePoint.useProxy: true\n',
  );
  expect(readAnswers(text)).toMatchObject({
    kind: 'answers',
    file: {desired: {'proxy.port': '80', 'proxy.account': 'system', 'softwareUpdatePoint.useProxy': true}},
  });
  expect(text).toMatch(/# port[^]*# who/);
});

const word = fc.constantFrom('a', 'yes', '010', 'x # y', "it's", 'CONTOSO\\svc', 'ü: ü', '- a', '~');
const change: fc.Arbitrary<DesiredChange> = fc.record(
  {
    'proxy.enabled': fc.boolean(),
    'proxy.serverName': word,
    'proxy.port': fc.integer({min: 1, max: 65_535}).map(String),
    'proxy.account': word,
    'softwareUpdatePoint.useProxy': fc.boolean(),
    'softwareUpdatePoint.useProxyForAutoDeploymentRule': fc.boolean(),
  },
  {requiredKeys: []},
);
const said = change.filter(own => settingKeys.some(key => own[key] !== undefined));
const old = fc.record({
  servers: fc.uniqueArray(fc.constantFrom('A', 'PS1/b.c', 'yes', '5', 'ü'), {minLength: 1}),
  desired: change,
  overrides: fc.dictionary(fc.constantFrom('A', 'PS1/b.c', '5', 'a.b/c'), said, {maxKeys: 3}),
  ticket: fc.option(word, {nil: undefined}),
  style: fc.record({indent: fc.constantFrom(2, 4), isFlow: fc.boolean(), isWindows: fc.boolean()}),
});

describe('F3 any valid old file', () => {
  test.each([
    ['fixed', 20_261_124],
    ['random', Date.now() % 1_000_000],
  ])('%s seed %i', (_, seed) => {
    fc.assert(
      fc.property(old, ({servers, desired, overrides, ticket, style}) => {
        const values = {
          schema: 'cmproxy/answers@0',
          servers,
          ...desired,
          ...(Object.keys(overrides).length === 0 ? {} : {overrides}),
          ...(ticket === undefined ? {} : {ticket}),
        };
        const lines = stringify(values, {indent: style.indent, collectionStyle: style.isFlow ? 'flow' : 'any'});
        const commented = `# head\n${lines}# foot\n`;
        const text = style.isWindows ? commented.replaceAll('\n', '\r\n') : commented;
        const once = currentAnswers(text);
        expect(once.migratedFrom).toBe('cmproxy/answers@0');
        expect(currentAnswers(once.text)).toEqual({text: once.text, migratedFrom: null});
        expect(once.text).toMatch(/^# head\r?\n[^]*# foot\r?\n$/);
        expect(readAnswers(once.text)).toMatchObject({
          kind: 'answers',
          file: {servers, desired, overrides: new Map(Object.entries(overrides)), ticket: ticket ?? null},
        });
      }),
      {seed, numRuns: 150},
    );
  });
});
