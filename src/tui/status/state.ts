// The state of the status screen: everything that a drawing or a test needs to know, and nothing else.
import type {RunField, StatusReading} from '../../cmdlets/status/read-status.ts';
import type {StatusColumn} from '../../cmdlets/status/status-rows.ts';
import type {CommandLog, LoggedCommand} from '../command-log.ts';

/** Pages that lie over the table, each a list with a cursor. */
export type PageKind =
  'server' | 'accounts' | 'proxies' | 'history' | 'run' | 'log' | 'help' | 'sort' | 'menu' | 'export' | 'findings';

export interface Page {
  readonly kind: PageKind;
  readonly cursor: number;
  /** What the page is about: the key of a row, or a run. */
  readonly about: string;
}

/** The one text field that has the keyboard. */
export interface Input {
  readonly purpose: 'filter' | 'command' | 'reason' | 'until' | 'siteCode';
  readonly text: string;
}

/** A command of cmproxy that was prepared: shown first, run after consent, as a child process. */
export interface Prepared {
  readonly title: string;
  /** Arguments after `cmproxy`. */
  readonly args: readonly string[];
  /** What it will do, a line each. */
  readonly review: readonly string[];
  /** The site code that has to be typed first, or null. */
  readonly siteCode: string | null;
}

export interface Running {
  readonly prepared: Prepared;
  /** In the command log. */
  readonly id: number;
  readonly lines: readonly string[];
  readonly stopping: boolean;
  /** Set when it has ended. */
  readonly ended: LoggedCommand | null;
}

export interface StatusState {
  /** null until something was read. */
  readonly reading: StatusReading | null;
  /** `cached`: what is shown is the last reading, and a fresh one is on its way. */
  readonly freshness: 'reading' | 'cached' | 'fresh' | 'failed';
  readonly problem: string | null;
  readonly filter: string;
  readonly faultsOnly: boolean;
  readonly all: boolean;
  readonly sort: {readonly column: StatusColumn; readonly descending: boolean};
  /** The key of the row under the cursor; it stays on its row when rows come and go. */
  readonly cursor: string | null;
  readonly marked: ReadonlySet<string>;
  /** The uppermost is the last; the table is below them all. */
  readonly pages: readonly Page[];
  /** The page that was left last. */
  readonly lastPage: Page | null;
  readonly input: Input | null;
  /** What was said for a finding that is being accepted. */
  readonly accepting: {readonly code: string; readonly row: string; readonly reason: string} | null;
  /** The run that is open, field by field; null until it was looked up. */
  readonly runFields: {
    readonly run: string;
    readonly fields: readonly RunField[];
    readonly problem: string | null;
  } | null;
  readonly prepared: Prepared | null;
  readonly running: Running | null;
  readonly log: CommandLog;
  /** What the last key did, or why it did nothing. */
  readonly message: string | null;
  readonly headerHidden: boolean;
  readonly wide: boolean;
}

export const firstState: StatusState = {
  reading: null,
  freshness: 'reading',
  problem: null,
  filter: '',
  faultsOnly: false,
  all: false,
  sort: {column: 'state', descending: false},
  cursor: null,
  marked: new Set(),
  pages: [],
  lastPage: null,
  input: null,
  accepting: null,
  runFields: null,
  prepared: null,
  running: null,
  log: [],
  message: null,
  headerHidden: false,
  wide: false,
};
