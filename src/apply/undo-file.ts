// The undo file: what a run is about to change and how to get back, readable by people and usable on any host.
import {join} from 'node:path';
import type {PlannedChange} from '../plan/plan.ts';
import type {RecordValue} from './record.ts';
import {safeJson} from './safe-json.ts';

export const undoSchema = 'cmproxy/undo@1';

export interface UndoFile {
  readonly hierarchyId: string;
  readonly run: string;
  readonly planHash: string;
  readonly at: string;
  /** In the order of undoing: the reverse of the plan. Accounts are not in it; they stay. */
  readonly servers: readonly UndoEntry[];
}

export interface UndoEntry {
  readonly server: string;
  readonly siteCode: string;
  readonly object: 'siteSystem' | 'softwareUpdatePoint';
  /** As the run leaves the record. */
  readonly expect: RecordValue;
  /** As the run found it. */
  readonly restore: RecordValue;
}

export function undoFilePath(folder: string, run: string): string {
  return join(folder, `undo-${run}.yaml`);
}

/** What undoes `changes`, last change first. */
export function undoEntries(changes: readonly PlannedChange[]): readonly UndoEntry[] {
  const reversed = changes.toSorted((a, b) => b.order - a.order);
  return reversed.flatMap(({object, server, siteCode, before, after}) =>
    object === 'account' ? [] : [{server, siteCode, object, expect: after, restore: before}],
  );
}

/** The file as YAML; every value is written as JSON, which YAML reads too, so that no name can become anything else. */
export function undoFileText({hierarchyId, run, planHash, at, servers}: UndoFile): string {
  const lines = [
    `# Goes back to what stood before run ${run}. Use it with: cmproxy undo FILE`,
    '# It refuses another hierarchy, and a record that is no longer what the run left ("expect").',
    `schema: ${undoSchema}`,
    ...Object.entries({hierarchyId, run, planHash, at}).map(([key, value]) => `${key}: ${safeJson(value)}`),
    servers.length === 0 ? 'servers: []' : 'servers:',
    ...servers.map(
      ({server, siteCode, object, expect, restore}) => `  - ${safeJson({server, siteCode, object, expect, restore})}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
