// What an action on the lab gives back: done, or why not and what to do.
import {FileProblem} from '../../files/file-problem.ts';

export interface LabRefusal {
  readonly kind: 'refused';
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

export type LabResult = {readonly kind: 'done'} | LabRefusal;

export const done: LabResult = {kind: 'done'};

export function refusal(what: string, why: string, todo: string): LabRefusal {
  return {kind: 'refused', what, why, todo};
}

/** A problem with a file as a refusal; anything else is thrown on. */
export function refusalOf(error: unknown): LabRefusal {
  if (error instanceof FileProblem) return refusal(error.what, error.why, error.todo);
  throw error;
}
