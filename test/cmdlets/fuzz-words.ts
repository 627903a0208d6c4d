// Properties that hold for any words and any objects, over every cmdlet of the table. Run with a fixed seed each time, and with a new one by
// `npm run test:long`.
import fc from 'fast-check';
import {expect} from 'vitest';
import {bindWords, objectBinder} from '../../src/bind-cmdlet.ts';
import type {Cmdlet, Parameter, Value} from '../../src/cmdlets/cmdlet.ts';
import {commonParameters} from '../../src/cmdlets/common-parameters.ts';
import {kebabOf} from '../../src/cmdlets/kebab.ts';
import {addSetting, settingKeys} from '../../src/model/desired-change.ts';
import {addOverride} from '../../src/model/override.ts';
import {conditionKeys, parseCondition} from '../../src/model/select-servers.ts';
import {formatProblem} from '../../src/terminal/error-text.ts';
import {neverRaw} from '../terminal/hostile-text.ts';
import {nameCorpus} from '../e2e/name-corpus.ts';
import {allCmdlets} from './all-cmdlets.ts';

/** How many cases were taken and how many refused: a run that meets only one of them proves little. */
export interface Met {
  readonly taken: number;
  readonly refused: number;
}

export interface Fuzz {
  readonly seed: number;
  readonly numRuns: number;
}

const text = fc.oneof(
  fc.constantFrom(...nameCorpus.map(name => name.slice(0, 200))),
  fc.string({maxLength: 20}),
  fc.string({unit: 'binary', maxLength: 20}),
  fc.constantFrom(
    '',
    '-',
    '--',
    '$true',
    '$false',
    '$null',
    '@()',
    "@('a','b')",
    'a,b',
    ',',
    '1',
    '0',
    '-1',
    '65536',
    '1e3',
    '{',
    '[]',
    '"',
  ),
);

const parametersOf = (cmdlet: Cmdlet): readonly Parameter[] => [...cmdlet.parameters, ...commonParameters];

/** Names as they are, cut short, with a value attached, in both spellings, among anything else. */
function wordsFor(cmdlet: Cmdlet): fc.Arbitrary<readonly string[]> {
  const spelled = fc
    .constantFrom(...parametersOf(cmdlet).flatMap(({name, aliases = []}) => [name, ...aliases]))
    .chain(name =>
      fc.oneof(
        fc.constantFrom(`-${name}`, `--${kebabOf(name)}`, `-${name.toUpperCase()}`, `\u2013${name}`),
        fc.integer({min: 1, max: name.length}).map(length => `-${name.slice(0, length)}`),
        text.map(value => `-${name}:${value}`),
        text.map(value => `--${kebabOf(name)}=${value}`),
      ),
    );
  return fc.array(fc.oneof({weight: 3, arbitrary: spelled}, {weight: 2, arbitrary: text}), {maxLength: 8});
}

/** What a parameter of each type may be bound to. */
function fits(parameter: Parameter, value: Value): boolean {
  if (value === null) return true;
  switch (parameter.type) {
    case 'Boolean':
    case 'SwitchParameter':
      return typeof value === 'boolean';
    case 'UInt32':
    case 'Int32':
      return typeof value === 'number' && Number.isInteger(value);
    case 'String[]':
      return Array.isArray(value) && value.every(item => typeof item === 'string');
    default:
      return typeof value === 'string' || typeof value === 'object';
  }
}

export function anyWordsBindOrAreRefused({seed, numRuns}: Fuzz): Met {
  const met = {taken: 0, refused: 0};
  const any = fc.constantFrom(...allCmdlets).chain(cmdlet => wordsFor(cmdlet).map(words => ({cmdlet, words})));
  fc.assert(
    fc.property(any, ({cmdlet, words}) => {
      const {binding} = bindWords(cmdlet, words);
      if (binding.kind === 'refused') {
        met.refused += 1;
        expect(binding.id).toMatch(/^[A-Z]\w+$/);
        expect(formatProblem({what: cmdlet.name, why: binding.message, todo: ''}).replaceAll('\n', '')).not.toMatch(
          neverRaw,
        );
        return;
      }
      met.taken += 1;
      for (const [name, value] of binding.values) {
        const parameter = parametersOf(cmdlet).find(item => item.name === name);
        if (parameter !== undefined) expect([name, value, fits(parameter, value)]).toEqual([name, value, true]);
      }
    }),
    {seed, numRuns},
  );
  return met;
}

export async function anyObjectBindsOrIsRefused({seed, numRuns}: Fuzz): Promise<Met> {
  const met = {taken: 0, refused: 0};
  const piped = allCmdlets.filter(({pipeline}) => pipeline !== undefined);
  const row = fc.dictionary(
    fc.constantFrom(
      'SiteCode',
      'RoleName',
      'NetworkOSPath',
      'NALPath',
      'ServerName',
      'SiteSystemServerName',
      'UserName',
      'Name',
      'InputObject',
      '__proto__',
      'x',
    ),
    fc.oneof(text, fc.jsonValue({maxDepth: 1})),
  );
  const any = fc.record({cmdlet: fc.constantFrom(...piped), input: fc.oneof(row, fc.jsonValue())});
  await fc.assert(
    fc.asyncProperty(any, async ({cmdlet, input}) => {
      const binder = await objectBinder(cmdlet, []);
      if (binder === null) return;
      const bound = binder.bind(input);
      expect(['bound', 'refused']).toContain(bound.kind);
      met[bound.kind === 'bound' ? 'taken' : 'refused'] += 1;
    }),
    {seed, numRuns},
  );
  return met;
}

export function anySettingIsTakenOrRefused({seed, numRuns}: Fuzz): Met {
  const met = {taken: 0, refused: 0};
  const key = fc.oneof(fc.constantFrom(...settingKeys, ...conditionKeys, 'porxy.port', ''), text);
  const pair = fc.tuple(key, fc.constantFrom('=', '', ' = ', ':'), text).map(parts => parts.join(''));
  fc.assert(
    fc.property(pair, text, (said, server) => {
      const set = addSetting({}, said);
      met[set.kind === 'change' ? 'taken' : 'refused'] += 1;
      if (set.kind === 'change') {
        const [[name, value] = ['', '']] = Object.entries(set.change);
        expect(said.toLowerCase()).toBe(`${name}=${String(value)}`.toLowerCase());
      } else expect(set.why).not.toBe('');
      const condition = parseCondition(said);
      if (condition.kind === 'refused') expect(condition.why).not.toBe('');
      const own = addOverride(new Map(), `${server}:${said}`);
      if (own.kind === 'overrides')
        expect([...own.overrides.values()]).toEqual([set.kind === 'change' ? set.change : expect.anything()]);
    }),
    {seed, numRuns},
  );
  return met;
}
