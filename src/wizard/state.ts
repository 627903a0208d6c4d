// The wizard's state: everything that a screen, a plain prompt or a test needs to know, and nothing else.
import type {RunProgress} from './run-progress.ts';
import type {FieldKey} from '../model/finding.ts';
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
}

/** One line of step 1. */
export interface ServerChoice {
  readonly key: string;
  readonly system: SiteSystem;
  /** Why it cannot be picked, or null. */
  readonly why: string | null;
}

/** The answers by field. `keep` (several servers): each server's own value. */
export type Answers = Readonly<Record<FieldKey, string>>;
export const keep = '';

export interface WizardState {
  readonly subject: Subject;
  readonly choices: readonly ServerChoice[];
  readonly phase: Phase;
  readonly filter: string;
  readonly filtering: boolean;
  /** Index into the shown choices of step 1. */
  readonly cursor: number;
  readonly marked: ReadonlySet<string>;
  /** Index into the picked servers of step 2; `opened` shows one whole. */
  readonly roleCursor: number;
  readonly opened: boolean;
  readonly answers: Answers;
  /** The picked servers for which the answers were last filled in. */
  readonly answersFor: string;
  readonly createAccount: boolean;
  readonly field: number;
  /** Lines scrolled on the review. */
  readonly scroll: number;
  readonly view: 'plan' | 'script' | 'undoScript' | 'help';
  readonly confirmation: string;
  /** Why the last key did nothing, and what to do. */
  readonly message: string | null;
  readonly progress: RunProgress | null;
}
