// The lab's present state as a hierarchy file, to keep or to open elsewhere.
import {parseHierarchy} from '../../model/parse-hierarchy.ts';
import {ShapeError} from '../../model/shape.ts';
import type {HierarchyDocument} from './lab-document.ts';
import type {LabRefusal} from './lab-result.ts';
import {brokenLab, labLoader} from './load-lab.ts';
import {withDueChanges} from './pending.ts';
import {printDocument} from './print-document.ts';

export type LabExport = {readonly kind: 'text'; readonly text: string} | LabRefusal;

/** `cmproxy/hierarchy@1` as text, with everything applied that is due, `exportedAt` now, and without the lab's own key. Faults do not show in it. */
export async function labExport(file: string | null, clock: () => Date): Promise<LabExport> {
  const loaded = labLoader(file)();
  if (loaded.kind === 'refused') return loaded;
  const now = clock();
  const broken = (path: string, why: string): LabRefusal =>
    brokenLab(`${file ?? 'the embedded hierarchy'}: ${path}: ${why}`);
  try {
    const {document} = withDueChanges(loaded.lab, now);
    const parsed = parseHierarchy(document);
    if (parsed.kind === 'refused') return broken(parsed.path, parsed.why);
    return {kind: 'text', text: printDocument(exported(document, now))};
  } catch (error) {
    if (error instanceof ShapeError) return broken(error.path, error.why);
    throw error;
  }
}

function exported({schema, name, exportedAt: _older, ...rest}: HierarchyDocument, now: Date): HierarchyDocument {
  return {schema, name, exportedAt: now.toISOString(), ...rest};
}
