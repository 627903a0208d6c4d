// Reads, changes and saves the lab's file in one locked step, so that two processes lose nothing.
import {withFileLock} from '../../files/with-file-lock.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {ShapeError} from '../../model/shape.ts';
import {labToValue, type Lab} from './lab-document.ts';
import {refusal, refusalOf, type LabRefusal} from './lab-result.ts';
import {brokenLab, type LoadLab} from './load-lab.ts';
import {withDueChanges} from './pending.ts';
import {printDocument} from './print-document.ts';

export interface Edit<T> {
  /** null: nothing to save. */
  readonly lab: Lab | null;
  readonly result: T;
}

export interface LabPlace {
  readonly file: string | null;
  readonly clock: () => Date;
  readonly load: LoadLab;
}

const waitMs = 30_000;

/** `edit` gets the lab with everything applied that is due. The first change makes the file. */
export async function changeLab<T>(
  {file, clock, load}: LabPlace,
  edit: (lab: Lab) => Edit<T>,
): Promise<{readonly kind: 'changed'; readonly result: T} | LabRefusal> {
  if (file === null) return noPlace;
  try {
    return await withFileLock(
      file,
      () => {
        const loaded = load();
        if (loaded.kind === 'refused') return loaded;
        const {lab, result} = edit(withDueChanges(loaded.lab, clock()));
        if (lab !== null) saveLab(file, lab);
        return {kind: 'changed', result};
      },
      {waitMs},
    );
  } catch (error) {
    if (error instanceof ShapeError) return brokenLab(`${file}: ${error.path}: ${error.why}`);
    return refusalOf(error);
  }
}

/** Throws `FileProblem`. */
export function saveLab(file: string, lab: Lab): void {
  writeFileAtomically(file, printDocument(labToValue(lab)), {mode: 0o600});
}

const noPlace: LabRefusal = refusal(
  'The lab was not changed',
  'there is no place to keep its file',
  'Set CMPROXY_HOME to a folder.',
);
