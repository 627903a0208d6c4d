// What completion offers, and how live names come in.
import type {CompletionKind} from '../cmdlet.ts';

export interface Candidate {
  /** The whole word. */
  readonly text: string;
  readonly about: string;
  /** More of the word follows: no blank after it. */
  readonly open?: boolean;
}

export type LookUp = (kind: CompletionKind, about: {readonly command: string}) => Promise<readonly Candidate[]>;
