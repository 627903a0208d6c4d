// What is proposed, from `--set` or from an answer file: read before the hierarchy is opened, and settled against it afterwards.
import {isEmptyChange} from '../../model/desired-change.ts';
import type {DesiredChange} from '../../model/desired-change.ts';
import {readProposal, type Proposal} from './change-parameters.ts';
import type {ReadAnswerFile} from '../answers/answers-as-read.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';

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

/** Answers that a replay has read already. */
export interface GivenAnswers {
  readonly file: ReadAnswerFile;
  /** Nobody is there to look: what is overwritten is a warning. */
  readonly unattended: boolean;
  /** Called once the answers are complete, before the plan is shown; a refusal ends the command. */
  readonly whenSettled: (proposed: Proposed, open: OpenSite) => Promise<Opened<Proposed>>;
}

export async function readProposed(
  values: Values,
  context: Context,
  given?: GivenAnswers,
): Promise<Opened<ReadProposed>> {
  const name = textOf(values, 'Answers');
  if (name !== undefined) {
    const file = await fileOf(values, context, {name, given});
    if (file.kind === 'refused') return file;
    const settle = async (open: OpenSite): Promise<Opened<Proposed>> => {
      const {settleAnswers} = await import('../answers/settle-answers.ts');
      const settled = await settleAnswers(context, values, open, file.value);
      return settled.kind === 'refused' || given === undefined ? settled : given.whenSettled(settled.value, open);
    };
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

async function fileOf(
  values: Values,
  context: Context,
  {name, given}: {readonly name: string; readonly given: GivenAnswers | undefined},
): Promise<Opened<ReadAnswerFile>> {
  if (given !== undefined) return {kind: 'open', value: given.file};
  const {readAnswerFile} = await import('../answers/read-answer-file.ts');
  const read = await readAnswerFile(context, values, name);
  if (read.kind === 'open' && read.value.migrated !== null)
    context.message(
      `The answers are of an older version (${read.value.migrated.from}) and are taken as this one reads them; \`cmproxy replay\` rewrites the file.`,
    );
  return read;
}
