import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, test, type TestContext} from 'vitest';
import {tokenize} from '../../../src/host/language/tokenize.ts';
import {quoteValue} from '../../../src/plan/script/quote-value.ts';
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
  process.stdout.write(`quoting: ${checkerName(found)}\n`);
}, oracleStartLimit);

afterAll(async () => {
  if (found.kind === 'oracle') await found.close();
});

function need(context: TestContext): Oracle {
  if (found.kind === 'unavailable') return context.skip(found.why);
  return found;
}

/** The strings that a text holds besides bare words, by the real parser or, where there is none, by the tokenizer. */
async function stringsIn(text: string): Promise<readonly {value: unknown; expands: boolean}[]> {
  if (found.kind === 'oracle') {
    const {errors, tokens} = await found.parse(text);
    if (errors.length > 0) throw new Error(`${errors[0]?.message} in ${text}`);
    return tokens.filter(({kind}) => /String/.test(kind)).map(({value, nested}) => ({value, expands: nested > 0}));
  }
  const result = tokenize(text);
  if (result.kind === 'error') throw new Error(result.message);
  return result.tokens
    .filter(({type}) => type === 'string')
    .map(({value, expands}) => ({value, expands: expands ?? false}));
}

const places: readonly (readonly [string, (value: string) => string])[] = [
  ['an argument', value => `Get-CMSiteSystemServer -SiteSystemServerName ${value} -DisableWildcardHandling`],
  ['an argument after a colon', value => `Get-X -Name:${value}`],
  ['a hash table', value => `@{Name = ${value}; Port = 8080}`],
  ['a comparison', value => `if ($x.Name -cne ${value}) { throw }`],
  ['a list', value => `@(${value}, 1)`],
];

const corpus: readonly (readonly [string, string])[] = [
  ['single quote', "'"],
  ['double quote', '"'],
  ['backtick', '`'],
  ['dollar', '$'],
  ['opening parenthesis', '('],
  ['closing parenthesis', ')'],
  ['semicolon', ';'],
  ['ampersand', '&'],
  ['pipe', '|'],
  ['less than', '<'],
  ['greater than', '>'],
  ['opening brace', '{'],
  ['closing brace', '}'],
  ['at', '@'],
  ['hash', '#'],
  ['percent', '%'],
  ['newline', '\n'],
  ['carriage return and newline', '\r\n'],
  ['U+2018', '\u2018'],
  ['U+2019', '\u2019'],
  ['U+201A', '\u201A'],
  ['U+201B', '\u201B'],
  ['U+201C', '\u201C'],
  ['U+201D', '\u201D'],
  ['U+201E', '\u201E'],
  ['subexpression', '$(Remove-Item x)'],
  ['variable', '$env:Path'],
  ['parameter', '-Param'],
  ['leading dash', '-x'],
  ['leading en dash', '\u2013x'],
  ['trailing backslash', 'C:\\x\\'],
  ['environment of cmd.exe', '%PATH%'],
  ['opening bracket', '['],
  ['closing bracket', ']'],
  ['asterisk', '*'],
  ['question mark', '?'],
  ['nothing', ''],
  ['end of a string and a command', "'; Remove-Item x; '"],
  ['end of a string by U+2019 and a command', '\u2019; Remove-Item x; \u2018'],
  ['newline and a command', "x\nRemove-Item x\n'"],
  ['newline and the four double quotes', '\n"\u201C\u201D\u201E$x`'],
  ['tab, bell and NUL', 'a\tb\x07c\0d'],
  ['here-string', "@'\nx\n'@"],
  ['letters of other scripts', '\u6771\u4EAC-\u043F\u0440\u043E\u043A\u0441\u0438-\u{1F642}'],
];

