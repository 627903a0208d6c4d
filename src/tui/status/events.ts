// What can happen on the status screen, and what it asks of the world.
import type {RunField, StatusReading} from '../../cmdlets/status/read-status.ts';
import type {StatusColumn} from '../../cmdlets/status/status-rows.ts';
import type {Input, PageKind, Prepared} from './state.ts';

export type StatusEvent =
  | {readonly type: 'move'; readonly by: number}
  | {readonly type: 'page'; readonly pages: number}
  | {readonly type: 'edge'; readonly end: 'first' | 'last'}
  | {readonly type: 'open'}
  | {readonly type: 'back'}
  | {readonly type: 'mark'}
  | {readonly type: 'markAll'}
  | {readonly type: 'toggle'; readonly what: 'faultsOnly' | 'all' | 'headerHidden' | 'wide'}
  | {readonly type: 'sort'; readonly column: StatusColumn}
  | {readonly type: 'goTo'; readonly kind: PageKind; readonly about?: string}
  | {readonly type: 'lastPage'}
  | {readonly type: 'setFilter'; readonly filter: string}
  | {readonly type: 'startInput'; readonly purpose: Input['purpose']}
  | {readonly type: 'type'; readonly text: string}
  | {readonly type: 'endInput'; readonly taken: boolean}
  | {readonly type: 'change'}
  | {readonly type: 'readAgain'}
  | {readonly type: 'read'; readonly reading: StatusReading; readonly cached: boolean}
  | {readonly type: 'readFailed'; readonly text: string}
  | {readonly type: 'copyRows'}
  | {readonly type: 'copyCommand'}
  | {readonly type: 'copyText'; readonly text: string; readonly what: string}
  | {readonly type: 'undoNewest'}
  | {readonly type: 'undo'; readonly run: string}
  | {
      readonly type: 'runRead';
      readonly run: string;
      readonly fields: readonly RunField[];
      readonly problem: string | null;
    }
  | {readonly type: 'accept' | 'takeBack'; readonly code: string; readonly row: string}
  | {readonly type: 'export'; readonly format: 'csv' | 'json' | 'plain'}
  | {readonly type: 'prepare'; readonly prepared: Prepared}
  | {readonly type: 'run'}
  | {readonly type: 'interrupt'}
  | {readonly type: 'line'; readonly id: number; readonly text: string}
  | {readonly type: 'ended'; readonly id: number; readonly exitCode: number; readonly text: string; readonly at: Date}
  | {readonly type: 'say'; readonly text: string}
  | {readonly type: 'leave'}
  | {readonly type: 'suspend'};

export type StatusEffect =
  | {readonly type: 'leave'}
  | {readonly type: 'suspend'}
  | {readonly type: 'wizard'; readonly servers: readonly string[]}
  | {readonly type: 'read'}
  | {readonly type: 'lookAtRun'; readonly run: string}
  | {readonly type: 'copy'; readonly text: string; readonly what: string}
  /** Looks what an undo would write, and prepares it. */
  | {readonly type: 'lookAtUndo'; readonly run: string}
  | {readonly type: 'start'; readonly id: number; readonly prepared: Prepared}
  | {readonly type: 'interrupt'; readonly id: number};

export interface Updated<State> {
  readonly state: State;
  readonly effects: readonly StatusEffect[];
}
