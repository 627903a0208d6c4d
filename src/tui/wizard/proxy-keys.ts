// The keys of the proxy page: in a text field letters are text, on the other rows they are keys.
import {helpKey, leaving, quitKey, type WizardBinding} from './keys.ts';

const fieldMoves: readonly WizardBinding[] = [
  {
    keys: ['enter', 'tab'],
    label: 'next',
    help: 'The next field; from the last one the review.',
    action: {type: 'nextField'},
  },
  {keys: ['up'], label: '', help: 'The field above.', action: {type: 'move', by: -1}},
  {keys: ['down'], label: '', help: 'The field below.', action: {type: 'move', by: 1}},
  {
    keys: ['shiftTab'],
    label: '',
    help: 'The field above; from the first one the step before.',
    action: {type: 'previousField'},
  },
  {keys: ['escape'], label: 'back', help: 'The step before; answers stay.', action: {type: 'back'}},
  helpKey(['f1']),
  {
    keys: ['f2'],
    label: 'new account',
    help: 'Create the account where it is missing, or not. Its password is asked just before writing.',
    action: {type: 'createAccount'},
  },
  {keys: ['f3'], label: 'accounts', help: 'Choose an account that exists.', action: {type: 'pick', kind: 'account'}},
  {
    keys: ['f4'],
    label: 'exceptions',
    help: 'Single servers get something else.',
    action: {type: 'pick', kind: 'exception'},
  },
  {keys: ['f5'], label: 'all', help: 'Everyone who inherits, in full.', action: {type: 'view', view: 'preview'}},
  {
    keys: ['f6'],
    label: 'profile',
    help: 'Fill the page from a saved profile; what it does not say stays.',
    action: {type: 'pick', kind: 'profile'},
  },
  {keys: ['pageUp'], label: '', help: 'A page up in a long text.', action: {type: 'pages', by: -1}},
  {keys: ['pageDown'], label: '', help: 'A page down in a long text.', action: {type: 'pages', by: 1}},
  ...leaving,
];

/** On the rows where letters are keys. */
const letters: readonly WizardBinding[] = [
  {keys: ['v'], label: '', help: 'Everyone who inherits, in full.', action: {type: 'view', view: 'preview'}},
  {keys: ['p'], label: '', help: 'Fill the page from a saved profile.', action: {type: 'pick', kind: 'profile'}},
  {keys: ['k'], label: '', help: 'The field above.', action: {type: 'move', by: -1}},
  {keys: ['j'], label: '', help: 'The field below.', action: {type: 'move', by: 1}},
  {...helpKey(['?']), label: ''},
  quitKey,
];

/** While a text field has the keyboard: letters are text. */
export const textFieldKeys: readonly WizardBinding[] = fieldMoves;

export const choiceFieldKeys: readonly WizardBinding[] = [
  {keys: ['right', ' '], label: 'change', help: 'The next answer.', action: {type: 'cycle', by: 1}},
  {keys: ['left'], label: '', help: 'The answer before.', action: {type: 'cycle', by: -1}},
  {keys: ['o'], label: '', help: 'Single servers get something else.', action: {type: 'pick', kind: 'exception'}},
  ...fieldMoves,
  ...letters,
];

export const exceptionsRowKeys: readonly WizardBinding[] = [
  {
    keys: ['o', ' ', 'right'],
    label: 'choose a server',
    help: 'Single servers get something else.',
    action: {type: 'pick', kind: 'exception'},
  },
  ...fieldMoves,
  ...letters,
];

/** The page of one server that is an exception. */
export const exceptionKeys: readonly WizardBinding[] = [
  {
    keys: ['ctrl+d'],
    label: 'drop the exception',
    help: 'This server as all others again.',
    action: {type: 'dropException'},
  },
];
