// The run and its end.
import {makeSafe} from '../../terminal/make-safe.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {endLines, progressLines} from '../../wizard/end-text.ts';
import {planOfState} from '../../wizard/plan-of-state.ts';
import type {WizardState} from '../../wizard/state.ts';
import type {Line} from '../components/lines.tsx';
import {lineRows, type ScreenRow, type Size} from '../rows.ts';
import {bodyRoom, framed} from './frame-rows.ts';
import {textWindow} from './text-window.ts';

export interface RunParts {
  /** The line that runs, for people. */
  readonly command: string;
  /** What to say at the end beside the result: answers file, how to repeat it. */
  readonly afterwards: readonly string[];
}

export function runRows(state: WizardState, size: Size, {command, afterwards}: RunParts): readonly ScreenRow[] {
  const made = planOfState(state);
  const isEnd = state.phase === 'end';
  const frame = {step: 'review', title: isEnd ? 'Done' : 'Writing'} as const;
  const room = bodyRoom(state, size, frame);
  if (made.kind === 'refused' || state.progress === null) return framed(state, size, frame, []);
  const texts = isEnd
    ? [...endLines(made.plan, state.progress), ...afterwards]
    : progressLines(made.plan, state.progress);
  const lines: readonly Line[] = [
    ...texts.flatMap(text => wrapText(makeSafe(text), size.width)).map(text => ({text})),
    ...(state.progress.stopping && !isEnd
      ? [{text: 'Stopping: the server in hand is finished first. Ctrl+C again stops now.', look: 'warning' as const}]
      : []),
  ];
  const ran = wrapText(`${isEnd ? 'Ran' : 'Runs'}: ${command}`, size.width).map((text): Line => ({text, look: 'dim'}));
  // While it runs the newest is in view; at the end the result, which stands first.
  if (isEnd) return framed(state, size, frame, textWindow([...lines, {text: ''}, ...ran], state.scroll, room));
  const above = lines.slice(-room);
  return framed(state, size, frame, lineRows([...above, ...ran.slice(0, Math.max(0, room - above.length))]));
}
