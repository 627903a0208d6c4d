// Reads an answer file, or standard input, and puts what --set says over it. Nothing is written, and no hierarchy is needed.
import {readStandardInput, readTextFile} from '../../files/read-text-file.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {currentAnswers} from '../../wizard/answer-file/migrate-answers.ts';
import type {PlacedProblem} from '../../wizard/answer-file/problem.ts';
import {readAnswers} from '../../wizard/answer-file/read-answers.ts';
import {sayOver} from '../../wizard/answer-file/say-over.ts';
import {readSaid} from '../change/change-parameters.ts';
import {listOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import {refuse, type Problem} from '../refuse.ts';

const oneMegabyte = 1_000_000;

export type LoadedAnswers =
  | {readonly kind: 'loaded'; readonly file: ReadAnswerFile}
  | {
      readonly kind: 'refused';
      readonly exitCode: ExitCode;
      readonly problem: Problem;
      /** All that is wrong with the answers, where the file could be read as a text. */
      readonly problems?: readonly PlacedProblem[];
    };

/** The file alone. `-` is standard input. */
export async function loadAnswers(name: string): Promise<LoadedAnswers> {
  const shown = name === '-' ? 'Standard input' : `The answer file ${name}`;
  const limits = {maxBytes: oneMegabyte, what: shown};
  const read = name === '-' ? await readStandardInput(oneMegabyte) : readTextFile(name, limits);
  if (read.kind === 'refused') return {kind: 'refused', exitCode: exitCodes.failed, problem: read.problem};
  if (read.kind === 'missing') {
    const problem = {what: `${shown} could not be read`, why: 'there is no such file', todo: 'Check its name.'};
    return {kind: 'refused', exitCode: exitCodes.usage, problem};
  }
  return answersOfText(name, read.text);
}

/** What the file `name` holds. */
export function answersOfText(name: string, held: string): LoadedAnswers {
  const {text, migratedFrom} = currentAnswers(held);
  const answers = readAnswers(text);
  if (answers.kind === 'refused') {
    const what = `${name === '-' ? 'Standard input' : `The answer file ${name}`} cannot be used`;
    const {why, todo, problems} = answers;
    const more = problems.length - 1;
    const others = more < 1 ? '' : ` ${more} more: cmproxy replay FILE --validate`;
    return {kind: 'refused', exitCode: exitCodes.failed, problem: {what, why, todo: `${todo}${others}`}, problems};
  }
  const migrated = migratedFrom === null ? null : {from: migratedFrom, before: held};
  return {kind: 'loaded', file: {...answers.file, places: answers.places, name, text, migrated, said: {}}};
}

/** Single keys may be changed by `--set`; servers are those of the file. `already`: the file, where it has been read. */
export async function readAnswerFile(
  context: Context,
  values: Values,
  name: string,
  already?: ReadAnswerFile,
): Promise<Opened<ReadAnswerFile>> {
  if (listOf(values, 'Server').length > 0 || listOf(values, 'Where').length > 0)
    return refuse(context, exitCodes.usage, {
      what: 'Servers were given twice',
      why: 'an answer file names its own',
      todo: 'Leave out --server and --where, or change servers in the file.',
    });
  const loaded = already === undefined ? await loadAnswers(name) : ({kind: 'loaded', file: already} as const);
  return loaded.kind === 'refused'
    ? refuse(context, loaded.exitCode, loaded.problem)
    : withSaid(context, values, loaded.file);
}

/** `--set` beats the file, key by key, and an exception too where it is about the same key; that is told. */
async function withSaid(context: Context, values: Values, file: ReadAnswerFile): Promise<Opened<ReadAnswerFile>> {
  const read = await readSaid(values, context);
  if (read.kind === 'refused') return read;
  const said = read.value;
  const {desired, overrides, replaced} = sayOver(file, said);
  for (const {name, keys} of replaced)
    context.message(makeSafe(`--set ${keys.join(', ')} replaces what overrides say for ${name}`));
  const ask = (file.ask ?? []).filter(key => said[key] === undefined);
  return {kind: 'open', value: {...file, said, ask, desired, overrides}};
}
