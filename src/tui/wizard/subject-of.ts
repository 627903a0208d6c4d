// What a wizard works on, out of an open site.
import type {Context} from '../../cmdlets/context.ts';
import type {OpenSite} from '../../cmdlets/opened.ts';
import type {Subject} from '../../wizard/state.ts';

export function subjectOf(context: Context, open: OpenSite): Subject {
  const {hierarchy, readAt, readAs} = open.reading;
  return {
    hierarchy,
    hierarchyId: open.hierarchyId,
    connection: open.site.name,
    origin: open.site.origin,
    readAt,
    readAs,
    mayWrite: open.mayWrite,
    whyNot: open.whyNot,
    toolVersion: context.version,
  };
}
