import {describe, expect, test} from 'vitest';
import {renderPlain} from '../../src/terminal/render-plain.ts';
import {hostileText} from './hostile-text.ts';

const columns = ['server', 'proxy', 'state'];

describe('renderPlain', () => {
  test('one line a record, tabs between, no header, `-` for what is empty or missing', () => {
    expect(renderPlain(columns, [['CM01', 'proxy:8080', 'ok'], ['CM02', '', 'fault'], ['CM03']])).toBe(
      'CM01\tproxy:8080\tok\nCM02\t-\tfault\nCM03\t-\t-\n',
    );
  });

  test('no records are no text', () => {
    expect(renderPlain(columns, [])).toBe('');
  });

  test('C22 a name of 200 characters stays on one line, uncut', () => {
    expect(renderPlain(columns, [['a'.repeat(200), 'b', 'c']])).toBe(`${'a'.repeat(200)}\tb\tc\n`);
  });

  test.each(hostileText)('$id $name: one line of three values', ({text}) => {
    for (const row of [
      [text, text, text],
      ['', text, ''],
      [' ', text, text],
    ]) {
      const lines = renderPlain(columns, [row]).split('\n');
      expect(lines).toHaveLength(2);
      expect(lines[0]?.split('\t')).toHaveLength(3);
      expect(lines[0]?.replaceAll('\t', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      expect(lines[0]).not.toMatch(/^\s*::|##\w*\[/);
    }
  });

  test('T2 a line never starts with a command of a build server; elsewhere two colons are left alone', () => {
    expect(renderPlain(columns, [['::error::x', '::1', 'ok']])).toBe('\\x3a:error::x\t::1\tok\n');
    expect(renderPlain(columns, [[' ', '::error::x', 'ok']])).toBe(' \t\\x3a:error::x\tok\n');
    expect(renderPlain(columns, [['a ##[error]x', '##vso[task.complete]', '##teamcity[x]']])).toBe(
      'a \\x23#[error]x\t\\x23#vso[task.complete]\t\\x23#teamcity[x]\n',
    );
  });
});
