// What every screen of the wizard shares: the first line, the message, and the keys at the foot.
import {Box} from 'ink';
import type {ReactElement, ReactNode} from 'react';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {stepTitles, steps, type Step, type WizardState} from '../../wizard/state.ts';
import {LineText} from './lines.tsx';

interface Props {
  readonly state: WizardState;
  readonly width: number;
  readonly step: Step;
  readonly title?: string;
  readonly keys: string;
  readonly children: ReactNode;
}

/** Rows that the frame itself takes: first line, rule, message, keys. */
export const frameRows = 4;

export function Frame({state, width, step, title, keys, children}: Props): ReactElement {
  const {subject} = state;
  const label = subject.origin === 'lab' ? 'LAB practice data' : subject.connection.toUpperCase();
  const access = subject.mayWrite ? 'read, write' : 'read only';
  const right = `step ${steps.indexOf(step) + 1} of ${steps.length}`;
  const room = Math.max(1, width - right.length - 1);
  const name = title ?? stepTitles[step];
  const long = `${label}  ${access}  ${name}`;
  const left = cutToWidth(
    makeSafe(long.length <= room ? long : `${subject.origin === 'lab' ? 'LAB' : label} ${name}`),
    room,
  );
  return (
    <Box flexDirection="column" width={width}>
      <LineText line={{text: `${padToWidth(left, room)} ${right}`, look: 'heading'}} />
      <LineText line={{text: '-'.repeat(width), look: 'dim'}} />
      {children}
      <LineText line={state.message === null ? {text: ''} : {text: `! ${state.message}`, look: 'warning'}} />
      <LineText line={{text: keys, look: 'dim'}} />
    </Box>
  );
}
