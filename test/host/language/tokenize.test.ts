import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test, type TestContext} from 'vitest';
import type {Token} from '../../../src/host/language/token.ts';
import {tokenize, type Tokens} from '../../../src/host/language/tokenize.ts';
import {
  checkerName,
  oracleStartLimit,
  powerShellOracle,
  type Oracle,
  type RealParse,
  type RealToken,
  type Unavailable,
} from '../../oracle/powershell.ts';
import {samples} from './samples.ts';

let found: Oracle | Unavailable;

beforeAll(async () => {
  found = await powerShellOracle();
  process.stdout.write(`tokenizer: ${checkerName(found)}\n`);
}, oracleStartLimit);

afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});

function need(context: TestContext): Oracle {
  if (found.kind === 'unavailable') return context.skip(found.why);
  return found;
}

function tokensOf(text: string): readonly Token[] {
  const result = tokenize(text);
  if (result.kind === 'error') throw new Error(`${result.message} at ${result.offset} of ${text}`);
  return result.tokens;
}

function typesOf(text: string): string {
  return tokensOf(text)
    .map(token => `${token.type}:${token.text}`)
    .join(' ');
}

describe('the kinds of tokens', () => {
  test.each([
    ["Set-X -Name 'a' $b 5", "word:Set-X parameter:-Name string:'a' variable:$b number:5"],
    ['$x = -5 + $y.Count', 'variable:$x operator:= number:-5 operator:+ variable:$y operator:. word:Count'],
    [
      'if ($a -eq 1) { b } # c',
      'keyword:if open:( variable:$a operator:-eq number:1 close:) open:{ word:b close:} comment:# c',
    ],
    ['@{A = 1; B = Get-X}', 'open:@{ word:A operator:= number:1 semicolon:; word:B operator:= word:Get-X close:}'],
    ['[char]0x1B', 'open:[ word:char close:] number:0x1B'],
    ['a | b @c > d', 'word:a operator:| word:b splat:@c redirection:> word:d'],
    ['a \u2013B\u2014C', 'word:a parameter:\u2013B\u2014C'],
    ['return $x', 'keyword:return variable:$x'],
    ['Get-Keyword if', 'word:Get-Keyword word:if'],
  ])('%s', (text, expected) => {
    expect(typesOf(text)).toBe(expected);
  });

  test.each([
    ["'a''b'", "a'b", undefined],
    ["'a\u2019\u2018b\u201B", 'a\u2018b', undefined],
    ['"a""b\u201E\u201Cc`n`"`$"', 'a"b\u201Cc\n"$', undefined],
    ['"a $b"', 'a $b', true],
    ['"$(Get-X \')\')"', "$(Get-X ')')", true],
    ['"a$ b"', 'a$ b', undefined],
    ["@'\na 'b'\n'@", "a 'b'", undefined],
    ['@"\r\na\r\n$b\r\n"@', 'a\r\n$b', true],
  ])('the string %j holds %j', (text, value, expands) => {
    expect(tokensOf(text)).toMatchObject([{type: 'string', value, ...(expands === undefined ? {} : {expands})}]);
    expect(tokensOf(text)[0]?.expands).toBe(expands);
  });

  test.each([
    ['1kb', 1024],
    ['0x1F', 31],
    ['1.5e3', 1500],
    ['.5', 0.5],
    ['-5', -5],
    ['\u20135', -5],
    ['5L', 5],
  ])('the number %s is %d', (text, value) => {
    expect(tokensOf(text)).toMatchObject([{type: 'number', value}]);
  });

  test('offsets and texts fit together', () => {
    const wrong = samples.flatMap(text => {
      const result = tokenize(text);
      return result.kind === 'error'
        ? []
        : result.tokens.filter(token => text.slice(token.start, token.end) !== token.text);
    });
    expect(wrong).toEqual([]);
  });
});

