// Before and after: the same rows of two states of one hierarchy.
import type {Hierarchy} from '../model/hierarchy.ts';
import {inheritProxies, rowKey} from './inherit.ts';
import type {InheritanceRow, Verdict} from './row.ts';

/** Rows with `before` and `after`. The row's own verdict is the one after the change, because that is what a preview is about. */
export function compareInheritance(before: Hierarchy, after: Hierarchy): readonly InheritanceRow[] {
  const earlier = new Map(inheritProxies(before).map(row => [rowKey(row), row]));
  return inheritProxies(after).map(row => ({
    ...row,
    before: verdictOf(earlier.get(rowKey(row)) ?? row),
    after: verdictOf(row),
  }));
}

function verdictOf({uses, proxy, identity, follows}: Verdict): Verdict {
  return {uses, proxy, identity, follows};
}
