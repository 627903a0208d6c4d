// A finding that someone has looked at and accepted for a while: shown in grey, and not counted.
import type {Finding, Severity} from './finding.ts';
import {siteSystemKey} from './server-name.ts';

export interface AcceptedFinding {
  readonly code: string;
  readonly siteCode: string;
  readonly server: string;
  /** What it was when it was accepted: one that has become worse counts again. */
  readonly severity: Severity;
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

const rank: Readonly<Record<Severity, number>> = {unknown: 3, error: 2, warning: 1, information: 0};

export function isOver({until}: Pick<AcceptedFinding, 'until'>, now: Date): boolean {
  return until !== null && !(Date.parse(until) > now.getTime());
}

export type Acceptance = (finding: Finding) => AcceptedFinding | null;

/** Those that still hold at `now`, by finding. */
export function acceptanceOf(accepted: readonly AcceptedFinding[], now: Date): Acceptance {
  const held = new Map(
    accepted
      .filter(item => !neverAccepted.has(item.code) && !isOver(item, now))
      .map(item => [`${item.code} ${siteSystemKey(item.siteCode, item.server)}`, item] as const),
  );
  return ({code, siteCode, server, severity}) => {
    const item = held.get(`${code} ${siteSystemKey(siteCode, server)}`);
    return item === undefined || rank[severity] > rank[item.severity] ? null : item;
  };
}
