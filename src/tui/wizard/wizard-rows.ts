// The wizard's screen as rows, whatever the step.
import type {WizardState} from '../../wizard/state.ts';
import type {ScreenRow, Size} from '../rows.ts';
import {wizardHelpRows} from './help-rows.ts';
import {proxyStepRows, type ProxyParts} from './proxy-rows.ts';
import {confirmRows, passwordRows, reviewRoom, reviewRows, type ReviewParts} from './review-rows.ts';
import {roleRoom, roleRows} from './role-rows.ts';
import {runRows, type RunParts} from './run-rows.ts';
import {serversRoom, serversRows} from './servers-rows.ts';

export function wizardRows(
  state: WizardState,
  size: Size,
  parts: ReviewParts & RunParts & ProxyParts,
): readonly ScreenRow[] {
  const {phase} = state;
  if (phase === 'run' || phase === 'end') return runRows(state, size, parts);
  if (state.view === 'help') return wizardHelpRows(state, size);
  if (phase === 'servers') return serversRows(state, size);
  if (phase === 'role') return roleRows(state, size);
  if (phase === 'proxy') return proxyStepRows(state, size, parts);
  if (phase === 'confirm') return confirmRows(state, size, parts);
  return phase === 'password' ? passwordRows(state, size) : reviewRows(state, size, parts);
}

/** Rows of the list or text in front: what a page is. */
export function wizardRoom(state: WizardState, size: Size): number {
  if (state.view !== 'plan' || state.picking !== null) return Math.max(1, size.height - 6);
  if (state.phase === 'servers') return serversRoom(state, size);
  if (state.phase === 'role') return roleRoom(state, size);
  return state.phase === 'review' ? reviewRoom(state, size) : Math.max(1, size.height - 6);
}
