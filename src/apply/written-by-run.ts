// What a run wrote, as changes that a script can be made of.
import type {ScriptSource} from '../plan/script/script-parts.ts';
import type {HistoryPlace} from './history.ts';
import {journalPath} from './journal/journal-path.ts';
import {mayHaveWritten, readRuns} from './journal/read-runs.ts';
import {refusal, type Refusal} from './refusal.ts';

/** null where the journal does not have the run. */
export function writtenByRun(
  {journalFolder, connection, hierarchyId}: HistoryPlace,
  run: string,
): {readonly kind: 'written'; readonly source: ScriptSource} | Refusal | null {
  const read = readRuns(journalPath(journalFolder, connection, hierarchyId));
  if (read.kind === 'refused') return read;
  const found = read.runs.find(candidate => candidate.run === run);
  if (found === undefined) return null;
  if (!found.trusted)
    return refusal(
      `Run ${run} cannot be shown as a script`,
      "the journal's chain is broken before its end",
      'Make a new plan.',
    );
  if (found.start.operation === 'account')
    return refusal(
      `Run ${run} cannot be shown as a script`,
      'it changed accounts, which need a password',
      'See: cmproxy account',
    );
  const changes = found.changes.filter(mayHaveWritten).map(({change}, index) => ({...change, order: index + 1}));
  const {planHash, ticket, toolVersion, at} = found;
  return {kind: 'written', source: {changes, planHash, hierarchyId, createdAt: at, ticket, toolVersion}};
}
