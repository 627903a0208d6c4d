// What all lab commands share: the lab's file, its actions loaded on demand, and a file problem told as a refusal.
import {FileProblem} from '../../files/file-problem.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {LabResult} from '../../sites/lab/lab-result.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {withoutAgreement} from '../agree-to-keep.ts';
import type {Cmdlet, Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {needPaths} from '../open-site.ts';
import {refused} from '../refuse.ts';

export const loadLabActions = () => import('./lab-actions.ts');

/** A cmdlet that is given the path of the lab file. One that changes it says so by `supportsShouldProcess`. */
export function lab(
  definition: Omit<Cmdlet, 'run'>,
  run: (values: Values, context: Context, file: string) => Promise<ExitCode>,
): Cmdlet {
  return {
    ...definition,
    run: async (values, context) => {
      const paths = needPaths(context);
      if (paths.kind === 'refused') return paths.exitCode;
      if (definition.supportsShouldProcess === true) {
        const ended = await withoutAgreement(context, {
          operation: definition.name,
          target: 'lab',
          readOnly: 'refused',
        });
        if (ended !== null) return ended;
      }
      try {
        return await run(values, context, paths.value.labFile);
      } catch (error) {
        if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
        throw error;
      }
    },
  };
}

/** Says what an action did, or why it did not. */
export function finish(context: Context, result: LabResult, text: string): ExitCode {
  if (result.kind === 'refused') return refused(context, exitCodes.failed, result);
  context.message(makeSafe(text));
  return exitCodes.done;
}
