// The options of everything that writes.
import {parseSerial, type SerialStep} from '../../apply/serial.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {numberOf, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {parseDuration, parseTime} from '../durations.ts';
import {needPaths} from '../open-site.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';
import {reportModes} from '../report-modes.ts';

export interface RunOptions {
  readonly journalFolder: string;
  readonly lockFolder: string;
  readonly timeoutMs?: number;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly serial?: readonly SerialStep[];
  readonly maxFailures?: number;
  readonly pauseAfterCanaryMs?: number;
}

/** Reads the options; one that cannot be read is refused before anything else happens. */
export function readRunOptions(values: Values, context: Context): Opened<RunOptions> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths;
  reportModes(context, paths.value);
  const bad = (option: string, text: string, todo: string): Opened<never> =>
    refuse(context, exitCodes.usage, {what: `${option} cannot be read`, why: `"${text}" is not of its form`, todo});
  const times: Partial<Record<'notBefore' | 'notAfter', Date>> = {};
  for (const [name, key] of [
    ['NotBefore', 'notBefore'],
    ['NotAfter', 'notAfter'],
  ] as const) {
    const text = textOf(values, name);
    const time = text === undefined ? undefined : parseTime(text);
    if (time === null)
      return bad(
        name === 'NotBefore' ? '--not-before' : '--not-after',
        text ?? '',
        'Give a time with its zone, for example 2026-12-01T22:00:00Z.',
      );
    if (time !== undefined) times[key] = time;
  }
  const durations: Partial<Record<'timeoutMs' | 'pauseAfterCanaryMs', number>> = {};
  for (const [name, key] of [
    ['Timeout', 'timeoutMs'],
    ['PauseAfterCanary', 'pauseAfterCanaryMs'],
  ] as const) {
    const text = textOf(values, name);
    const duration = text === undefined ? undefined : parseDuration(text);
    if (duration === null)
      return bad(
        name === 'Timeout' ? '--timeout' : '--pause-after-canary',
        text ?? '',
        'Give a duration, for example 500ms, 30s, 10m or 1h.',
      );
    if (duration !== undefined) durations[key] = duration;
  }
  const steps = textOf(values, 'Serial');
  const serial = steps === undefined ? undefined : parseSerial(steps);
  if (serial?.kind === 'refused') return refuse(context, exitCodes.usage, serial);
  const maxFailures = numberOf(values, 'MaxFailures');
  return {
    kind: 'open',
    value: {
      journalFolder: textOf(values, 'Journal') ?? paths.value.journalFolder,
      lockFolder: paths.value.lockFolder,
      ...times,
      ...durations,
      ...(serial === undefined ? {} : {serial: serial.steps}),
      ...(maxFailures === undefined ? {} : {maxFailures}),
    },
  };
}
