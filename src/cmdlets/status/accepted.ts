// Which findings count no more. Most homes have accepted none: then nothing is loaded.
import {existsSync} from 'node:fs';
import {exitCodes} from '../../model/exit-codes.ts';
import type {Acceptance} from '../../model/accepted-finding.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';

/** null: none. */
export async function acceptance(context: Context, hierarchyId: string): Promise<Opened<Acceptance | null>> {
  if (context.paths.kind === 'nowhere' || !existsSync(context.paths.paths.acceptedFile))
    return {kind: 'open', value: null};
  const {readAccepted} = await import('../../settings/accepted-findings.ts');
  const read = readAccepted(context.paths.paths.acceptedFile, hierarchyId);
  if (read.kind === 'refused') return refuse(context, exitCodes.failed, read);
  const {acceptanceOf} = await import('../../model/accepted-finding.ts');
  return {kind: 'open', value: acceptanceOf(read.findings, context.clock())};
}
