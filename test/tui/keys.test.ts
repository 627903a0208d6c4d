// Keys on their way from the line to a screen.
import {expect, test} from 'vitest';
import {hasStandIn, standIn, toKey} from '../../src/tui/keys.ts';

test.each([
  ['\u001BOP', 'f1'],
  ['\u001B[11~', 'f1'],
  ['\u001B[[A', 'f1'],
  ['\u001BOQ', 'f2'],
  ['\u001B[15~', 'f5'],
  ['\u001B[17~', 'f6'],
  ['\u0001', 'ctrl+a'],
  ['\u0015', 'ctrl+u'],
  ['\u0017', 'ctrl+w'],
  ['\u001A', 'ctrl+z'],
])('%j arrives as %s', (sequence, name) => {
  expect(toKey(standIn(sequence), {})).toEqual({name, text: ''});
  expect(hasStandIn(standIn(sequence))).toBe(true);
});

test('a key that stands for another cannot be typed or pasted', () => {
  expect(standIn('a\uE015b')).toBe('ab');
  expect(standIn('\uE001')).toBe('');
});

test('a line feed is Enter, and text, Escape and arrows stay as they came', () => {
  expect(['\n', 'proxy-a', '\u001B', '\u001B[A', '\u0003'].map(standIn)).toEqual([
    '\r',
    'proxy-a',
    '\u001B',
    '\u001B[A',
    '\u0003',
  ]);
});

test('a control letter that Ink tells of itself is the same key, and unknown ones are none', () => {
  expect(toKey('u', {ctrl: true})).toEqual({name: 'ctrl+u', text: ''});
  expect(toKey('', {})).toBeNull();
  expect(toKey('x', {meta: true})).toBeNull();
  expect(toKey('', {tab: true, shift: true})).toEqual({name: 'shiftTab', text: ''});
});