describe('problems in PowerShell\u2019s words', () => {
  const problems = [
    ["'abc", 'TerminatorExpectedAtEndOfString', "The string is missing the terminator: '.", 0],
    ['a "abc', 'TerminatorExpectedAtEndOfString', 'The string is missing the terminator: ".', 2],
    ["@'\nabc", 'TerminatorExpectedAtEndOfString', "The string is missing the terminator: '@.", 0],
    ["@'\nabc\n '@", 'WhitespaceBeforeHereStringFooter', 'White space is not allowed before the string terminator.', 8],
    [
      "@' x\nabc\n'@",
      'UnexpectedCharactersAfterHereStringHeader',
      'No characters are allowed after a here-string header but before the end of the line.',
      3,
    ],
    ['<# abc', 'MissingTerminatorMultiLineComment', "The terminator '#>' is missing from the multiline comment.", 0],
    ['"$(abc"', 'IncompleteDollarSubexpressionReference', "$(subexpression) is missing the closing ')'.", 1],
    ['${abc', 'IncompleteDollarVariableReference', "${{variable}} reference starting is missing the closing '}}'.", 1],
    [
      '${}',
      'EmptyVariableReference',
      'An empty ${} variable reference was found. A name is required inside the braces.',
      2,
    ],
    [
      '"$x: y"',
      'InvalidVariableReferenceWithDrive',
      "Variable reference is not valid. ':' was not followed by a valid variable name character. Consider using ${} to delimit the name.",
      1,
    ],
    ['Get-X @', 'UnrecognizedToken', 'Unrecognized token in source text.', 6],
    ['Get-X `', 'IncompleteString', 'Incomplete string token.', 7],
    ['(1', 'MissingEndParenthesisInExpression', "Missing closing ')' in expression.", 2],
    ['$(1', 'MissingEndParenthesisInSubexpression', "Missing closing ')' in subexpression.", 3],
    ['a { 1', 'MissingEndCurlyBrace', "Missing closing '}' in statement block or type definition.", 2],
    ['[int', 'EndSquareBracketExpectedAtEndOfAttribute', 'Missing ] at end of attribute or type literal.', 4],
    ['a }', 'UnexpectedToken', "Unexpected token '}' in expression or statement.", 2],
    ['(1}', 'MissingEndParenthesisInExpression', "Missing closing ')' in expression.", 2],
  ] as const;

  test.each(problems)('%j: %s', (text, id, message, offset) => {
    expect(tokenize(text)).toMatchObject({kind: 'error', id, message, offset});
  });

  test('PowerShell finds the same', async context => {
    const oracle = need(context);
    const real = await Promise.all(problems.map(([text]) => oracle.parse(text)));
    const missing = problems.filter(
      ([, id, message], at) => !real[at]?.errors.some(error => error.id === id && error.message === message),
    );
    expect(missing).toEqual([]);
  });
});

describe('beside the real tokenizer', () => {
  test('the samples have the same tokens, or the same problem', async context => {
    const oracle = need(context);
    const real = await Promise.all(samples.map(text => oracle.parse(text)));
    const ours = samples.map(tokenize);
    const differences = samples.filter((_, at) => !isSame(ours[at]!, real[at]!));
    expect(differences).toEqual([]);
  });

  const quotes = fc.constantFrom(
    '\u2018',
    '\u2019',
    '\u201A',
    '\u201B',
    "'",
    '"',
    '\u201C',
    '$',
    '`',
    '(',
    '\n',
    '\0',
    '\\',
  );
  const strings = fc.oneof(
    fc.string({unit: 'binary', maxLength: 40}),
    fc.string({unit: fc.oneof(quotes, fc.string({unit: 'binary', minLength: 1, maxLength: 1})), maxLength: 40}),
  );
  const doubled = (text: string): string => `'${text.replace(/['\u2018\u2019\u201A\u201B]/g, '$&$&')}'`;

  test('any string with its five kinds of quotes doubled is one string token equal to it', () => {
    fc.assert(
      fc.property(strings, text => {
        expect(tokensOf(`Get-X -Name ${doubled(text)};`).map(({type}) => type)).toEqual([
          'word',
          'parameter',
          'string',
          'semicolon',
        ]);
        expect(tokensOf(doubled(text))).toMatchObject([{type: 'string', value: text}]);
      }),
      {numRuns: 1000},
    );
  });

  test('and to PowerShell too', async context => {
    const oracle = need(context);
    await fc.assert(
      fc.asyncProperty(strings, async text => {
        const {errors, tokens} = await oracle.parse(doubled(text));
        expect(errors).toEqual([]);
        expect(tokens).toMatchObject([{kind: 'StringLiteral', value: text}, {kind: 'EndOfInput'}]);
      }),
      {numRuns: 300},
    );
  });

  test('any text at all gives tokens or a problem, and never hangs', () => {
    const pieces = fc.constantFrom(...samples.flatMap(sample => sample.split(/\b/)));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({unit: 'binary'}),
          fc.array(pieces, {maxLength: 12}).map(parts => parts.join('')),
        ),
        text => {
          const result = tokenize(text);
          const isSound =
            result.kind === 'error' ? result.offset <= text.length : result.tokens.every(({start, end}) => end > start);
          expect(isSound).toBe(true);
        },
      ),
      {numRuns: 2000},
    );
  });
});

const types: Readonly<Record<string, string>> = {
  StringLiteral: 'string',
  StringExpandable: 'string',
  HereStringLiteral: 'string',
  HereStringExpandable: 'string',
  Variable: 'variable',
  SplattedVariable: 'splat',
  Number: 'number',
  Parameter: 'parameter',
  NewLine: 'newline',
  Comment: 'comment',
};

/** A text of a later syntax, or wrong in a way that only a parser sees, still has tokens. */
function isSame(ours: Tokens, real: RealParse): boolean {
  if (ours.kind === 'error') return real.errors.some(({id}) => id === ours.id);
  const theirs = real.tokens.filter(({kind}) => kind !== 'EndOfInput' && kind !== 'LineContinuation');
  return theirs.length === ours.tokens.length && theirs.every((token, at) => isSameToken(ours.tokens[at]!, token));
}

/** The same place; and the same kind and value, as far as both have one. */
function isSameToken(ours: Token, real: RealToken): boolean {
  if (ours.start !== real.start || ours.end !== real.end) return false;
  const type = types[real.kind];
  if (type === undefined) return true;
  const isSameValue = real.value === null || ours.value === real.value;
  return ours.type === type && isSameValue && (type !== 'string' || (ours.expands ?? false) === real.nested > 0);
}
