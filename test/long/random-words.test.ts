// New cases at each run. The seed is printed; CMPROXY_SEED=N runs those of an earlier run again.
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {
  anyObjectBindsOrIsRefused,
  anySettingIsTakenOrRefused,
  anyWordsBindOrAreRefused,
} from '../cmdlets/fuzz-words.ts';
import {allCmdlets} from '../cmdlets/all-cmdlets.ts';
import {kebabOf} from '../../src/cmdlets/kebab.ts';
import {freshHome} from '../e2e/cmproxy.ts';
import {nameCorpus} from '../e2e/name-corpus.ts';
import {neverRaw} from '../terminal/hostile-text.ts';

const seed = Number(process.env['CMPROXY_SEED'] ?? Date.now() % 1_000_000_000);
process.stdout.write(`random words: seed ${seed} (CMPROXY_SEED=${seed} runs the same again)\n`);
const fuzz = {seed, numRuns: 30_000};

test('F1 any words', () => {
  const {taken, refused} = anyWordsBindOrAreRefused(fuzz);
  expect(Math.min(taken, refused)).toBeGreaterThan(1000);
});

test('F1 any objects', async () => {
  const {taken, refused} = await anyObjectBindsOrIsRefused(fuzz);
  expect(Math.min(taken, refused)).toBeGreaterThan(500);
});

test('F1 any settings', () => {
  const {taken, refused} = anySettingIsTakenOrRefused(fuzz);
  expect(Math.min(taken, refused)).toBeGreaterThan(500);
});

/** The wizard and the watch wait for keys and for time. */
const commands = allCmdlets.filter(({name}) => name !== 'Start-CMProxyWizard');

test('F1 whole commands with any words end with a known code, write nothing with -WhatIf, show no stack and nothing raw', async () => {
  using home = freshHome();
  const before = (await home.run('Get-CMSiteSystemServer', '--output', 'json')).stdout;
  const value = fc.oneof(
    fc.constantFrom(
      'PS1/CM01',
      'CM01',
      'proxy.port=3128',
      'site=PS1',
      'json',
      'csv',
      '1',
      'CONTOSO\\svc-proxy',
      '$true',
      'lab',
    ),
    fc.constantFrom(...nameCorpus.map(name => name.replaceAll('\0', '').slice(0, 100))),
    fc.string({maxLength: 12}).map(text => text.replaceAll('\0', '')),
  );
  const line = fc.constantFrom(...commands).chain(({name, command, parameters}) => {
    const names = parameters
      .map(parameter => `--${kebabOf(parameter.name)}`)
      .filter(item => !/watch|interval|out$|save|man/.test(item));
    const word = names.length === 0 ? value : fc.oneof(fc.constantFrom(...names), value);
    return fc.array(word, {maxLength: 5}).map(words => [...(command ?? [name]), ...words]);
  });
  await fc.assert(
    fc.asyncProperty(line, async words => {
      const ran = await home.runWith({timeout: 20_000, cwd: home.folder}, ...words, '--what-if', '--no-input');
      expect([0, 1, 2, 3, 4, 5, 6, 64, 130]).toContain(ran.exitCode);
      expect(ran.stderr).not.toMatch(/unexpected error|\n\s+at .*:\d+:\d+|Cannot read propert|undefined is not/);
      expect(ran.stderr.replaceAll('\n', '')).not.toMatch(neverRaw);
    }),
    {seed, numRuns: 250},
  );
  expect((await home.run('Get-CMSiteSystemServer', '--output', 'json')).stdout).toBe(before);
}, 300_000);
