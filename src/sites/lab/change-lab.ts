// Reads, changes and saves the lab's file in one locked step, so that two processes lose nothing.
import {dirname} from 'node:path';
import {sweepTemporaryFiles} from '../../files/temporary-files.ts';
import {withFileLock} from '../../files/with-file-lock.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import type {Moment} from '../../model/moment.ts';
import {labToValue, type Lab} from './lab-document.ts';
import {refusal, refusalOf, type LabRefusal} from './lab-result.ts';
import type {LoadLab} from './load-lab.ts';
import {printDocument} from './print-document.ts';
import {seeLab, type SeenLab} from './see-lab.ts';

export interface Edit<T> {
  /** null: nothing to save. */
  readonly lab: Lab | null;
  readonly result: T;
}

export interface LabPlace {
  readonly file: string | null;
  readonly clock: () => Moment;
  readonly load: LoadLab;
}

const waitMs = 30_000;

/** `edit` gets the lab as it is now. The first change makes the file. */
export async function changeLab<T>(
  {file, clock, load}: LabPlace,
  edit: (seen: SeenLab) => Edit<T>,
): Promise<{readonly kind: 'changed'; readonly result: T} | LabRefusal> {
  if (file === null) return noPlace;
  try {
    return await withFileLock(
      file,
      () => {
        sweepTemporaryFiles(dirname(file));
        const seen = seeLab(load, clock);
        if (seen.kind === 'refused') return seen;
        const {lab, result} = edit(seen);
        if (lab !== null) writeFileAtomically(file, printDocument(labToValue(lab)), {mode: 0o600});
        return {kind: 'changed', result};
      },
      {waitMs},
    );
  } catch (error) {
    return refusalOf(error);
  }
}

const noPlace: LabRefusal = refusal(
  'The lab was not changed',
  'there is no place to keep its file',
  'Set CMPROXY_HOME to a folder.',
);
