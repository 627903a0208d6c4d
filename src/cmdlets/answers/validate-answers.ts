// `replay --validate`: shape and values of an answer file, as far as they can be judged without a hierarchy.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {settingKeys} from '../../model/desired-change.ts';
import {formatProblem} from '../../terminal/error-text.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {redactCredentials} from '../../terminal/redact-credentials.ts';
import {answerProblems} from '../../wizard/answer-file/answer-problems.ts';
import {problemText, type Place, type PlacedProblem} from '../../wizard/answer-file/problem.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import type {Context} from '../context.ts';
import type {LoadedAnswers} from './read-answer-file.ts';
import {refused} from '../refuse.ts';

/** A file that cannot be read as answers at all. */
export function tellRefused(
  context: Context,
  name: string,
  {exitCode, problem, problems = []}: Extract<LoadedAnswers, {kind: 'refused'}>,
): ExitCode {
  if (problems.length > 0) return tellInvalid(context, name, problems);
  if (context.format !== 'json' || exitCode !== exitCodes.failed) return refused(context, exitCode, problem);
  context.message(formatProblem(problem));
  tellProblems(context, [{place: null, path: '', text: problem.why, todo: problem.todo}]);
  return exitCode;
}

export function validateAnswers(context: Context, file: ReadAnswerFile): ExitCode {
  const problems = answerProblems(file).map(problem => ({...problem, place: placeOf(file, problem.path)}));
  if (problems.length > 0) return tellInvalid(context, file.name, problems);
  if (context.verbose) tellWhatItSays(context, file);
  if (file.migrated !== null)
    context.message(
      `It is of an older version (${file.migrated.from}); a replay rewrites it and keeps the old one beside.`,
    );
  if (context.format === 'json') context.data(`${JSON.stringify({schemaVersion: 1, valid: true})}\n`);
  else context.message('The file is valid. Whether it fits the site, its plan says: cmproxy replay FILE --what-if');
  return exitCodes.done;
}

/** null where it is not the file that says it: --set and a profile beat it. */
function placeOf({said, places}: ReadAnswerFile, path: string): Place | null {
  return settingKeys.some(key => said[key] !== undefined && path === key) ? null : (places.get(path) ?? null);
}

function tellInvalid(context: Context, name: string, problems: readonly PlacedProblem[]): ExitCode {
  const [first, ...others] = problems;
  const problem = {
    what: `${name === '-' ? 'Standard input' : name} is not valid`,
    why: first === undefined ? '' : problemText(first),
    todo: first?.todo ?? '',
  };
  context.message(formatProblem(problem));
  for (const other of others) context.message(makeSafe(redactCredentials(`${problemText(other)}. ${other.todo}`)));
  if (context.format === 'json') tellProblems(context, problems);
  return exitCodes.failed;
}

function tellProblems(context: Context, problems: readonly PlacedProblem[]): void {
  const told = problems.map(({place, path, text, todo}) => ({
    path,
    ...place,
    text: redactCredentials(text),
    do: redactCredentials(todo),
  }));
  context.data(`${JSON.stringify({schemaVersion: 1, valid: false, problems: told})}\n`);
}

function tellWhatItSays(context: Context, file: ReadAnswerFile): void {
  const said = settingKeys.filter(key => file.desired[key] !== undefined);
  const who =
    file.select === undefined
      ? `servers: ${file.servers.join(', ')}`
      : `select: ${file.select.map(({key, value}) => `${key}=${value}`).join(', ')}`;
  context.message(makeSafe(who));
  context.message(
    makeSafe(
      said.length === 0
        ? 'sets nothing for all'
        : `sets ${said.map(key => `${key}=${String(file.desired[key])}`).join(' ')}`,
    ),
  );
  const kept = settingKeys.filter(key => file.desired[key] === undefined);
  if (kept.length > 0) context.message(`keeps ${kept.join(' ')}`);
  for (const [name, own] of file.overrides)
    context.message(
      makeSafe(
        `override ${name}: ${settingKeys
          .filter(key => own[key] !== undefined)
          .map(key => `${key}=${String(own[key])}`)
          .join(' ')}`,
      ),
    );
  if ((file.ask ?? []).length > 0) context.message(`asks ${(file.ask ?? []).join(' ')}`);
}
