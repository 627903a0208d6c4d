// Keys, footer and help out of one table.
import {expect, test} from 'vitest';
import {bindingOf, footerLines, helpLines, keyTwice, singleKeys, type Binding} from '../../src/tui/key-table.ts';

const table: readonly Binding<string>[] = [
  {keys: ['enter', 'o'], label: 'open', help: 'Opens the server.', action: 'open'},
  {keys: ['w'], label: 'change', help: 'Changes it.', action: 'change'},
  {keys: ['pageDown', 'ctrl+d'], label: '', help: 'A page down.', action: 'page'},
  {keys: [' '], label: 'mark', help: 'Marks it.', action: 'mark'},
];

test('a key finds its action by its name or by what is typed', () => {
  expect(bindingOf(table, {name: 'enter', text: ''})?.action).toBe('open');
  expect(bindingOf(table, {name: 'text', text: 'o'})?.action).toBe('open');
  expect(bindingOf(table, {name: 'ctrl+d', text: ''})?.action).toBe('page');
  expect(bindingOf(table, {name: 'text', text: 'enter'})).toBeNull();
  expect(bindingOf(table, {name: 'text', text: 'z'})).toBeNull();
});

test('several letters in one packet are several keys', () => {
  expect(singleKeys({name: 'text', text: 'jjö'}).map(key => key.text)).toEqual(['j', 'j', 'ö']);
  expect(singleKeys({name: 'up', text: ''})).toEqual([{name: 'up', text: ''}]);
});

test('the footer takes what fits, in order, and leaves out what has no label', () => {
  expect(footerLines(table, 80, 2)).toEqual(['enter open  w change  space mark']);
  expect(footerLines(table, 21, 2)).toEqual(['enter open  w change', 'space mark']);
  expect(footerLines(table, 21, 1)).toEqual(['enter open  w change']);
  expect(footerLines(table, 5, 3)).toEqual([]);
});

test('KB1 every binding is in the help with all its keys', () => {
  expect(helpLines(table)).toEqual([
    'enter, o           Opens the server.',
    'w                  Changes it.',
    'page down, ctrl+d  A page down.',
    'space              Marks it.',
  ]);
});

test('KB2 a key that stands twice is found', () => {
  expect(keyTwice(table)).toBeNull();
  expect(keyTwice([...table, {keys: ['w'], label: '', help: '', action: ''}])).toBe('w');
});
