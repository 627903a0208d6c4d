// The keys of the wizard, a table for each place. Footer and help are made from them.
import type {WizardEvent} from '../../wizard/events.ts';
import type {Binding} from '../key-table.ts';

/** What the screen itself does; everything else is an event of the wizard. */
export type WizardAction =
  | WizardEvent
  | {readonly type: 'leave'}
  | {readonly type: 'interrupt'}
  | {readonly type: 'suspend'}
  | {readonly type: 'copyCommand'}
  | {readonly type: 'saveAnswers'}
  | {readonly type: 'takeUp'; readonly anew: boolean}
  /** By a page of the list or text in front, as high as it is drawn. */
  | {readonly type: 'pages'; readonly by: number};

export type WizardBinding = Binding<WizardAction>;

export const moving: readonly WizardBinding[] = [
  {keys: ['up', 'k'], label: '', help: 'One up.', action: {type: 'move', by: -1}},
  {keys: ['down', 'j'], label: '', help: 'One down.', action: {type: 'move', by: 1}},
  {keys: ['pageUp'], label: '', help: 'A page up.', action: {type: 'pages', by: -1}},
  {keys: ['pageDown'], label: '', help: 'A page down.', action: {type: 'pages', by: 1}},
  {keys: ['ctrl+u'], label: '', help: 'Half a page up.', action: {type: 'pages', by: -0.5}},
  {keys: ['ctrl+d'], label: '', help: 'Half a page down.', action: {type: 'pages', by: 0.5}},
  {keys: ['home', 'g'], label: '', help: 'To the first.', action: {type: 'edge', end: 'first'}},
  {keys: ['end', 'G'], label: '', help: 'To the last.', action: {type: 'edge', end: 'last'}},
];

export const leaving: readonly WizardBinding[] = [
  {keys: ['ctrl+z'], label: '', help: 'Suspend; fg comes back.', action: {type: 'suspend'}},
  {keys: ['ctrl+c'], label: 'leave', help: 'Leave. The answers are kept, nothing is written.', action: {type: 'leave'}},
];

export const backKey = (label: string): WizardBinding => ({
  keys: ['escape', 'shiftTab'],
  label,
  help: 'Back; answers stay.',
  action: {type: 'back'},
});

export const helpKey = (keys: readonly string[]): WizardBinding => ({
  keys,
  label: 'help',
  help: 'This help.',
  action: {type: 'view', view: 'help'},
});

/** Where letters are keys. */
export const quitKey: WizardBinding = {
  keys: ['q'],
  label: '',
  help: 'Leave and forget the answers; asks once more. Nothing is written.',
  action: {type: 'quit'},
};

export const serversKeys: readonly WizardBinding[] = [
  {keys: [' '], label: 'mark', help: 'Mark or unmark the server.', action: {type: 'mark'}},
  {
    keys: ['enter', 'tab'],
    label: 'next',
    help: 'On with the marked servers; without marks with this one.',
    action: {type: 'next'},
  },
  {
    keys: ['/'],
    label: 'filter',
    help: 'Filter: all words must be there; !words: the others.',
    action: {type: 'edit', what: 'filter'},
  },
  {keys: ['a'], label: 'all shown', help: 'Mark all that the filter shows, or unmark them.', action: {type: 'markAll'}},
  {keys: ['v'], label: 'list', help: 'Paste or type a list of servers.', action: {type: 'edit', what: 'list'}},
  backKey('clear'),
  helpKey(['?', 'f1']),
  ...moving,
  quitKey,
  ...leaving,
];

export const roleKeys: readonly WizardBinding[] = [
  {keys: ['enter', 'tab'], label: 'next', help: 'On to the proxy.', action: {type: 'next'}},
  backKey('back'),
  helpKey(['?', 'f1']),
  ...moving,
  quitKey,
  ...leaving,
];

/** For several servers Enter opens one. */
export const rolesKeys: readonly WizardBinding[] = [
  {keys: ['tab'], label: 'next', help: 'On to the proxy.', action: {type: 'next'}},
  {
    keys: ['enter', 'o'],
    label: 'open one',
    help: 'Open the server under the cursor, or close it.',
    action: {type: 'open'},
  },
  backKey('back'),
  helpKey(['?', 'f1']),
  ...moving,
  quitKey,
  ...leaving,
];

export const pickKeys: readonly WizardBinding[] = [
  {keys: ['enter', ' ', 'right'], label: 'choose', help: 'Choose the line.', action: {type: 'choose'}},
  {keys: ['escape', 'shiftTab', 'left'], label: 'back', help: 'Back.', action: {type: 'back'}},
  ...moving,
  ...leaving,
];

