import {describe, expect, test} from 'vitest';
import {formatProblem} from '../../src/terminal/error-text.ts';
import {redactCredentials} from '../../src/terminal/redact-credentials.ts';
import {hostileText, neverRaw} from './hostile-text.ts';

describe('formatProblem', () => {
  test('C21 what, why, and what to do on the last line', () => {
    expect(
      formatProblem({
        what: 'The plan was not read',
        why: 'line 3, column 7: a comma is missing',
        todo: 'Make it anew: cmproxy plan --out plan.json',
      }),
    ).toBe(
      'cmproxy: The plan was not read: line 3, column 7: a comma is missing.\n  do: Make it anew: cmproxy plan --out plan.json',
    );
  });

  test('C21 full stops are not doubled, and a question keeps its mark', () => {
    expect(formatProblem({what: 'Nothing was written.', why: 'no consent.', todo: ''})).toBe(
      'cmproxy: Nothing was written: no consent.',
    );
    expect(formatProblem({what: 'Unknown', why: 'did you mean plan?', todo: ''})).toBe(
      'cmproxy: Unknown: did you mean plan?',
    );
  });

  test('C21 an empty part is left out', () => {
    expect(formatProblem({what: 'Cancelled', why: ' ', todo: ''})).toBe('cmproxy: Cancelled.');
  });

  test.each(hostileText)('$id $name: two lines, nothing raw', ({text}) => {
    const lines = formatProblem({what: text, why: text, todo: text}).split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^cmproxy: /);
    expect(lines[1]).toMatch(/^ {2}do: /);
    for (const line of lines) {
      expect(line).not.toMatch(neverRaw);
      expect(line).not.toMatch(/##\w*\[/);
    }
  });

  test('S5 credentials in an address from elsewhere are not printed', () => {
    const text = formatProblem({
      what: 'Refused',
      why: 'GET http://svc:p@ss/w0rd@proxy:8080/ failed',
      todo: 'Look at https://user:secret@host',
    });
    expect(text).not.toMatch(/p@ss|w0rd|secret|svc|user/);
    expect(text).toContain('http://***@proxy:8080/');
  });

  test('S5 a long hostile text costs no time', () => {
    const start = performance.now();
    redactCredentials('a.b://'.repeat(200_000));
    expect(performance.now() - start).toBeLessThan(2000);
  });

  test('S5 text without credentials is left alone', () => {
    for (const text of ['http://proxy:8080/a', 'user@example.com', 'https://learn.microsoft.com/ asks a@b'])
      expect(redactCredentials(text)).toBe(text);
  });
});
