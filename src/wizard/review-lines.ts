// The lines of the review: one for each field that a write moves, in the order of the writes.
import type {FieldKey} from '../model/finding.ts';
import type {PlannedChange} from '../plan/plan.ts';
import {planOfState} from './plan-of-state.ts';
import type {WizardState} from './state.ts';

export interface ReviewLine {
  readonly change: PlannedChange;
  /** `account`: one that is created. */
  readonly field: FieldKey | 'account';
  /** Whether it is the first of its change. */
  readonly isFirst: boolean;
}

const cache = new WeakMap<readonly PlannedChange[], readonly ReviewLine[]>();

export function reviewLines(state: WizardState): readonly ReviewLine[] {
  const made = planOfState(state);
  if (made.kind === 'refused') return [];
  const {changes} = made.plan;
  const known = cache.get(changes);
  if (known !== undefined) return known;
  const lines = changes.flatMap((change): readonly ReviewLine[] =>
    change.object === 'account'
      ? [{change, field: 'account', isFirst: true}]
      : change.fields.map((field, index) => ({change, field, isFirst: index === 0})),
  );
  cache.set(changes, lines);
  return lines;
}
