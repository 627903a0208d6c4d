// Wildcards beside the real ones: the engine's -like.
import {afterAll, beforeAll, expect, test} from 'vitest';
import {hasWildcards, parseWildcard} from '../../src/model/wildcard.ts';
import {oracleStartLimit, powerShellOracle, type Oracle, type Unavailable} from '../oracle/powershell.ts';

let found: Oracle | Unavailable;
beforeAll(async () => {
  found = await powerShellOracle();
}, oracleStartLimit);
afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});

const texts = [
  'CM01.contoso.com',
  'cm02',
  'a]b',
  'a[b',
  'a*b',
  'a-b',
  'aab',
  'x',
  '',
  'a`b',
  'b]',
  '\u00c4pfel',
  'a^b',
  'a!b',
];
const patterns = [
  '*',
  'CM0?',
  'cm0[12]*',
  '[a-c]*',
  '[]]*',
  'a[]]b',
  'a[[]b',
  'a`*b',
  'a`[b',
  '*]*',
  'a[a-]b',
  'a[-a]b',
  '**b',
  '?*?',
  '[',
  'a[',
  '[]',
  '[z-a]',
  'a``b',
  '\u00e4*',
  'a[^x]b',
  'a[!x]b',
  '[a-cx-z]',
  'a[`]]b',
  '*.contoso.*',
  'b]',
  '',
  'a`',
];

function ours(pattern: string, text: string): string {
  const parsed = parseWildcard(pattern);
  return parsed.kind === 'refused' ? 'refused' : String(parsed.matches(text));
}

test('a pattern matches what it matches in PowerShell, and is refused where it is refused there', async context => {
  if (found.kind === 'unavailable') return context.skip(found.why);
  const oracle = found;
  const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  const script = `foreach ($pattern in @(${patterns.map(quote).join(', ')})) { foreach ($text in @(${texts.map(quote).join(', ')})) { try { [string]($text -like $pattern) } catch { 'refused' } } }`;
  const {output} = await oracle.run({script});
  const pairs = patterns.flatMap(pattern => texts.map(text => [pattern, text] as const));
  expect(pairs.map(([pattern, text]) => [pattern, text, ours(pattern, text)])).toEqual(
    pairs.map(([pattern, text], at) => [pattern, text, String(output[at]).toLowerCase()]),
  );
  return undefined;
});

test('a pattern of many stars ends at once', () => {
  const parsed = parseWildcard(`${'*a'.repeat(500)}*b`);
  expect(parsed.kind === 'pattern' && parsed.matches('a'.repeat(10_000))).toBe(false);
});

test('what has no wildcard is told, an escaped one too', () => {
  expect(['CM01', 'a`*b', 'a*', 'a[b]', 'a?'].map(hasWildcards)).toEqual([false, false, true, true, true]);
});
