// Whether answers are being typed that take long to work out: with thousands of servers the preview waits until the keys rest.
import {useEffect, useState} from 'react';
import type {WizardState} from '../../wizard/state.ts';

/** Their plan is made within a frame. */
const quickUpTo = 300;
const restMs = 300;

export function useTyping(state: WizardState): boolean {
  const waits = state.phase === 'proxy' && state.marked.size > quickUpTo;
  const [settled, setSettled] = useState<WizardState | null>(null);
  const isTyping = waits && (settled === null || !isSame(settled, state));
  useEffect(() => {
    if (!isTyping) return;
    const timer = setTimeout(() => setSettled(state), restMs);
    return () => clearTimeout(timer);
  }, [state, isTyping]);
  return isTyping;
}

function isSame(a: WizardState, b: WizardState): boolean {
  return (
    a.answers === b.answers &&
    a.exceptions === b.exceptions &&
    a.createAccount === b.createAccount &&
    a.marked === b.marked
  );
}