export const reviewKeys: readonly WizardBinding[] = [
  {
    keys: ['enter', 'tab'],
    label: 'write',
    help: 'On to the consent. Nothing is written before it.',
    action: {type: 'next'},
  },
  {
    keys: ['e', 'right'],
    label: 'edit line',
    help: 'Edit what the line under the cursor says, and come back.',
    action: {type: 'editLine'},
  },
  {keys: ['v'], label: 'all', help: 'The whole plan.', action: {type: 'view', view: 'all'}},
  {keys: ['i'], label: 'notes', help: 'Findings that are information.', action: {type: 'view', view: 'notes'}},
  {
    keys: ['s'],
    label: 'script',
    help: 'The change as a Configuration Manager script.',
    action: {type: 'view', view: 'script'},
  },
  {keys: ['d'], label: 'undo script', help: 'The script that goes back.', action: {type: 'view', view: 'undoScript'}},
  {
    keys: ['t'],
    label: 'ticket',
    help: 'A ticket number, kept in plan and journal.',
    action: {type: 'edit', what: 'ticket'},
  },
  {
    keys: ['x'],
    label: 'how it runs',
    help: 'Steps, a pause after the first server, when to stop.',
    action: {type: 'pick', kind: 'options'},
  },
  {
    keys: ['f'],
    label: 'save only',
    help: 'Save the answers to a file and write nothing.',
    action: {type: 'saveAnswers'},
  },
  {
    keys: ['c'],
    label: 'copy',
    help: 'Copy the command that will run, without running it.',
    action: {type: 'copyCommand'},
  },
  backKey('back'),
  helpKey(['?', 'f1']),
  ...moving,
  quitKey,
  ...leaving,
];

/** Over a step: script, help, notes, everything. */
export const textKeys: readonly WizardBinding[] = [
  {keys: ['escape', 'enter', 'shiftTab', 'q'], label: 'back', help: 'Back.', action: {type: 'back'}},
  {keys: ['c'], label: '', help: 'Copy the command.', action: {type: 'copyCommand'}},
  ...moving,
  ...leaving,
];

/** Over the review: its script. */
export const scriptKeys: readonly WizardBinding[] = [
  {
    keys: ['tab', 'n', 'right'],
    label: 'next form',
    help: 'The next form: cmdlets, commands, answer file, DSC, Ansible.',
    action: {type: 'nextForm', by: 1},
  },
  {keys: ['p', 'left'], label: '', help: 'The form before.', action: {type: 'nextForm', by: -1}},
  ...textKeys,
];

export const confirmKeys: readonly WizardBinding[] = [
  {
    keys: ['escape', 'shiftTab'],
    label: 'back',
    help: 'Back to the review; nothing is written.',
    action: {type: 'back'},
  },
  ...leaving,
];

export const runKeys: readonly WizardBinding[] = [
  {
    keys: ['ctrl+c'],
    label: 'finish the server in hand and stop; twice: stop now',
    help: 'Ctrl+C for the run.',
    action: {type: 'interrupt'},
  },
  {keys: ['up'], label: '', help: 'One up.', action: {type: 'move', by: -1}},
  {keys: ['down'], label: '', help: 'One down.', action: {type: 'move', by: 1}},
];

export const endKeys: readonly WizardBinding[] = [
  {
    keys: ['enter', 'q', 'escape', ' ', 'ctrl+c'],
    label: 'leave',
    help: 'Leave; this stays in the scrollback.',
    action: {type: 'leave'},
  },
  {keys: ['c'], label: 'copy the command', help: 'Copy the command that repeats it.', action: {type: 'copyCommand'}},
  {keys: ['up', 'k'], label: '', help: 'One up.', action: {type: 'move', by: -1}},
  {keys: ['down', 'j'], label: '', help: 'One down.', action: {type: 'move', by: 1}},
];

/** While a list is given: it is marked piece by piece. */
export const listKeys: readonly WizardBinding[] = [
  {
    keys: ['enter', 'tab'],
    label: 'mark them',
    help: 'Mark what the line names; in the empty field: back to the servers.',
    action: {type: 'endEdit', taken: true},
  },
  {keys: ['escape', 'shiftTab'], label: 'back', help: 'Back to the servers.', action: {type: 'endEdit', taken: false}},
  {keys: ['up'], label: '', help: 'One line up in what did not match.', action: {type: 'move', by: -1}},
  {keys: ['down'], label: '', help: 'One line down.', action: {type: 'move', by: 1}},
  ...leaving,
];

/** The keys that count while a small field has the keyboard. */
export const editKeys: readonly WizardBinding[] = [
  {keys: ['enter'], label: 'take it', help: 'Take what was typed.', action: {type: 'endEdit', taken: true}},
  {keys: ['escape'], label: 'leave it', help: 'Leave it as it was.', action: {type: 'endEdit', taken: false}},
  ...leaving,
];
