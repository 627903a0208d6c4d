// What can happen in the wizard.
import type {FieldKey} from '../model/finding.ts';
import type {Editing, Picking, View} from './state.ts';

export type WizardEvent =
  | {readonly type: 'move'; readonly by: number}
  /** By pages of that many rows. */
  | {readonly type: 'page'; readonly by: number; readonly rows: number}
  | {readonly type: 'edge'; readonly end: 'first' | 'last'}
  | {readonly type: 'mark'}
  | {readonly type: 'markAll'}
  | {readonly type: 'open'}
  | {readonly type: 'next'}
  | {readonly type: 'back'}
  /** On the proxy page: to the next field; from the last one, and where a line of the review is edited, on. */
  | {readonly type: 'nextField'}
  | {readonly type: 'previousField'}
  | {readonly type: 'edit'; readonly what: Editing}
  | {readonly type: 'type'; readonly text: string}
  | {readonly type: 'endEdit'; readonly taken: boolean}
  /** Names of servers, however they are parted: marked at once, while a list is given. */
  | {readonly type: 'list'; readonly text: string}
  | {readonly type: 'answer'; readonly key: FieldKey; readonly value: string}
  | {readonly type: 'cycle'; readonly by: number}
  | {readonly type: 'createAccount'}
  | {readonly type: 'pick'; readonly kind: Picking['kind']}
  | {readonly type: 'choose'}
  | {readonly type: 'dropException'}
  | {readonly type: 'editLine'}
  /** Asks once more; the second time who draws it leaves. */
  | {readonly type: 'quit'}
  | {readonly type: 'view'; readonly view: View}
  /** The script in the next form, or the one before. */
  | {readonly type: 'nextForm'; readonly by: 1 | -1}
  | {readonly type: 'confirmation'; readonly text: string}
  | {readonly type: 'confirm'}
  | {readonly type: 'passwordGiven'}
  | {readonly type: 'runLine'; readonly line: string}
  | {readonly type: 'stopping'}
  | {readonly type: 'runEnded'; readonly exitCode: number; readonly text: string}
  | {readonly type: 'say'; readonly text: string};
