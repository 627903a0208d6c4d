// Shows the offer to take up a wizard that was left; the person decides.
import type {Context} from '../../cmdlets/context.ts';
import {startState} from '../../wizard/start-state.ts';
import type {Subject} from '../../wizard/state.ts';
import {showScreen} from '../show-screen.tsx';
import {Offer} from './offer.tsx';
import {afterOffer, offeredPlace, type Begun, type OfferAnswer} from './take-up.ts';

/** What to begin with; null where the person left. */
export async function takeUpOffered(context: Context, subject: Subject): Promise<Begun | null> {
  const offered = offeredPlace(context, subject);
  if (offered === null) return {state: startState(subject, []), old: null};
  let answer: OfferAnswer = 'leave';
  const screen = showScreen(
    <Offer
      place={offered.place}
      at={offered.session.at}
      clock={context.clock}
      onAnswer={given => {
        answer = given;
      }}
    />,
    {stdin: context.stdin, stdout: context.stdout},
  );
  await screen.end;
  return afterOffer(subject, offered, answer);
}
