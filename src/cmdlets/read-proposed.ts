// What is proposed, from `--set` or from an answer file: read before the hierarchy is opened, and settled against it afterwards.
import {isEmptyChange} from '../model/desired-change.ts';
import type {DesiredChange} from '../model/desired-change.ts';
import {readProposal, type Proposal} from './change-parameters.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import {textOf, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import type {Opened, OpenSite} from './opened.ts';

export interface Proposed extends Proposal {
  readonly overrides: ReadonlyMap<string, DesiredChange>;
  readonly ticket: string | null;
  /** What no file said: by `SITE/SERVER KEY`, or by key for all servers. */
  readonly filled?: ReadonlyMap<string, 'asked' | 'default'>;
}

export interface ReadProposed {
  /** Nothing was said, neither by options nor by a file. */
  readonly isEmpty: boolean;
  readonly settle: (open: OpenSite) => Promise<Opened<Proposed>>;
  /** The answer file as it was read, with what --set says. */
  readonly file?: ReadAnswerFile;
}

export async function readProposed(values: Values, context: Context): Promise<Opened<ReadProposed>> {
  const name = textOf(values, 'Answers');
  if (name !== undefined) {
    const {answeredProposal, readAnswerFile} = await import('./read-answer-file.ts');
    const file = await readAnswerFile(context, values, name);
    if (file.kind === 'refused') return file;
    const settle = (open: OpenSite): Promise<Opened<Proposed>> => answeredProposal(context, values, open, file.value);
    return {kind: 'open', value: {isEmpty: false, settle, file: file.value}};
  }
  const read = await readProposal(values, context);
  if (read.kind === 'refused') return read;
  const proposed: Proposed = {...read.value, overrides: new Map(), ticket: textOf(values, 'Ticket') ?? null};
  return {
    kind: 'open',
    value: {isEmpty: isEmptyChange(read.value.desired), settle: () => Promise.resolve({kind: 'open', value: proposed})},
  };
}
