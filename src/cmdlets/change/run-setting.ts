// What a run needs from outside.
import {hostname} from 'node:os';
import type {RunEvent} from '../../apply/events.ts';
import type {RunEnvironment} from '../../apply/run-input.ts';
import {lockPathFor} from '../../apply/run-lock.ts';
import {createStopControl, stopOnSignals, type Stop} from '../../apply/stop.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {userName} from '../who.ts';
import type {RunOptions} from './run-options.ts';

export interface RunSetting {
  readonly environment: RunEnvironment;
  /** Ends the listening to signals. */
  readonly end: () => void;
}

/** Everything that a run may touch, with Ctrl+C listened to from now on. */
export function runSetting(
  context: Context,
  open: OpenSite,
  options: RunOptions,
  emit: (event: RunEvent) => void,
  passwordFor?: RunEnvironment['passwordFor'],
): RunSetting {
  const stop = createStopControl();
  const end = stopOnSignals(stop);
  return {environment: {...environmentOf(context, open, options, emit, stop), passwordFor}, end};
}

function environmentOf(
  context: Context,
  open: OpenSite,
  options: RunOptions,
  emit: (event: RunEvent) => void,
  stop: Stop,
): RunEnvironment {
  const {lockFolder, ...rest} = options;
  return {
    site: open.site,
    lockPath: lockPathFor(lockFolder, open.hierarchyId),
    clock: context.clock,
    who: userName(),
    host: hostname(),
    toolVersion: context.version,
    emit,
    stop,
    ...rest,
  };
}
