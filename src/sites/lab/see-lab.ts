// The lab as it is at one moment: what is due is applied, and what may not be read is not shown.
import type {Hierarchy} from '../../model/hierarchy.ts';
import type {Moment} from '../../model/moment.ts';
import {parseHierarchy} from '../../model/parse-hierarchy.ts';
import type {HierarchyDocument, Lab} from './lab-document.ts';
import type {LabRefusal} from './lab-result.ts';
import type {LoadLab} from './load-lab.ts';
import {withDueChanges} from './pending.ts';

export interface SeenLab {
  readonly kind: 'seen';
  readonly at: Moment;
  /** With everything applied that is due. */
  readonly lab: Lab;
  /** As this caller may see it. */
  readonly hierarchy: Hierarchy;
}

export function seeLab(load: LoadLab, clock: () => Moment): SeenLab | LabRefusal {
  const loaded = load();
  if (loaded.kind === 'refused') return loaded;
  const at = clock();
  const lab = withDueChanges(loaded.lab, at);
  const document = withUnreadable(lab);
  const isAsLoaded = document === loaded.lab.document;
  return {kind: 'seen', at, lab, hierarchy: isAsLoaded ? loaded.hierarchy : needHierarchy(document)};
}

const why = 'access denied';

/** What `read-denied` names stands in `unreadable`. */
function withUnreadable({document, state}: Lab): HierarchyDocument {
  const denied = state.faults.filter(fault => fault.kind === 'read-denied');
  if (denied.length === 0) return document;
  const entries = denied.some(fault => fault.server === null)
    ? needHierarchy(document).sites.map(({siteCode}) => ({siteCode, why}))
    : denied.map(({server}) => deniedServer(server ?? ''));
  const before = document['unreadable'];
  return {...document, unreadable: [...(Array.isArray(before) ? (before as readonly unknown[]) : []), ...entries]};
}

function deniedServer(name: string): object {
  const slash = name.indexOf('/');
  return slash < 0 ? {server: name, why} : {siteCode: name.slice(0, slash), server: name.slice(slash + 1), why};
}

/** The model of a document that was accepted when it was loaded. */
export function needHierarchy(document: HierarchyDocument): Hierarchy {
  const parsed = parseHierarchy(document);
  if (parsed.kind === 'refused') throw new Error(`the lab's rows broke at ${parsed.path}: ${parsed.why}`);
  return parsed.hierarchy;
}
