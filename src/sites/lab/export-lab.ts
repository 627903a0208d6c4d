// The lab's present state as a hierarchy file, to keep or to open elsewhere.
import type {HierarchyDocument} from './lab-document.ts';
import type {LabRefusal} from './lab-result.ts';
import {labLoader} from './load-lab.ts';
import {withDueChanges} from './pending.ts';
import {printDocument} from './print-document.ts';

export type LabExport = {readonly kind: 'text'; readonly text: string} | LabRefusal;

/** `cmproxy/hierarchy@1` as text, with everything applied that is due, `exportedAt` now, and without the lab's own key. Faults do not show in it. */
export async function labExport(file: string | null, clock: () => Date): Promise<LabExport> {
  const loaded = labLoader(file)();
  if (loaded.kind === 'refused') return loaded;
  const now = clock();
  return {kind: 'text', text: printDocument(exported(withDueChanges(loaded.lab, now).document, now))};
}

function exported({schema, name, exportedAt: _older, ...rest}: HierarchyDocument, now: Date): HierarchyDocument {
  return {schema, name, exportedAt: now.toISOString(), ...rest};
}
