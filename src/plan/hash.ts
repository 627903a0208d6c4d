// What a plan's hash is about: everything that decides what is written, and nothing that only says when or where it was made.
import {hashOfValue} from './canonical-json.ts';
import type {Plan} from './plan.ts';

export type HashedPart = Pick<
  Plan,
  | 'hierarchyId'
  | 'ticket'
  | 'note'
  | 'servers'
  | 'desired'
  | 'createAccounts'
  | 'confirm'
  | 'changes'
  | 'basedOn'
  | 'skipped'
  | 'unknown'
>;

/** The same plan made again from the same state has the same hash. */
export function hashOfPlan(plan: HashedPart): string {
  const {hierarchyId, ticket, note, servers, desired, createAccounts, confirm, changes, basedOn, skipped, unknown} =
    plan;
  return hashOfValue({
    hierarchyId,
    ticket,
    note,
    servers,
    desired,
    createAccounts,
    confirm,
    changes,
    fingerprint: basedOn.fingerprint,
    skipped,
    unknown,
  });
}

/** A short name for people and files. */
export function planId(hash: string): string {
  return hash.slice('sha256:'.length, 'sha256:'.length + 6);
}
