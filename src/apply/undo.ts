// Plans the way back from a run: the records as it found them, unless someone else has changed them since.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import type {Hierarchy} from '../model/hierarchy.ts';
import {serviceConnectionPointRole} from '../model/roles.ts';
import {siteSystemKey} from '../model/server-name.ts';
import type {PlannedChange} from '../plan/plan.ts';
import {reverseChanges} from '../plan/undo-plan.ts';
import {differenceText, type RecordDifference} from './check-records.ts';
import {findUndoable, type Undoable} from './find-undoable.ts';
import {hasEffectOf, recordOn} from './record.ts';
import {refusal, type Refusal} from './refusal.ts';
import type {RunnablePlan} from './run-input.ts';
import {safeJson} from './safe-json.ts';
import {missingText} from './site-record.ts';

export interface UndoRequest {
  /** Read just now. */
  readonly hierarchy: Hierarchy;
  readonly hierarchyId: string;
  readonly connection: string;
  readonly journalFolder: string;
  /** The run to undo; without it and without a file the newest run that is not undone. */
  readonly run?: string | undefined;
  readonly undoFile?: string | undefined;
  /** Go back although someone changed a record since. */
  readonly overwrite: boolean;
}

export interface PlannedUndo {
  readonly kind: 'undo';
  /** For `runPlan` with operation `undo`. */
  readonly plan: RunnablePlan;
  /** The id of the run that it undoes: `undoes` of `runPlan`. */
  readonly undoes: string;
  readonly of: Undoable;
  /** What the provider cannot write back, in words. */
  readonly cannotRestore: ReturnType<typeof reverseChanges>['cannotRestore'];
  /** Accounts that the run created; they stay. */
  readonly accountsLeft: readonly {readonly siteCode: string; readonly userName: string}[];
  /** Records that someone changed since and that `overwrite` gives up. */
  readonly overwritten: readonly RecordDifference[];
  readonly notices: readonly string[];
}

export type UndoOutcome =
  | PlannedUndo
  /** Nothing is left to undo: exit code 0. */
  | {readonly kind: 'nothing'; readonly text: string}
  | (Refusal & {readonly exitCode: ExitCode; readonly differences: readonly RecordDifference[]});

/** What an undo would write, for review. Writes nothing. Only servers that the run wrote to are touched. */
export async function planUndo(request: UndoRequest): Promise<UndoOutcome> {
  const of = await findUndoable(request);
  if (of.kind === 'nothing') return of;
  if (of.kind === 'refused') return {...of, differences: []};
  const looked = lookAtRecords(request.hierarchy, of);
  if (looked.unreadable.length > 0) {
    const why = looked.unreadable.slice(0, 5).join('; ');
    return {
      ...refusal(`Run ${of.run} was not undone`, why, 'Try again when it can be read.'),
      exitCode: exitCodes.unknown,
      differences: [],
    };
  }
  if (looked.changed.length > 0 && !request.overwrite) {
    const shown = looked.changed.slice(0, 5).map(differenceText).join('; ');
    const more = looked.changed.length > 5 ? `; and ${looked.changed.length - 5} more` : '';
    return {
      ...refusal(
        `Run ${of.run} was not undone`,
        `someone changed it since: ${shown}${more}`,
        'Look at the change; --overwrite goes back all the same.',
      ),
      exitCode: exitCodes.stale,
      differences: looked.changed,
    };
  }
  const {changes, cannotRestore} = reverseChanges(looked.toUndo);
  if (changes.length === 0)
    return {kind: 'nothing', text: `Run ${of.run}: every record already is as it was before; nothing was written.`};
  return {
    kind: 'undo',
    plan: {
      hash: hashOf(request.hierarchyId, changes),
      hierarchyId: request.hierarchyId,
      ticket: of.ticket,
      confirm: serviceConnectionPointSite(request.hierarchy, changes),
      changes,
    },
    undoes: of.run,
    of,
    cannotRestore,
    accountsLeft: of.accountsLeft,
    overwritten: looked.changed,
    notices: looked.notices,
  };
}

interface Looked {
  /** In the order of the run, with `after` as the record stands now. */
  readonly toUndo: readonly PlannedChange[];
  readonly changed: readonly RecordDifference[];
  readonly unreadable: readonly string[];
  readonly notices: readonly string[];
}

function lookAtRecords(hierarchy: Hierarchy, of: Undoable): Looked {
  const systems = new Map(hierarchy.siteSystems.map(system => [siteSystemKey(system.siteCode, system.server), system]));
  const looked = {
    toUndo: [] as PlannedChange[],
    changed: [] as RecordDifference[],
    unreadable: [] as string[],
    notices: [] as string[],
  };
  for (const {change, certain} of of.changes) {
    if (change.object === 'account') continue;
    const {server, siteCode, object, before, after} = change;
    const system = systems.get(siteSystemKey(siteCode, server));
    const now = system === undefined || !system.readable ? null : recordOn(system, object);
    if (now === null) {
      const why = system === undefined ? 'it is not visible to this account' : (system.why ?? missingText(change));
      looked.unreadable.push(`${siteCode}/${server} could not be read: ${why}`);
    } else if (hasEffectOf(now, after)) looked.toUndo.push(withAfter(change, now));
    else if (hasEffectOf(now, before)) {
      if (!certain)
        looked.notices.push(
          `${siteCode}/${server}: the run's write is not seen there, so nothing is written to it; look again later`,
        );
    } else {
      looked.changed.push({server, siteCode, object, expected: after, found: now});
      looked.toUndo.push(withAfter(change, now));
    }
  }
  return looked;
}

/** The same change as if it had led to `now`. */
function withAfter(change: PlannedChange, now: PlannedChange['after']): PlannedChange {
  if (change.object === 'siteSystem' && 'enabled' in now) return {...change, after: now};
  if (change.object === 'softwareUpdatePoint' && 'useProxy' in now) return {...change, after: now};
  return change;
}

/** The site code to type where the service connection point's server is written to; null where it is not. */
function serviceConnectionPointSite(hierarchy: Hierarchy, changes: readonly PlannedChange[]): string | null {
  const written = new Set(changes.map(({siteCode, server}) => siteSystemKey(siteCode, server)));
  const point = hierarchy.siteSystems.find(
    system =>
      system.roles.some(({name}) => name === serviceConnectionPointRole) &&
      written.has(siteSystemKey(system.siteCode, system.server)),
  );
  return point?.siteCode ?? null;
}

function hashOf(hierarchyId: string, changes: readonly PlannedChange[]): string {
  const text = safeJson({hierarchyId, changes});
  return `sha256:${process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex')}`;
}
