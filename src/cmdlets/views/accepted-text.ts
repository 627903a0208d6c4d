// An accepted finding in the few words that the table, the screens and messages share.
import type {AcceptedFinding} from '../../model/accepted-finding.ts';

/** `accepted until 2027-03-31: reason`, or `accepted for good`. */
export function acceptedText({until, reason}: Pick<AcceptedFinding, 'until' | 'reason'>): string {
  const end =
    until === null
      ? 'for good'
      : `until ${until.slice(0, until.endsWith('T23:59:59.999Z') ? 10 : 16).replace('T', ' ')}`;
  const zone = until === null || until.endsWith('T23:59:59.999Z') ? '' : ' UTC';
  return `accepted ${end}${zone}${reason === '' ? '' : `: ${reason}`}`;
}
