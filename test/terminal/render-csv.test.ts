import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {renderCsv} from '../../src/terminal/render-csv.ts';
import {hostileText} from './hostile-text.ts';

/** RFC 4180, read back: records of cells. */
function readCsv(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    records.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

describe('renderCsv', () => {
  test('a header and one line a record, with CRLF; quotes where RFC 4180 wants them', () => {
    expect(renderCsv(['server', 'text'], [['CM01', 'a,b'], ['CM02', 'say "no"'], ['CM03']])).toBe(
      'server,text\r\nCM01,"a,b"\r\nCM02,"say ""no"""\r\nCM03,\r\n',
    );
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1', "'+1"],
    ['-1+1', "'-1+1"],
    ['-cmd', "'-cmd"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\\t=1"],
    ['\r=1', "'\\r=1"],
    [' =1', `' =1`],
    ['\n=1', `'\\n=1`],
    ['＝1', "'＝1"],
    ['-5', '-5'],
    ['-5.25', '-5.25'],
    ['-', '-'],
    ['8080', '8080'],
    ['CONTOSO\\svc', 'CONTOSO\\svc'],
    ['2001:db8::1', '2001:db8::1'],
    ['a=b', 'a=b'],
  ])('I6 %j becomes %s', (value, cell) => {
    expect(renderCsv(['a', 'b'], [['x', value]])).toBe(`a,b\r\nx,${cell}\r\n`);
  });

  test('I6 titles too', () => {
    expect(renderCsv(['=a'], [])).toBe("'=a\r\n");
  });

  test.each(hostileText)('$id $name: one record of two cells', ({text}) => {
    const csv = renderCsv(['a', 'b'], [[text, text]]);
    expect(readCsv(csv)).toHaveLength(2);
    expect(readCsv(csv)[1]).toHaveLength(2);
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
    for (const line of csv.split('\r\n')) expect(line).not.toMatch(/^\s*::|##\w*\[/);
  });

  test('I6 whatever the cells hold: the same number of records and cells, and no cell starts a formula', () => {
    const cell = fc.oneof(
      fc.string({unit: 'binary', maxLength: 20}),
      fc
        .array(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ' ', '"', ',', '1'), {maxLength: 6})
        .map(parts => parts.join('')),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), {maxLength: 10}), rows => {
        const records = readCsv(renderCsv(['a', 'b'], rows));
        expect(records).toHaveLength(rows.length + 1);
        for (const record of records) expect(record).toHaveLength(2);
        const started = records
          .flat()
          .filter(value => /^\s*[=+\-@]/.test(value) && !/^-(?:\d+(?:\.\d+)?)?$/.test(value));
        expect(started).toEqual([]);
      }),
    );
  });
});
