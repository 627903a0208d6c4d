// What is proposed, by options or by an answer file: read before the hierarchy is opened, and settled against it afterwards.
import {isEmptyChange, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {addOverride} from '../../model/override.ts';
import type {ReadAnswerFile} from '../answers/answers-as-read.ts';
import {listOf, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse} from '../refuse.ts';
import {readProposal, refuseKey} from './change-parameters.ts';
import type {Proposal, Proposed} from './proposed.ts';

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
  const overrides = readOverrides(values, context);
  if (overrides.kind === 'refused') return overrides;
  const name = textOf(values, 'Answers');
  if (name === undefined) return readOptions(values, context, overrides.value);
  if (overrides.value.size > 0)
    return refuse(context, exitCodes.usage, {
      what: '--override and --answers were both given',
      why: 'an answer file has its own exceptions',
      todo: 'Write them in the file, under overrides.',
    });
  const file = await fileOf(values, context, {name, given});
  if (file.kind === 'refused') return file;
  const settle = async (open: OpenSite): Promise<Opened<Proposed>> => {
    const {settleAnswers} = await import('../answers/settle-answers.ts');
    const settled = await settleAnswers(context, values, open, file.value);
    return settled.kind === 'refused' || given === undefined ? settled : given.whenSettled(settled.value, open);
  };
  return {kind: 'open', value: {isEmpty: false, settle, file: file.value}};
}

type Overrides = ReadonlyMap<string, DesiredChange>;

function readOverrides(values: Values, context: Context): Opened<Overrides> {
  let overrides: Overrides = new Map();
  for (const text of listOf(values, 'Override')) {
    const parsed = addOverride(overrides, text);
    if (parsed.kind === 'refused') return refuseKey(context, '--override', parsed, settingKeys);
    overrides = parsed.overrides;
  }
  return {kind: 'open', value: overrides};
}

async function readOptions(values: Values, context: Context, overrides: Overrides): Promise<Opened<ReadProposed>> {
  const read = await readProposal(values, context);
  if (read.kind === 'refused') return read;
  const ticket = textOf(values, 'Ticket') ?? null;
  return {
    kind: 'open',
    value: {
      isEmpty: isEmptyChange(read.value.desired) && overrides.size === 0,
      settle: async open => {
        const own = await settledOverrides(context, open, read.value, overrides);
        return own.kind === 'refused' ? own : {kind: 'open', value: {...read.value, overrides: own.value, ticket}};
      },
    },
  };
}

async function settledOverrides(
  context: Context,
  open: OpenSite,
  proposal: Proposal,
  overrides: Overrides,
): Promise<Opened<Overrides>> {
  if (overrides.size === 0) return {kind: 'open', value: overrides};
  const {settleOverrides} = await import('./settle-overrides.ts');
  return settleOverrides(context, open, proposal, overrides);
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
