// An answer file as a command uses it: what it says, its text, and what --set said over it.
import type {DesiredChange} from '../model/desired-change.ts';
import type {AnswerFile} from '../wizard/answer-file/answer-file.ts';

export interface ReadAnswerFile extends AnswerFile {
  /** As it was read, in the shape of this version. */
  readonly text: string;
  /** What `--set` said: it beats the file. */
  readonly said: DesiredChange;
}
