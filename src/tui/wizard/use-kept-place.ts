// When the place that was reached is kept: after each step, and wherever an answer has been finished.
import {useEffect, useRef} from 'react';
import type {FieldKey} from '../../model/finding.ts';
import type {WizardState} from '../../wizard/state.ts';

/** So many servers are written at once; more of them wait until the person does. */
const quickUpTo = 300;
const restMs = 1000;

interface Effects {
  /** The state as it is now, to be kept should the line drop. */
  readonly seen: (state: WizardState) => void;
  readonly keepPlace: (state: WizardState) => void;
}

export function useKeptPlace(state: WizardState, effects: Effects): void {
  const kept = useRef<WizardState | null>(null);
  useEffect(() => {
    effects.seen(state);
    const before = kept.current;
    if (before !== null && !isNewPlace(before, state)) return;
    const keep = (): void => {
      kept.current = state;
      effects.keepPlace(state);
    };
    if (state.marked.size <= quickUpTo || before?.phase !== state.phase) {
      keep();
      return;
    }
    const timer = setTimeout(keep, restMs);
    return () => clearTimeout(timer);
  });
}

/** Answers that are chosen, not typed: finished with the key. */
const chosen: readonly FieldKey[] = [
  'proxy.enabled',
  'softwareUpdatePoint.useProxy',
  'softwareUpdatePoint.useProxyForAutoDeploymentRule',
];

function isNewPlace(before: WizardState, after: WizardState): boolean {
  return (
    before.phase !== after.phase ||
    before.field !== after.field ||
    before.marked !== after.marked ||
    before.exception !== after.exception ||
    before.exceptions.size !== after.exceptions.size ||
    before.createAccount !== after.createAccount ||
    before.ticket !== after.ticket ||
    before.run !== after.run ||
    chosen.some(key => before.answers[key] !== after.answers[key])
  );
}
