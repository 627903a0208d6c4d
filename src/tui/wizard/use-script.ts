// The script that the review shows, made once for the same plan, form and direction. What makes it is loaded when it is first asked for.
import {useEffect, useState} from 'react';
import {planOfState} from '../../wizard/plan-of-state.ts';
import type {WizardState} from '../../wizard/state.ts';

interface Made {
  readonly key: string;
  readonly text: string;
}

/** '' where none is shown, and for the moment in which it is made. */
export function useScript(state: WizardState): string {
  const [made, setMade] = useState<Made | null>(null);
  const key = keyOf(state);
  useEffect(() => {
    if (key === null || made?.key === key) return undefined;
    let isWanted = true;
    void import('../../cmdlets/dialects/script-of-wizard.ts').then(({scriptOfWizard}) => {
      if (isWanted) setMade({key, text: scriptOfWizard(state, state.view === 'undoScript')});
    });
    return () => {
      isWanted = false;
    };
  }, [key, made, state]);
  return made !== null && made.key === key ? made.text : '';
}

function keyOf(state: WizardState): string | null {
  if (state.phase !== 'review' || (state.view !== 'script' && state.view !== 'undoScript')) return null;
  const short = planOfState(state);
  return `${state.view} ${state.form} ${short.kind === 'plan' ? short.plan.hash : short.why}`;
}
