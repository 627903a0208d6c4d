// The keys of the status screen. Footer, help, menu and the words after `:` are made from these tables.
import type {Binding} from '../key-table.ts';
import type {StatusEvent} from './events.ts';
import type {StatusState} from './state.ts';

export interface StatusBinding extends Binding<StatusEvent> {
  /** The word after `:`, and the entry of the menu; absent for keys that only move. */
  readonly word?: string;
}

const moving: readonly StatusBinding[] = [
  {keys: ['up', 'k'], label: '', help: 'One up.', action: {type: 'move', by: -1}},
  {keys: ['down', 'j'], label: '', help: 'One down.', action: {type: 'move', by: 1}},
  {keys: ['pageUp'], label: '', help: 'A page up.', action: {type: 'page', pages: -1}},
  {keys: ['pageDown'], label: '', help: 'A page down.', action: {type: 'page', pages: 1}},
  {keys: ['ctrl+u'], label: '', help: 'Half a page up.', action: {type: 'page', pages: -0.5}},
  {keys: ['ctrl+d'], label: '', help: 'Half a page down.', action: {type: 'page', pages: 0.5}},
  {keys: ['home', 'g'], label: '', help: 'To the first.', action: {type: 'edge', end: 'first'}},
  {keys: ['end', 'G'], label: '', help: 'To the last.', action: {type: 'edge', end: 'last'}},
];

const everywhere: readonly StatusBinding[] = [
  {
    keys: ['@'],
    label: '',
    help: 'What this screen has run, with results; copy or run again.',
    word: 'log',
    action: {type: 'goTo', kind: 'log'},
  },
  {
    keys: [':'],
    label: '',
    help: 'Type an action by its name, such as faults or history.',
    action: {type: 'startInput', purpose: 'command'},
  },
  {keys: ['?', 'f1'], label: 'keys', help: 'This help.', word: 'help', action: {type: 'goTo', kind: 'help'}},
  {keys: ['ctrl+z'], label: '', help: 'Suspend; fg comes back.', action: {type: 'suspend'}},
  {keys: ['q', 'ctrl+c'], label: 'quit', help: 'Leave.', word: 'quit', action: {type: 'leave'}},
];

/** While nothing lies over the table. In the order in which the footer shows them. */
export const tableKeys: readonly StatusBinding[] = [
  {
    keys: ['enter'],
    label: 'open',
    help: 'Open the server: who inherits, findings, what to do.',
    action: {type: 'open'},
  },
  {
    keys: ['w'],
    label: 'change',
    help: 'Change the proxy of the marked servers, or of this one: the wizard.',
    word: 'change',
    action: {type: 'change'},
  },
  {keys: [' '], label: 'mark', help: 'Mark or unmark, to change several.', action: {type: 'mark'}},
  {
    keys: ['p'],
    label: 'by proxy',
    help: 'Group by proxy: how many servers use each.',
    word: 'proxies',
    action: {type: 'goTo', kind: 'proxies'},
  },
  {
    keys: ['a'],
    label: 'accounts',
    help: 'Who uses which account.',
    word: 'accounts',
    action: {type: 'goTo', kind: 'accounts'},
  },
  {
    keys: ['!'],
    label: 'faults',
    help: 'Faults, warnings and unknowns only, or everything again.',
    word: 'faults',
    action: {type: 'toggle', what: 'faultsOnly'},
  },
  {
    keys: ['n'],
    label: 'all rows',
    help: 'Also the servers that use no internet, or hide them again.',
    word: 'all',
    action: {type: 'toggle', what: 'all'},
  },
  {
    keys: ['/'],
    label: 'filter',
    help: 'Filter: words; !text the others; -f letters in order; state=fault, site=, proxy=, account=, code=.',
    word: 'filter',
    action: {type: 'startInput', purpose: 'filter'},
  },
  {
    keys: ['h'],
    label: 'history',
    help: 'Every recorded change, and undo.',
    word: 'history',
    action: {type: 'goTo', kind: 'history'},
  },
  {
    keys: ['e', 'ctrl+s'],
    label: 'export',
    help: 'Save what is shown, with its filter and sort.',
    word: 'export',
    action: {type: 'goTo', kind: 'export'},
  },
  {keys: ['r', 'R', 'ctrl+r', 'f5'], label: 'read', help: 'Read again.', word: 'read', action: {type: 'readAgain'}},
  {
    keys: ['x'],
    label: '',
    help: 'Accept a finding of this server until a date, so that it no longer counts.',
    word: 'accept',
    action: {type: 'goTo', kind: 'findings'},
  },
  {
    keys: ['z'],
    label: '',
    help: 'Undo the newest run: looks first, writes only after consent.',
    word: 'undo',
    action: {type: 'undoNewest'},
  },
  {
    keys: ['M'],
    label: '',
    help: 'Mark all that are shown, or unmark them.',
    word: 'mark all',
    action: {type: 'markAll'},
  },
  {
    keys: ['y'],
    label: '',
    help: 'Copy the marked rows, or this one, to the clipboard (OSC 52).',
    word: 'copy',
    action: {type: 'copyRows'},
  },
  {
    keys: ['c'],
    label: '',
    help: 'Copy the command that shows the same, without running it.',
    word: 'copy command',
    action: {type: 'copyCommand'},
  },
  {keys: ['s'], label: '', help: 'Choose the order.', word: 'sort', action: {type: 'goTo', kind: 'sort'}},
  {keys: ['T'], label: '', help: 'Sort by state; again: the other way round.', action: {type: 'sort', column: 'state'}},
  {keys: ['S'], label: '', help: 'Sort by site.', action: {type: 'sort', column: 'site'}},
  {keys: ['N'], label: '', help: 'Sort by server name.', action: {type: 'sort', column: 'server'}},
  {keys: ['P'], label: '', help: 'Sort by proxy.', action: {type: 'sort', column: 'proxy'}},
  {keys: ['A'], label: '', help: 'Sort by account.', action: {type: 'sort', column: 'as'}},
  {keys: ['U'], label: '', help: 'Sort by who uses it.', action: {type: 'sort', column: 'usedBy'}},
  {
    keys: ['ctrl+w'],
    label: '',
    help: 'Whole names, or short ones.',
    word: 'wide',
    action: {type: 'toggle', what: 'wide'},
  },
  {
    keys: ['ctrl+e'],
    label: '',
    help: 'Hide or show the lines above and below the table.',
    word: 'header',
    action: {type: 'toggle', what: 'headerHidden'},
  },
  {keys: ['-'], label: '', help: 'The page that was open last.', action: {type: 'lastPage'}},
  {keys: ['escape'], label: '', help: 'Clear marks and filter; then the menu of all actions.', action: {type: 'back'}},
  ...moving,
  ...everywhere,
];

