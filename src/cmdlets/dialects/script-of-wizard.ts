// The script of the review in one of its forms: the change or the way back. Loaded only when a form is asked for.
import {whyNotScripted} from '../../plan/script/with-scripts.ts';
import {fullPlanOfState, planOfState} from '../../wizard/plan-of-state.ts';
import type {WizardState} from '../../wizard/state.ts';
import {renderDialect} from './render-dialect.ts';

/** As `plan --as FORM` prints it. */
export function scriptOfWizard(state: WizardState, undo: boolean): string {
  const {form, subject} = state;
  if (form === 'cmdlet') {
    const full = fullPlanOfState(state);
    return (undo ? full?.undoScript : full?.script) ?? 'There is no script.';
  }
  const made = planOfState(state);
  if (made.kind === 'refused') return `There is no script: ${made.why}`;
  const why = whyNotScripted(made.plan);
  if (why !== null) return `There is no script: ${why}`;
  if (made.plan.changes.length === 0) return 'There is no script: nothing differs.';
  const source = {...made.plan, planHash: made.plan.hash, toolVersion: subject.toolVersion};
  return renderDialect(source, subject.hierarchy, {dialect: form, undo, connection: subject.connection});
}
