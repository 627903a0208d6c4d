// Which findings count no more. Most homes have accepted none: then nothing is loaded.
import {existsSync} from 'node:fs';
import type {Acceptance} from '../../model/accepted-finding.ts';
import type {Context} from '../context.ts';
import type {Problem} from '../refuse.ts';

export interface Accepted {
  /** null: none. */
  readonly acceptance: Acceptance | null;
  /** Why it is not known what was accepted: then everything counts. */
  readonly problem: Problem | null;
}

const none: Accepted = {acceptance: null, problem: null};

export async function acceptedHere(context: Context, hierarchyId: string): Promise<Accepted> {
  if (context.paths.kind === 'nowhere' || !existsSync(context.paths.paths.acceptedFile)) return none;
  const {readAccepted} = await import('../../settings/accepted-findings.ts');
  const read = readAccepted(context.paths.paths.acceptedFile, hierarchyId);
  if (read.kind === 'refused')
    return {acceptance: null, problem: {...read, what: `${read.what}, so all findings count`}};
  const {acceptanceOf} = await import('../../model/accepted-finding.ts');
  return {acceptance: acceptanceOf(read.findings, context.clock()), problem: null};
}
