// OSC 52 as a terminal takes it.
import {expect, test} from 'vitest';
import {copiedText, copyToClipboard} from '../../src/terminal/clipboard.ts';

const esc = '\u001B';

test('SV9 the text is there whole, as base64 of UTF-8', () => {
  const copied = copyToClipboard("cmproxy undo 'ä'", {TERM: 'xterm-256color'});
  expect(copied).toEqual({
    kind: 'sequence',
    text: `${esc}]52;c;${Buffer.from("cmproxy undo 'ä'").toString('base64')}\u0007`,
  });
  expect(copiedText(copied, 'the command')).toBe('Copied the command, where the terminal allows it (OSC 52)');
});

test('SV9 above the cap nothing is copied, and it says how much it would be', () => {
  const copied = copyToClipboard('12345', {CMPROXY_COPY_CAP: '4'});
  expect(copied).toEqual({kind: 'tooLong', bytes: 5, most: 4});
  expect(copiedText(copied, 'the rows')).toContain('Not copied: 5 bytes, and at most 4');
  expect(copyToClipboard('1234', {CMPROXY_COPY_CAP: '4'}).kind).toBe('sequence');
});

test('GNU screen is given pieces that it passes on', () => {
  const copied = copyToClipboard('x'.repeat(2000), {TERM: 'screen-256color'});
  const text = copied.kind === 'sequence' ? copied.text : '';
  const pieces = text.split(`${esc}\\`).slice(0, -1);
  expect(pieces.every(piece => piece.startsWith(`${esc}P`) && piece.length < 768)).toBe(true);
  expect(pieces.map(piece => piece.slice(2)).join('')).toBe(
    `${esc}]52;c;${Buffer.from('x'.repeat(2000)).toString('base64')}\u0007`,
  );
});

test('tmux names itself screen too, and takes it plainly', () => {
  const copied = copyToClipboard('x', {TERM: 'screen-256color', TMUX: '/tmp/tmux-0/default,1,0'});
  expect(copied).toEqual({kind: 'sequence', text: `${esc}]52;c;eA==\u0007`});
});

test('it can be turned off, and the Linux console has none', () => {
  expect(copyToClipboard('x', {CMPROXY_COPY: 'off'}).kind).toBe('off');
  expect(copyToClipboard('x', {TERM: 'linux'}).kind).toBe('off');
  const off = copyToClipboard('cmproxy undo X', {CMPROXY_COPY: 'off'});
  expect(copiedText(off, 'the command', 'cmproxy undo X')).toBe(
    'Not copied: CMPROXY_COPY is off. It is: cmproxy undo X',
  );
  expect(copiedText(off, 'the rows', 'x'.repeat(1000))).toBe('Not copied: CMPROXY_COPY is off');
  expect(copyToClipboard('x', {TERM: 'linux', CMPROXY_COPY: 'osc52'}).kind).toBe('sequence');
});
