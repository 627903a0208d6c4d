import {EventEmitter} from 'node:events';
import {expect, test} from 'vitest';
import {createStopControl, stopOnSignals} from '../../src/apply/stop.ts';

function listening(): {source: EventEmitter; control: ReturnType<typeof createStopControl>; end: () => void} {
  const source = new EventEmitter();
  const control = createStopControl();
  return {source, control, end: stopOnSignals(control, source as unknown as NodeJS.Process)};
}

test('A5b SIGINT once asks to finish the server in hand, A5c twice to stop now', () => {
  const {source, control} = listening();
  source.emit('SIGINT');
  expect(control.requested).toBe('finishServer');
  source.emit('SIGINT');
  expect(control.requested).toBe('stopNow');
});

test.each(['SIGTERM', 'SIGHUP'])('A5d %s is SIGINT once, however often it comes', signal => {
  const {source, control} = listening();
  source.emit(signal);
  source.emit(signal);
  expect(control.requested).toBe('finishServer');
});

test.each(['SIGTERM', 'SIGHUP'])(
  'A4b %s and the SIGINT that goes with it, when a line drops, are no second request',
  signal => {
    const {source, control} = listening();
    source.emit(signal);
    source.emit('SIGINT');
    expect(control.requested).toBe('finishServer');
    source.emit('SIGINT');
    expect(control.requested).toBe('stopNow');
  },
);

test('a wish to stop now is never taken back', () => {
  const {source, control, end} = listening();
  control.request('stopNow');
  source.emit('SIGTERM');
  expect(control.requested).toBe('stopNow');
  end();
  expect(source.listenerCount('SIGINT')).toBe(0);
});
