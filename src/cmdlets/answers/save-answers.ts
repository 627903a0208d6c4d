// Writes answer files anew: with what --set and questions changed, and in the shape of this version with the old one kept beside.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {withFileLock} from '../../files/with-file-lock.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import type {DesiredChange} from '../../model/desired-change.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {answersSchema} from '../../wizard/answer-file/answer-file.ts';
import {answerProblems} from '../../wizard/answer-file/answer-problems.ts';
import {resaveAnswers} from '../../wizard/answer-file/resave-answers.ts';
import {sayOver} from '../../wizard/answer-file/say-over.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import {answersOfText, loadAnswers} from './read-answer-file.ts';
import {refuse, type Problem} from '../refuse.ts';

export interface NewAnswers {
  /** For all servers. */
  readonly said: DesiredChange;
  /** For single ones, by the name that the file has for them or is to have. */
  readonly own: ReadonlyMap<string, DesiredChange>;
}

/** Saves what was answered into `to`. Comments stay, and what another process saved in the meantime under other keys. */
export async function saveAnswers(
  context: Context,
  file: ReadAnswerFile,
  to: string,
  {said, own}: NewAnswers,
): Promise<Opened<true>> {
  const path = resolve(to);
  const isSame = file.name !== '-' && path === resolve(file.name);
  try {
    const problem = await withFileLock(path, async () => {
      if (!isSame && existsSync(path)) return alreadyThere(to);
      const source = isSame ? await loadAnswers(file.name) : answersOfText(file.name, file.text);
      if (source.kind === 'refused') return source.problem;
      const over = sayOver(source.file, said);
      const overrides = new Map(over.overrides);
      for (const [name, change] of own) overrides.set(name, {...overrides.get(name), ...change});
      const [wrong] = answerProblems({...source.file, desired: over.desired, overrides});
      if (wrong !== undefined)
        return {what: `The answers were not saved to ${to}`, why: `${wrong.path}: ${wrong.text}`, todo: wrong.todo};
      const text = resaveAnswers(source.file.text, {desired: over.desired, overrides});
      if (!isSame || text !== source.file.text) writeFileAtomically(path, text);
      return null;
    });
    if (problem !== null) return refuse(context, exitCodes.failed, problem);
  } catch (error) {
    if (error instanceof FileProblem) return refuse(context, exitCodes.failed, error);
    throw error;
  }
  context.message(makeSafe(`Saved as ${to}. Replay it with: cmproxy replay ${to}`));
  return {kind: 'open', value: true};
}

export function alreadyThere(to: string): Problem {
  return {what: `The answers were not saved to ${to}`, why: 'the file is already there', todo: 'Give another name.'};
}

/** Rewrites a file of an older version. The backup is never overwritten; where nothing can be written, that is told and the answers are used. */
export async function keepMigrated(
  context: Context,
  {name, text, migrated}: ReadAnswerFile,
  mayWrite: boolean,
): Promise<void> {
  if (migrated === null) return;
  const version = migrated.from.replace('cmproxy/', '');
  if (name === '-' || !mayWrite) {
    context.message(makeSafe(`The answers are of an older version (${version}) and are taken as this one reads them.`));
    return;
  }
  try {
    const backup = await withFileLock(resolve(name), async () => {
      const now = await loadAnswers(name);
      if (now.kind !== 'loaded' || now.file.migrated?.before !== migrated.before) return null;
      const free = freeName(`${name}.${version.replace('@', '-')}.bak`);
      writeFileAtomically(resolve(free), migrated.before);
      writeFileAtomically(resolve(name), text);
      return free;
    });
    if (backup !== null)
      context.message(
        makeSafe(`${name} was of an older version (${version}) and is now ${answersSchema}; as it was: ${backup}`),
      );
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    context.message(
      makeSafe(`warning: ${name} is of an older version (${version}) and could not be rewritten: ${error.why}`),
    );
  }
}

function freeName(name: string): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}.${number}`;
    if (!existsSync(free)) return free;
  }
}