/** On a page over the table. */
export const pageKeys: readonly StatusBinding[] = [
  {
    keys: ['z'],
    label: '',
    help: 'Undo the run that is open, or the newest: looks first, writes only after consent.',
    action: {type: 'undoNewest'},
  },
  {keys: ['enter'], label: 'choose', help: 'What the line says; on a server: its actions.', action: {type: 'open'}},
  {keys: ['escape', 'backspace', 'left'], label: 'back', help: 'Back.', action: {type: 'back'}},
  {keys: ['w'], label: '', help: 'Change the proxy of this server: the wizard.', action: {type: 'change'}},
  {
    keys: ['c', 'y'],
    label: 'copy',
    help: 'Copy what the line stands for: a command, a name.',
    action: {type: 'copyCommand'},
  },
  {keys: ['r', 'f5'], label: '', help: 'Read again.', action: {type: 'readAgain'}},
  ...moving,
  ...everywhere,
];

/** While a prepared command waits for consent. */
export const consentKeys: readonly StatusBinding[] = [
  {keys: ['enter'], label: 'run it', help: 'Run the command that is shown.', action: {type: 'run'}},
  {
    keys: ['c', 'y'],
    label: 'copy the command',
    help: 'Copy the command without running it.',
    action: {type: 'copyCommand'},
  },
  {keys: ['escape'], label: 'back', help: 'Back; nothing is run.', action: {type: 'back'}},
  {keys: ['ctrl+z'], label: '', help: 'Suspend; fg comes back.', action: {type: 'suspend'}},
  {keys: ['ctrl+c'], label: '', help: 'Leave.', action: {type: 'leave'}},
];

/** While a command runs. */
export const runningKeys: readonly StatusBinding[] = [
  {
    keys: ['ctrl+c'],
    label: 'finish the server in hand and stop; twice: stop now',
    help: 'Ctrl+C for the command.',
    action: {type: 'interrupt'},
  },
];

/** After it has ended. */
export const endedKeys: readonly StatusBinding[] = [
  {keys: ['enter', 'escape', ' ', 'q'], label: 'back', help: 'Back to the screen.', action: {type: 'back'}},
  {keys: ['c', 'y'], label: 'copy the command', help: 'Copy the command.', action: {type: 'copyCommand'}},
  {keys: ['ctrl+z'], label: '', help: 'Suspend; fg comes back.', action: {type: 'suspend'}},
  {keys: ['ctrl+c'], label: '', help: 'Leave.', action: {type: 'leave'}},
];

/** The keys that count now. */
export function keysOf(state: StatusState): readonly StatusBinding[] {
  if (state.running !== null) return state.running.ended === null ? runningKeys : endedKeys;
  if (state.prepared !== null) return consentKeys;
  return state.pages.length > 0 ? pageKeys : tableKeys;
}

/** What `:` and the menu offer: words of the table's keys and of those that are everywhere. */
export const words: readonly (StatusBinding & {readonly word: string})[] = tableKeys.filter(
  (binding): binding is StatusBinding & {readonly word: string} => binding.word !== undefined,
);
