// Which of the wizard's keys count in a state.
import {proxyRows} from '../../wizard/answers.ts';
import type {WizardState} from '../../wizard/state.ts';
import {
  confirmKeys,
  editKeys,
  endKeys,
  listKeys,
  pickKeys,
  reviewKeys,
  roleKeys,
  rolesKeys,
  runKeys,
  serversKeys,
  scriptKeys,
  textKeys,
  type WizardBinding,
} from './keys.ts';
import {choiceFieldKeys, exceptionKeys, exceptionsRowKeys, textFieldKeys} from './proxy-keys.ts';

/** The keys that count now. */
export function keysOf(state: WizardState): readonly WizardBinding[] {
  const {phase} = state;
  if (state.editing !== null) return state.editing.what === 'list' ? listKeys : editKeys;
  if (state.picking !== null) return pickKeys;
  if (state.view === 'script' || state.view === 'undoScript') return scriptKeys;
  if (state.view !== 'plan' && phase !== 'run' && phase !== 'end') return textKeys;
  if (phase === 'servers') return serversKeys;
  if (phase === 'role') return state.marked.size > 1 ? rolesKeys : roleKeys;
  if (phase === 'proxy') return proxyKeys(state);
  if (phase === 'review') return reviewKeys;
  if (phase === 'run') return runKeys;
  return phase === 'end' ? endKeys : confirmKeys;
}

function proxyKeys(state: WizardState): readonly WizardBinding[] {
  const row = proxyRows(state)[state.field];
  const own =
    row === undefined || row.kind === 'exceptions'
      ? exceptionsRowKeys
      : row.field.kind === 'text'
        ? textFieldKeys
        : choiceFieldKeys;
  return state.exception === null ? own : [...own, ...exceptionKeys];
}

/** Whether letters are text now. */
export function typesText(state: WizardState): boolean {
  if (state.editing !== null) return true;
  if (state.phase === 'confirm' || state.phase === 'password') return true;
  if (state.phase !== 'proxy' || state.picking !== null || state.view !== 'plan') return false;
  const row = proxyRows(state)[state.field];
  return row?.kind === 'field' && row.field.kind === 'text';
}
