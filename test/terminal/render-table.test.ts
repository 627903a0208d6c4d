import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {renderTable} from '../../src/terminal/render-table.ts';
import {textWidth} from '../../src/terminal/text-width.ts';
import {hostileText, neverRaw} from './hostile-text.ts';

const columns = [
  {title: 'SITE'},
  {title: 'SERVER', shrink: 1, minWidth: 6},
  {title: 'PORT', align: 'right'},
  {title: 'USED BY', shrink: 2, minWidth: 7},
  {title: 'STATE'},
] as const;

function linesOf(table: string): readonly string[] {
  expect(table.endsWith('\n')).toBe(true);
  return table.slice(0, -1).split('\n');
}

describe('renderTable', () => {
  test('titles and cells stand in columns with two blanks between, without blanks at the end', () => {
    const table = renderTable({
      columns,
      rows: [
        ['PS1', 'CM01', '8080', 'ADR Exchange', 'ok'],
        ['PS1', 'SUP01', '80', '', ''],
      ],
      width: 80,
    });
    expect(table).toBe(
      [
        'SITE  SERVER  PORT  USED BY       STATE',
        'PS1   CM01    8080  ADR Exchange  ok',
        'PS1   SUP01     80',
        '',
      ].join('\n'),
    );
  });

  test('without rows there are the titles', () => {
    expect(renderTable({columns, rows: [], width: 80})).toBe('SITE  SERVER  PORT  USED BY  STATE\n');
  });

  test('the column with the highest number gives way first, to its least width, then the next', () => {
    const rows = [['PS1', 'CM01.contoso.com', '8080', 'ADR, Exchange, SUP', 'FAULT']];
    expect(linesOf(renderTable({columns, rows, width: 52}))[1]).toBe(
      'PS1   CM01.contoso.com  8080  ADR, Exchange,…  FAULT',
    );
    expect(linesOf(renderTable({columns, rows, width: 42}))[1]).toBe('PS1   CM01.contoso.…  8080  ADR, E…  FAULT');
  });

  test('columns that should not give way do so when no other can', () => {
    const rows = [['PS1', 'CM01.contoso.com', '8080', 'ADR, Exchange, SUP', 'UNKNOWN']];
    expect(linesOf(renderTable({columns, rows, width: 30}))[1]).toBe('PS1  CM01.…  80…  ADR, E…  UN…');
  });

  test('a width that nothing fits into still gives one line a row', () => {
    const table = renderTable({columns, rows: [['PS1', 'CM01', '8080', 'ADR', 'FAULT']], width: 10});
    expect(table).toBe('SI…  SERV…\nPS1  CM01…\n');
  });

  test('C22 40 columns and a name of 200 characters: one line', () => {
    const lines = linesOf(renderTable({columns, rows: [['PS1', 'a'.repeat(200), '8080', 'ADR', 'FAULT']], width: 40}));
    expect(lines).toHaveLength(2);
    expect(textWidth(lines[1] ?? '')).toBe(40);
    expect(lines[1]).toContain('FAULT');
  });

  test('width null: nothing is cut', () => {
    const name = 'a'.repeat(200);
    expect(renderTable({columns: [{title: 'SERVER', maxWidth: 10, shrink: 1}], rows: [[name]], width: null})).toBe(
      `SERVER\n${name}\n`,
    );
  });

  test('maxWidth holds where there is a width', () => {
    expect(renderTable({columns: [{title: 'SERVER', maxWidth: 6}], rows: [['CM01.contoso.com']], width: 80})).toBe(
      'SERVER\nCM01.…\n',
    );
  });

  test('another mark of a cut', () => {
    expect(renderTable({columns: [{title: 'SERVER'}], rows: [['CM01.contoso.com']], width: 8, mark: '...'})).toBe(
      'SERVER\nCM01....\n',
    );
  });

  test('a column of wide characters keeps the next column in its place', () => {
    const lines = linesOf(
      renderTable({
        columns: [{title: 'SERVER'}, {title: 'STATE'}],
        rows: [
          ['漢字', 'ok'],
          ['CM01', 'ok'],
        ],
        width: 80,
      }),
    );
    expect(lines.slice(1)).toEqual(['漢字    ok', 'CM01    ok']);
  });

  test.each(hostileText)('$id $name: one row, nothing raw, the columns stay in place', ({text}) => {
    const rows = [
      ['PS1', 'CM01', '8080', 'ADR', 'first'],
      [text, text, text, text, text],
      ['PS1', text, '80', text, 'FAULT'],
      ['PS1', 'CM02', '80', 'ADR', 'last'],
    ];
    for (const width of [40, 80, 200]) {
      const lines = linesOf(renderTable({columns, rows, width}));
      expect(lines).toHaveLength(5);
      for (const line of lines) {
        expect(line).not.toMatch(neverRaw);
        expect(textWidth(line)).toBeLessThanOrEqual(width);
        expect(line).not.toMatch(/^\s*::|##\w*\[/);
      }
      const placeOf = (line = '', word: string): number => textWidth(line.slice(0, line.lastIndexOf(word)));
      expect(placeOf(lines[4], 'las')).toBe(placeOf(lines[1], 'fir'));
      expect(placeOf(lines[3], 'FAU')).toBe(placeOf(lines[1], 'fir'));
    }
  });

  test('T2 behind an empty first cell a build server is not given a command either', () => {
    expect(renderTable({columns: [{title: 'A'}, {title: 'B'}], rows: [['', '::error::x']], width: 80})).toBe(
      'A  B\n   \\x3a:error::x\n',
    );
    expect(renderTable({columns: [{title: 'A'}, {title: 'B'}], rows: [['x', '::1']], width: 80})).toBe(
      'A  B\nx  ::1\n',
    );
  });

  test('T2 whatever the cells hold: as many lines as rows and a title, none wider than asked', () => {
    const cell = fc.string({unit: 'binary', maxLength: 30});
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, {maxLength: 6}), {maxLength: 10}),
        fc.integer({min: 1, max: 120}),
        (rows, width) => {
          const lines = linesOf(renderTable({columns, rows, width}));
          expect(lines).toHaveLength(rows.length + 1);
          for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
