// What every step of the wizard shares: the first line, the message, and the keys at the foot.
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {stepTitles, steps, type Step, type WizardState} from '../../wizard/state.ts';
import {footerLines} from '../key-table.ts';
import {fitRows, lineRow, type ScreenRow, type Size} from '../rows.ts';
import {keysOf} from './keys-of.ts';

/** Below this many rows there are no rules, and one line of keys. */
const compactBelow = 17;

export function isCompact({height}: Size): boolean {
  return height < compactBelow;
}

export interface Frame {
  readonly step: Step;
  /** Instead of the step's own title. */
  readonly title?: string;
}

function headRows(state: WizardState, size: Size, {step, title}: Frame): readonly ScreenRow[] {
  const {subject} = state;
  const label = subject.origin === 'lab' ? 'LAB practice data' : subject.connection.toUpperCase();
  const access = subject.mayWrite ? 'read, write' : 'read only';
  const right = `${size.width < 36 ? '' : 'step '}${steps.indexOf(step) + 1} of ${steps.length}`;
  const room = Math.max(1, size.width - right.length - 1);
  const name = title ?? stepTitles[step];
  const forms = [
    `${label}  ${access}  ${name}`,
    `${subject.origin === 'lab' ? 'LAB' : label}  ${access}  ${name}`,
    `${subject.origin === 'lab' ? 'LAB' : label}  ${name}`,
  ].map(form => makeSafe(form));
  const left = cutToWidth(forms.find(form => form.length <= room) ?? forms[2] ?? '', room);
  const line = lineRow(`${padToWidth(left, room)} ${right}`, 'heading');
  return isCompact(size) ? [line] : [line, lineRow('-'.repeat(size.width), 'dim')];
}

/** At most three lines of what the last key said, then the keys. */
function footRows(state: WizardState, size: Size): readonly ScreenRow[] {
  const compact = isCompact(size);
  const said =
    state.message === null
      ? []
      : wrapText(`! ${state.message}`, size.width, '  ')
          .slice(0, compact ? 2 : 3)
          .map(text => lineRow(text, 'warning'));
  const keys = footerLines(keysOf(state), size.width, compact || said.length > 0 ? 1 : 2).map(text =>
    lineRow(text, 'dim'),
  );
  const all = [...said, ...keys];
  return compact ? all : [lineRow('-'.repeat(size.width), 'dim'), ...all];
}

/** Rows that are left for the step itself. */
export function bodyRoom(state: WizardState, size: Size, frame: Frame): number {
  return Math.max(1, size.height - headRows(state, size, frame).length - footRows(state, size).length);
}

export function framed(state: WizardState, size: Size, frame: Frame, body: readonly ScreenRow[]): readonly ScreenRow[] {
  return fitRows(size, headRows(state, size, frame), body, footRows(state, size));
}
