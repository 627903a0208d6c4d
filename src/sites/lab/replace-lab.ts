// Puts another hierarchy in the lab's place: an import, a generated one, or the embedded one again.
import {statSync, unlinkSync} from 'node:fs';
import {moveAside} from '../../files/move-aside.ts';
import {withFileLock} from '../../files/with-file-lock.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {checkHierarchyValue} from '../read-hierarchy-file.ts';
import {generateHierarchy, type Size} from './generate-hierarchy.ts';
import {freshState, labToValue, type HierarchyDocument} from './lab-document.ts';
import {done, refusal, refusalOf, type LabResult} from './lab-result.ts';
import {labLoader} from './load-lab.ts';
import {printDocument} from './print-document.ts';

const now = (): Date => new Date();

/** Removes the lab's file, so that the embedded hierarchy counts again. A broken or newer file is moved aside, never lost. */
export async function labReset(file: string, clock: () => Date = now): Promise<LabResult> {
  if (statSync(file, {throwIfNoEntry: false}) === undefined) return done;
  return locked(file, () => {
    keepWhatIsNotOurs(file, clock);
    if (statSync(file, {throwIfNoEntry: false}) !== undefined) unlinkSync(file);
  });
}

/**
 * Makes `value`, the parsed JSON of the file `source`, the lab's present state, with no faults and nothing pending. A value that breaks the
 * shape is refused with the path of what breaks it, and nothing changes.
 */
export async function labImport(
  file: string,
  value: unknown,
  source: string,
  clock: () => Date = now,
): Promise<LabResult> {
  const checked = checkHierarchyValue(value, source);
  if (checked.kind !== 'hierarchy') return refusal(`${source} was not imported`, checked.why, checked.todo);
  const {lab: _theirs, ...document} = checked.value;
  return save(file, document, clock);
}

/** Fills the lab with a hierarchy of exactly that many site systems; the file is byte for byte the same for the same seed. */
export async function labGenerate(file: string, size: Size, clock: () => Date = now): Promise<LabResult> {
  return save(file, generateHierarchy(size), clock);
}

async function save(file: string, document: HierarchyDocument, clock: () => Date): Promise<LabResult> {
  return locked(file, () => {
    keepWhatIsNotOurs(file, clock);
    writeFileAtomically(file, printDocument(labToValue({document, state: freshState})), {mode: 0o600});
  });
}

async function locked(file: string, action: () => void): Promise<LabResult> {
  try {
    await withFileLock(file, action, {waitMs: 30_000});
    return done;
  } catch (error) {
    return refusalOf(error);
  }
}

function keepWhatIsNotOurs(file: string, clock: () => Date): void {
  if (labLoader(file)().kind === 'refused') moveAside(file, clock);
}
