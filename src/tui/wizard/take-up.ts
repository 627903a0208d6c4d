// A wizard that was left: the place to offer, and what comes of the answer.
import type {Context} from '../../cmdlets/context.ts';
import {leftSessions, type LeftSession} from '../../settings/sessions.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {parsePlace, takeUp, type KeptPlace} from '../../wizard/session.ts';
import {startState} from '../../wizard/start-state.ts';
import type {Subject, WizardState} from '../../wizard/state.ts';

export type OfferAnswer = 'goOn' | 'anew' | 'leave';

export interface Offered {
  readonly session: LeftSession;
  readonly place: KeptPlace;
}

/** The newest that was left at this hierarchy, or null. What is wrong with others is told. */
export function offeredPlace(context: Context, subject: Subject): Offered | null {
  if (context.paths.kind === 'nowhere') return null;
  const {sessions, problems} = leftSessions(context.paths.paths.sessionFolder, context.clock);
  for (const problem of problems) context.message(makeSafe(`cmproxy: a kept wizard could not be read: ${problem}`));
  for (const session of sessions) {
    const place = parsePlace(session.place);
    if (place?.connection === subject.connection && place.hierarchyId === subject.hierarchyId) return {session, place};
  }
  return null;
}

/** `old`: the place that was taken up, to be forgotten as soon as the new one is kept. */
export interface Begun {
  readonly state: WizardState;
  readonly old: LeftSession | null;
}

export function afterOffer(subject: Subject, {session, place}: Offered, answer: OfferAnswer): Begun | null {
  if (answer === 'leave') return null;
  if (answer === 'goOn') return {state: takeUp(subject, place), old: session};
  session.forget();
  return {state: startState(subject, []), old: null};
}
