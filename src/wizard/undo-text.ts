// What the way back is, in a sentence for the review.
import type {Plan} from '../plan/plan.ts';
import {reverseChanges} from '../plan/undo-plan.ts';

const cache = new WeakMap<Plan, string>();

export function undoText(plan: Plan): string {
  const known = cache.get(plan);
  if (known !== undefined) return known;
  const text = textFor(plan);
  cache.set(plan, text);
  return text;
}

function textFor({changes}: Plan): string {
  if (changes.length === 0) return 'nothing to undo';
  const {changes: back, cannotRestore} = reverseChanges(changes);
  const [first] = cannotRestore;
  const lost =
    first === undefined
      ? ''
      : `; cannot be written back: ${first.siteCode}/${first.server}: ${first.what}${cannotRestore.length === 1 ? '' : ` and ${cannotRestore.length - 1} more`}`;
  const stays = changes.some(change => change.object === 'account') ? '; a created account stays' : '';
  return `restores ${back.length} ${back.length === 1 ? 'record' : 'records'}${lost}${stays}`;
}
