// Reads the lab: its one file, or the embedded hierarchy where there is none yet. Reading never makes a file.
import {statSync} from 'node:fs';
import {readJsonFile} from '../../files/read-json-file.ts';
import {readVersioned} from '../../files/versioned.ts';
import {contosoHierarchy} from './contoso.ts';
import {freshState, parseLab, type Lab} from './lab-document.ts';
import {refusal, type LabRefusal} from './lab-result.ts';

export type LoadedLab = {readonly kind: 'loaded'; readonly lab: Lab; readonly hasFile: boolean} | LabRefusal;

export const hierarchyLimits = {maxBytes: 400_000_000, maxDepth: 64} as const;

const resetHint = 'To begin anew: cmproxy lab reset, which moves the broken file aside.';

export function embeddedLab(): Lab {
  return {document: contosoHierarchy(), state: freshState};
}

/** Gives the lab as its file has it now. */
export type LoadLab = () => LoadedLab;

/**
 * Reads the lab again only when its file is another one than last time. A file that is cut short, of another kind or newer is refused and left
 * alone; `lab reset` moves it aside.
 */
export function labLoader(file: string | null): LoadLab {
  let last: {readonly key: string; readonly loaded: LoadedLab} | null = null;
  return () => {
    const stat = file === null ? undefined : statSync(file, {throwIfNoEntry: false, bigint: true});
    if (file === null || stat === undefined) return {kind: 'loaded', lab: embeddedLab(), hasFile: false};
    const key = `${stat.dev}/${stat.ino}/${stat.size}/${stat.mtimeNs}`;
    if (last?.key !== key) last = {key, loaded: readLab(file)};
    return last.loaded;
  };
}

function readLab(file: string): LoadedLab {
  const read = readJsonFile(file, {...hierarchyLimits, what: 'The lab'});
  if (read.kind === 'missing') return {kind: 'loaded', lab: embeddedLab(), hasFile: false};
  if (read.kind === 'refused') return brokenLab(read.problem.why);
  const versioned = readVersioned({file, value: read.value, family: 'cmproxy/hierarchy', current: 1});
  if ('problem' in versioned) {
    const {what, why, todo} = versioned.problem;
    return versioned.kind === 'newer' ? refusal(what, why, todo) : brokenLab(`${file}: ${why}`);
  }
  const parsed = parseLab(versioned.value as Readonly<Record<string, unknown>>);
  return parsed.kind === 'lab'
    ? {kind: 'loaded', lab: parsed.lab, hasFile: true}
    : brokenLab(`${file}: ${parsed.path}: ${parsed.why}`);
}

export function brokenLab(why: string): LabRefusal {
  return refusal('The lab could not be read', why, resetHint);
}
