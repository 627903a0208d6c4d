// Reads the lab: its one file, or the embedded hierarchy where there is none yet. Reading never makes a file.
import {statSync} from 'node:fs';
import {parseHierarchy} from '../../model/parse-hierarchy.ts';
import type {Hierarchy} from '../../model/hierarchy.ts';
import {readHierarchyFile} from '../read-hierarchy-file.ts';
import {contosoHierarchy} from './contoso.ts';
import {freshState, parseLab, type Lab} from './lab-document.ts';
import {refusal, type LabRefusal} from './lab-result.ts';

export type LoadedLab =
  | {
      readonly kind: 'loaded';
      readonly lab: Lab;
      /** What the rows say as they stand in the file, without what is due and without faults. */
      readonly hierarchy: Hierarchy;
    }
  | LabRefusal;

/** Gives the lab as its file has it now. */
export type LoadLab = () => LoadedLab;

/**
 * Reads the lab again only when its file is another one than last time. A file that is cut short, of another kind, newer, or whose rows break
 * the shape is refused and left alone; `lab reset` moves it aside.
 */
export function labLoader(file: string | null): LoadLab {
  let last: {readonly key: string; readonly loaded: LoadedLab} | null = null;
  return () => {
    const key = file === null ? null : stateOfFile(file);
    if (file === null || key === null) return embeddedLab();
    if (last?.key !== key) last = {key, loaded: readLab(file)};
    return last.loaded;
  };
}

/** Changes with the file, which is only ever replaced; null where there is none. */
function stateOfFile(file: string): string | null {
  try {
    const stat = statSync(file, {throwIfNoEntry: false, bigint: true});
    return stat === undefined ? null : `${stat.dev}/${stat.ino}/${stat.size}/${stat.mtimeNs}`;
  } catch {
    return 'not told'; // the reader says why
  }
}

function embeddedLab(): LoadedLab {
  const document = contosoHierarchy();
  const parsed = parseHierarchy(document);
  if (parsed.kind === 'refused') throw new Error(`the embedded hierarchy is broken at ${parsed.path}: ${parsed.why}`);
  return {kind: 'loaded', lab: {document, state: freshState}, hierarchy: parsed.hierarchy};
}

function readLab(file: string): LoadedLab {
  const read = readHierarchyFile(file);
  if (read.kind === 'missing') return embeddedLab();
  if (read.kind === 'refused') return read.isNewer ? refusal(what, read.why, read.todo) : brokenLab(read.why);
  const parsed = parseLab(read.value);
  return parsed.kind === 'lab'
    ? {kind: 'loaded', lab: parsed.lab, hierarchy: read.hierarchy}
    : brokenLab(`${file}: ${parsed.path}: ${parsed.why}`);
}

const what = 'The lab could not be read';

function brokenLab(why: string): LabRefusal {
  return refusal(what, why, 'To begin anew: cmproxy lab reset, which moves the broken file aside.');
}
