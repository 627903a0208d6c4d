// What every screen is given.
import type {WizardEvent} from '../wizard/reduce.ts';
import type {WizardState} from '../wizard/state.ts';

export interface ScreenProps {
  readonly state: WizardState;
  readonly dispatch: (event: WizardEvent) => void;
  /** Cells. */
  readonly width: number;
  /** Rows that a frame may take: one less than the terminal has. */
  readonly height: number;
}
