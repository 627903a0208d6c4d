// When a watch ends: a line that drops sends more than one signal.
import {EventEmitter} from 'node:events';
import {expect, test} from 'vitest';
import {watchControl} from '../../../src/cmdlets/status/watch-waiting.ts';

test.each(['SIGHUP', 'SIGINT', 'SIGTERM'])('A4 a second %s while it is ending does not end it another way', signal => {
  const source = new EventEmitter();
  const control = watchControl(source);
  source.emit(signal);
  expect(control.isOver()).toBe(true);
  control.end();
  expect(source.listenerCount(signal)).toBe(1);
});

test('a watch that ended by itself leaves no listener behind', () => {
  const source = new EventEmitter();
  watchControl(source).end();
  expect(source.eventNames()).toEqual([]);
});
