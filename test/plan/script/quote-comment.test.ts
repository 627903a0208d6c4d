import fc from 'fast-check';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {tokenize} from '../../../src/host/language/tokenize.ts';
import {commentLine, quoteComment} from '../../../src/plan/script/quote-comment.ts';
import {
  checkerName,
  oracleStartLimit,
  powerShellOracle,
  type Oracle,
  type Unavailable,
} from '../../oracle/powershell.ts';

let found: Oracle | Unavailable;

beforeAll(async () => {
  found = await powerShellOracle();
  process.stdout.write(`comments: ${checkerName(found)}\n`);
}, oracleStartLimit);

afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});

/** How many statements follow the comment, by the real parser or, where there is none, by the tokenizer. */
async function tokensAfter(comment: string): Promise<readonly string[]> {
  const text = `${comment}\nGet-X`;
  if (found.kind === 'oracle') {
    const {errors, tokens} = await found.parse(text);
    if (errors.length > 0) throw new Error(`${errors[0]?.message} in ${text}`);
    return tokens.map(({kind}) => kind);
  }
  const result = tokenize(text);
  if (result.kind === 'error') throw new Error(result.message);
  return [...result.tokens.map(({type}) => kinds[type] ?? type), 'EndOfInput'];
}

const kinds: Readonly<Record<string, string>> = {comment: 'Comment', newline: 'NewLine', word: 'Generic'};
const oneComment = ['Comment', 'NewLine', 'Generic', 'EndOfInput'];

test.each([
  ['T1a', 'a\x1b[31mb', 'a\\x1b[31mb'],
  ['T1b', 'a\x1b]0;t\x07', 'a\\x1b]0;t\\x07'],
  ['T1c', 'a\x1bPq\x1b\\', 'a\\x1bPq\\x1b\\'],
  ['T1d', 'a\x9b31m', 'a\\x9b31m'],
  ['T1e', 'a\r\b\0\x7f', 'a\\r\\x08\\x00\\x7f'],
  ['T1f', 'a\u202Eb\u2066', 'a\\u{202E}b\\u{2066}'],
  ['T1g', 'a\u200Bb\u2028', 'a\\u{200B}b\\u{2028}'],
  ['T1h', `e${'\u0301'.repeat(50)}x`, 'e\u0301\u0301\u0301...(+47)x'],
  ['T1i', 'x'.repeat(10_000), `${'x'.repeat(200)}...(+9800)`],
  ['T1j', '\u6771\u4EAC \u{1F642}', '\u6771\u4EAC \u{1F642}'],
  ['T2', 'a\n::error::b', 'a\\n::error::b'],
  ['an end of comment', 'a #> b <# c', 'a # > b < # c'],
  ['an ordinary name', 'CM01.contoso.com', 'CM01.contoso.com'],
])('%s: %j is shown in the comment', (_, text, expected) => {
  expect(quoteComment(text)).toBe(expected);
});

test.each([
  'SIG # Begin signature block',
  'sig begin signatur blok',
  'SIG # End signature block',
  'requires -Version 99',
  'requires -RunAsAdministrator',
  "x\n'",
  'x\rRemove-Item y',
  '<#',
  '#>',
  '',
])('I1 a comment line of %j hides nothing and starts nothing', async text => {
  expect(await tokensAfter(commentLine(text))).toEqual(oneComment);
});

test.each(['#>', '##>', '#\n>', '<#', '#>\nGet-Y <#'])('I1 %j does not end a block comment', async text => {
  expect(await tokensAfter(`<# ${quoteComment(text)} #>`)).toEqual(oneComment);
});

test('F5 any text stays one comment of either kind, on one line', async () => {
  const text = fc.oneof(
    fc.string({unit: 'binary'}),
    fc.string({unit: fc.constantFrom('#', '<', '>', '\n', '`', 's', 'i', 'g')}),
  );
  await fc.assert(
    fc.asyncProperty(text, async value => {
      expect(await tokensAfter(commentLine(value))).toEqual(oneComment);
      expect(await tokensAfter(`<# ${quoteComment(value)} #>`)).toEqual(oneComment);
      expect(quoteComment(value)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u);
    }),
    {numRuns: 300},
  );
});
