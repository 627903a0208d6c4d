// An answer file as a command uses it: what it says with --set over it, its text, and what it was before.
import type {DesiredChange} from '../../model/desired-change.ts';
import type {AnswerFile} from '../../wizard/answer-file/answer-file.ts';
import type {Places} from '../../wizard/answer-file/read-answers.ts';

export interface ReadAnswerFile extends AnswerFile {
  /** `-` for standard input. */
  readonly name: string;
  /** As it was read, in the shape of this version. */
  readonly text: string;
  /** Of an older version: which one, and the text as it was. */
  readonly migrated: {readonly from: string; readonly before: string} | null;
  readonly places: Places;
  /** What `--set` and `--profile` said: it beats the file. */
  readonly said: DesiredChange;
}
