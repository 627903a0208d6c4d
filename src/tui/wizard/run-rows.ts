// The run and its end.
import {makeSafe} from '../../terminal/make-safe.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {cutToWidth} from '../../terminal/text-width.ts';
import {endLines, endTitle, progressLines} from '../../wizard/end-text.ts';
import {planOfState, type Plan} from '../../wizard/plan-of-state.ts';
import type {RunProgress} from '../../wizard/run-progress.ts';
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

export function runRows(state: WizardState, size: Size, parts: RunParts): readonly ScreenRow[] {
  const made = planOfState(state);
  const {progress} = state;
  const isEnd = state.phase === 'end';
  const frame = {step: 'review', title: isEnd && progress !== null ? endTitle(progress) : 'Writing'} as const;
  const room = bodyRoom(state, size, frame);
  if (made.kind === 'refused' || progress === null) return framed(state, size, frame, []);
  const ran = wrapText(`${isEnd ? 'Ran' : 'Runs'}: ${parts.command}`, size.width).map((text): Line => ({
    text,
    look: 'dim',
  }));
  if (!isEnd)
    return framed(state, size, frame, lineRows(goingOn(made.plan, progress, ran, {width: size.width, height: room})));
  const said = [...endLines(made.plan, progress), ...parts.afterwards].flatMap(text =>
    wrapText(makeSafe(text), size.width).map((line): Line => ({text: line})),
  );
  return framed(state, size, frame, textWindow([...said, {text: ''}, ...ran], state.scroll, room));
}

/** While it runs one line stays one line, so that the servers stay at their places; the command below where there is room. */
function goingOn(plan: Plan, progress: RunProgress, ran: readonly Line[], {width, height}: Size): readonly Line[] {
  const asked = progress.stopping && progress.passing === null;
  const above = [
    ...progressLines(plan, progress, height - (asked ? 1 : 0)),
    ...(asked ? ['  Stopping: the server in hand is finished first. Ctrl+C again stops now.'] : []),
  ].map((text): Line => ({text: cutToWidth(makeSafe(text), width)}));
  return [...above, ...ran.slice(0, Math.max(0, height - above.length))];
}
