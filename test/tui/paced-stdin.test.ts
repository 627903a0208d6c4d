// What a slow line does to keys, and what comes out as keys again.
import {PassThrough} from 'node:stream';
import type {ReadStream} from 'node:tty';
import {afterEach, beforeEach, expect, test, vi} from 'vitest';
import {pacedStdin} from '../../src/tui/paced-stdin.ts';

beforeEach(() => void vi.useFakeTimers({toFake: ['setTimeout', 'clearTimeout']}));
afterEach(() => void vi.useRealTimers());

interface Line {
  /** A packet arrives. */
  readonly send: (packet: string) => void;
  /** Time passes; what Ink has been given by then, one entry a key. */
  readonly after: (milliseconds: number) => Promise<readonly string[]>;
  readonly stdin: ReadStream;
}

function line(options: Parameters<typeof pacedStdin>[1] = {}): Line {
  const source = Object.assign(new PassThrough(), {isTTY: true, setRawMode: () => source, ref() {}, unref() {}});
  const stdin = pacedStdin(source as unknown as ReadStream, options);
  const keys: string[] = [];
  stdin.on('data', (key: string) => keys.push(key));
  stdin.setRawMode(true);
  return {
    send: packet => source.emit('data', packet),
    after: async milliseconds => {
      await vi.advanceTimersByTimeAsync(milliseconds);
      return keys;
    },
    stdin,
  };
}

test('keys of one packet come one at a time', async () => {
  const {send, after} = line();
  send('db1\r\u001B[A\u007F\u007F');
  expect(await after(50)).toEqual(['d', 'b', '1', '\r', '\u001B[A', '\u007F', '\u007F']);
});

test('an arrow that is split in two packets is one arrow, and a lone Escape is Escape', async () => {
  const {send, after} = line();
  send('\u001B');
  expect(await after(60)).toEqual([]);
  send('[B');
  expect(await after(10)).toEqual(['\u001B[B']);
  send('\u001B');
  expect(await after(110)).toEqual(['\u001B[B', '\u001B']);
});

test('T3 a paste that stops in the middle for a second is still one paste, and no line end in it is Enter', async () => {
  const {send, after} = line();
  send('\u001B[200~one\rtw');
  expect(await after(1000)).toEqual([]);
  send('o\r\u001B[20');
  expect(await after(1000)).toEqual([]);
  send('1~x');
  expect(await after(10)).toEqual(['\u001B[200~one\rtwo\r\u001B[201~', 'x']);
});

test('T3 a paste whose end never comes is a paste after three seconds, and the keyboard works again', async () => {
  const {send, after} = line();
  send('\u001B[200~one\rtwo\u001B[2');
  expect(await after(3100)).toEqual(['\u001B[200~one\rtwo\u001B[201~']);
  send('q');
  expect(await after(10)).toEqual(['\u001B[200~one\rtwo\u001B[201~', 'q']);
});

test('keys that are not accepted are dropped', async () => {
  const {send, after} = line({accepts: key => key === '\u0003'});
  send('abc\r\u0003\u001B[A');
  expect(await after(50)).toEqual(['\u0003']);
});

test('reading goes on after the terminal was lent to somebody else', async () => {
  const {send, after, stdin} = line();
  stdin.setRawMode(false);
  send('not for us');
  stdin.setRawMode(true);
  send('x');
  expect(await after(10)).toEqual(['x']);
});
