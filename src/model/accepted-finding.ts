// A finding that someone has looked at and accepted for a while: shown in grey, and not counted.
import type {Finding} from './finding.ts';
import {siteSystemKey} from './server-name.ts';

export interface AcceptedFinding {
  readonly code: string;
  readonly siteCode: string;
  readonly server: string;
  /** ISO 8601 UTC; null: for good. */
  readonly until: string | null;
  readonly reason: string;
  /** Who accepted it, as `user@host`. */
  readonly by: string;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** What could not be read cannot be accepted away: unknown stays unknown. */
export const neverAccepted: ReadonlySet<string> = new Set(['CMP008']);

export type Acceptance = (finding: Finding) => AcceptedFinding | null;

/** Those that still hold at `now`, by finding. */
export function acceptanceOf(accepted: readonly AcceptedFinding[], now: Date): Acceptance {
  const held = new Map(
    accepted
      .filter(({until, code}) => !neverAccepted.has(code) && (until === null || Date.parse(until) > now.getTime()))
      .map(item => [`${item.code} ${siteSystemKey(item.siteCode, item.server)}`, item] as const),
  );
  return ({code, siteCode, server}) => held.get(`${code} ${siteSystemKey(siteCode, server)}`) ?? null;
}