describe('I1 quoting', () => {
  test.each(corpus.flatMap(([name, value]) => places.map(([place, write]) => ({name, value, place, write}))))(
    'I1 $name in $place is one string equal to the value',
    async ({value, write}) => {
      for (const text of [value, `CM01${value}contoso.com`, `${value}${value}`])
        expect(await stringsIn(write(quoteValue(text)))).toEqual([{value: text, expands: false}]);
    },
  );

  const line = (text: string): string => `Get-X -Name ${quoteValue(text)} -Port 8080; Get-Y`;

  test.each(corpus)('I1 %s leaves the line with the same tokens as a harmless value', (_, value) => {
    const types = (text: string): unknown => {
      const result = tokenize(text);
      return result.kind === 'error' ? result : result.tokens.map(({type}) => type);
    };
    expect(types(line(value))).toEqual(types(line('CM01')));
  });

  test('I1 every value leaves PowerShell with the same commands as a harmless one', async context => {
    const oracle = need(context);
    const shapes = await Promise.all(
      corpus.map(async ([name, value]) => {
        const {commands} = await oracle.parse(line(value));
        return [name, commands.map(command => [command.name, ...command.elements.map(({parameter}) => parameter)])];
      }),
    );
    expect(shapes).toEqual(corpus.map(([name]) => [name, [['Get-X', 'Name', null, 'Port', null], ['Get-Y']]]));
  });

  test('I1 an ordinary name is written as people write it', () => {
    expect(quoteValue('CM01.contoso.com')).toBe("'CM01.contoso.com'");
    expect(quoteValue("CONTOSO\\o'brien")).toBe("'CONTOSO\\o''brien'");
  });
});

const hidden: readonly (readonly [string, string, string])[] = [
  ['T1a', 'a\x1b[31mb', "('a' + [char]0x001B + '[31mb')"],
  ['T1b', '\x1b]52;c;eA==\x07', "('' + [char]0x001B + ']52;c;eA==' + [char]0x0007)"],
  ['T1c', '\x1bPq\x1b\\', "('' + [char]0x001B + 'Pq' + [char]0x001B + '\\')"],
  ['T1d', 'a\x9b31m', "('a' + [char]0x009B + '31m')"],
  ['T1e', 'a\r\b\0\x7f', "('a' + [char]0x000D + [char]0x0008 + [char]0x0000 + [char]0x007F)"],
  ['T1f', 'a\u202Etxt.\u2066', "('a' + [char]0x202E + 'txt.' + [char]0x2066)"],
  ['T1g', 'a\u200Bb\uFEFF', "('a' + [char]0x200B + 'b' + [char]0xFEFF)"],
  ['T1g', 'a\u{E0041}', "('a' + [char]0xDB40 + [char]0xDC41)"],
  ['T1g', "o\u2019b\u2028'", "('o\u2019\u2019b' + [char]0x2028 + '''')"],
];

describe('values with characters that act or hide', () => {
  test.each(hidden)('%s %j is written in visible characters', (_, value, expected) => {
    expect(quoteValue(value)).toBe(expected);
  });

  test('T2 a newline in a name does not begin a line of the script', () => {
    expect(quoteValue('x\n::error::y\r\n')).toBe('"x`n::error::y`r`n"');
  });

  test('what is written never holds a character that acts or hides', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), text => {
        expect(quoteValue(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{DI}]/u);
      }),
      {numRuns: 1000},
    );
  });

  test('PowerShell reads each of them back, as an argument too', async context => {
    const values = [...hidden.map(([, value]) => value), ...corpus.map(([, value]) => value), '\uD800x', 'x\uDC00'];
    const codes = (value: string): string =>
      Array.from({length: value.length}, (_, index) => value.charCodeAt(index)).join(' ');
    const script = `function Get-Codes([string] $Text) { @($Text.ToCharArray() | ForEach-Object { [int]$_ }) -join ' ' }
${values.map(value => `Get-Codes -Text ${quoteValue(value)}`).join('\n')}`;
    const ran = await need(context).run({script});
    expect(ran.errors).toEqual([]);
    expect(ran.output).toEqual(values.map(codes));
  });
});

describe('F5 quoting', () => {
  test('F5 any string that shows itself is one string token equal to it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({unit: 'binary', maxLength: 60}), async text => {
        const quoted = quoteValue(text);
        if (quoted.startsWith('(')) return;
        expect(await stringsIn(`Get-X -Name ${quoted} -Y`)).toEqual([{value: text, expands: false}]);
      }),
      {numRuns: 300},
    );
  });

  test('F5 any string is read back by PowerShell', async context => {
    const oracle = need(context);
    const texts = fc.sample(fc.string({unit: 'binary', maxLength: 60}), 400);
    const ran = await oracle.run({script: `@(\n${texts.map(quoteValue).join('\n')}\n)`});
    expect(ran.errors).toEqual([]);
    expect(ran.output).toEqual(texts);
  });
});
