// The wizard's state: everything that a screen, a plain prompt or a test needs to know, and nothing else.
import type {NameProblem} from './mark-names.ts';
import type {RunProgress} from './run-progress.ts';
import type {DesiredChange} from '../model/desired-change.ts';
import type {FieldKey} from '../model/finding.ts';
import type {ScriptForm} from '../plan/script/script-forms.ts';
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';

export const steps = ['servers', 'role', 'proxy', 'review'] as const;
export type Step = (typeof steps)[number];
/** After the four steps: confirming, giving a password, running, done. */
export type Phase = Step | 'confirm' | 'password' | 'run' | 'end';

/** Titles are those of the page's procedure. */
export const stepTitles: Readonly<Record<Step, string>> = {
  servers: 'Site system server',
  role: 'Site system role',
  proxy: 'Proxy',
  review: 'Review and OK',
};

/** What the wizard works on; the same for its whole life. */
export interface Subject {
  readonly hierarchy: Hierarchy;
  readonly hierarchyId: string;
  readonly connection: string;
  readonly origin: 'lab' | 'snapshot' | 'live';
  readonly readAt: string;
  readonly readAs: string | null;
  readonly mayWrite: boolean;
  readonly whyNot: string | null;
  readonly toolVersion: string;
  readonly profiles: SavedProfiles;
}

/** What can fill the proxy page. */
export interface SavedProfiles {
  readonly all: readonly {readonly name: string; readonly description: string; readonly settings: DesiredChange}[];
  /** Why they could not be read, or null. */
  readonly why: string | null;
}

export const noProfiles: SavedProfiles = {all: [], why: null};

/** One line of step 1. */
export interface ServerChoice {
  readonly key: string;
  readonly system: SiteSystem;
  /** The short name where it is the only one of its site with it. */
  readonly name: string;
  /** Why it cannot be picked, or null. */
  readonly why: string | null;
  /** Lower case: what a filter looks through. */
  readonly search: string;
}

/** The answers by field. `keep` (several servers): each server's own value. */
export type Answers = Readonly<Record<FieldKey, string>>;
export const keep = '';

/** What is answered otherwise for one server; a field that is not here is as for the others. */
export type Exception = Readonly<Partial<Record<FieldKey, string>>>;

/** How the run goes; texts as typed, '' for not wanted. */
export interface RunChoices {
  /** Steps such as `1,10,25%`. */
  readonly serial: string;
  /** A duration such as 10m, waited after the first server. */
  readonly pause: string;
  readonly maxFailures: string;
}

/** A list that lies over a step, with a cursor. */
export interface Picking {
  readonly kind: 'account' | 'profile' | 'exception' | 'options';
  readonly cursor: number;
}

/** What lies over a step instead of it. */
export type View = 'plan' | 'script' | 'undoScript' | 'help' | 'notes' | 'all' | 'preview';

/** The text field of a step that is no field of the proxy page. */
export type Editing = 'filter' | 'list' | 'ticket' | keyof RunChoices;

export interface WizardState {
  readonly subject: Subject;
  readonly choices: readonly ServerChoice[];
  readonly phase: Phase;
  readonly filter: string;
  /** null: no such field has the keyboard. */
  readonly editing: {readonly what: Editing; readonly text: string} | null;
  /** Index into the shown choices of step 1. */
  readonly cursor: number;
  readonly marked: ReadonlySet<string>;
  /** What lists named and could not be marked, while they are given. */
  readonly listProblems: readonly NameProblem[];
  /** Index into the picked servers of step 2; `opened` shows one whole. */
  readonly roleCursor: number;
  readonly opened: boolean;
  readonly answers: Answers;
  /** The picked servers for which the answers were last filled in. */
  readonly answersFor: string;
  /** By the key of the server. */
  readonly exceptions: ReadonlyMap<string, Exception>;
  /** The server whose exception is on the proxy page; null: what is for all. */
  readonly exception: string | null;
  readonly createAccount: boolean;
  /** Index into the rows of the proxy page. */
  readonly field: number;
  readonly picking: Picking | null;
  /** Lines scrolled in a text. */
  readonly scroll: number;
  /** Index into the lines of the review. */
  readonly reviewCursor: number;
  /** A line of the review is being edited: going on from the proxy page leads back there. */
  readonly fromReview: boolean;
  readonly view: View;
  /** In which form the script is shown. */
  readonly form: ScriptForm;
  readonly ticket: string;
  readonly run: RunChoices;
  readonly confirmation: string;
  /** The last key asked to leave and forget: the same key once more does. */
  readonly quitAsked: boolean;
  /** Why the last key did nothing, and what to do. */
  readonly message: string | null;
  readonly progress: RunProgress | null;
  /** Servers that changed since these answers were given, and how; only after a session was taken up again. */
  readonly changedMeanwhile: ReadonlyMap<string, string>;
}
