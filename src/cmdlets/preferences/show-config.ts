// Carries out `config show` and `config path`.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {findProjectFile, workingFolder} from '../../settings/project-file.ts';
import {formatProblem} from '../../terminal/error-text.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {needPaths} from '../open-site.ts';
import {findPreferred, type Preferred} from './preferred.ts';
import {refused, type Problem} from '../refuse.ts';
import {writeRecords, type Records} from '../write-records.ts';

export async function showConfig(values: Values, context: Context): Promise<ExitCode> {
  const found = findPreferred({
    env: context.env,
    folder: workingFolder(),
    paths: context.paths,
    uid: process.getuid?.(),
  });
  if (found.kind === 'refused') return refused(context, exitCodes.failed, found);
  const ended = found.unread === null ? exitCodes.done : tellUnread(context, found.unread);
  const key = textOf(values, 'Key');
  const all = found.all
    .map(item => flagged(item, context.given))
    .filter(({preference}) => key === undefined || preference.key === key);
  if (context.format === 'json') {
    const preferences = all.map(({preference, value, origin, place}) => ({
      key: preference.key,
      value,
      default: preference.standard,
      origin,
      place: place === '' ? null : place,
      flag: `-${preference.parameter}`,
      variable: preference.variable,
    }));
    context.data(`${JSON.stringify({schemaVersion: 1, preferences})}\n`);
    return ended;
  }
  const withOrigin = isSet(values, 'Origin');
  show(context, {
    columns: ['Key', 'Value', ...(withOrigin ? ['Origin', 'Place'] : [])],
    rows: all.map(({preference, value, origin, place}) => [
      preference.key,
      value === null ? `(${preference.standard})` : String(value),
      ...(withOrigin ? [origin, place] : []),
    ]),
  });
  return ended;
}

/** What the other layers say is shown all the same. */
function tellUnread(context: Context, problem: Problem): ExitCode {
  context.message(formatProblem(problem));
  return exitCodes.failed;
}

/** What this very command line says goes before all. */
function flagged(item: Preferred, given: Values): Preferred | (Omit<Preferred, 'origin'> & {readonly origin: 'flag'}) {
  const value = given.get(item.preference.parameter);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return item;
  return {...item, value, origin: 'flag', place: `-${item.preference.parameter}`};
}

export async function showPaths(_values: Values, context: Context): Promise<ExitCode> {
  const paths = needPaths(context);
  if (paths.kind === 'refused') return paths.exitCode;
  const project = findProjectFile(workingFolder(), context.env['HOME']);
  const all = {...paths.value, projectFile: project};
  if (context.format === 'json') context.data(`${JSON.stringify({schemaVersion: 1, ...all})}\n`);
  else show(context, {columns: ['Name', 'Path'], rows: Object.entries(all).map(([name, path]) => [name, path ?? '-'])});
  return exitCodes.done;
}

function show(context: Context, records: Records): void {
  if (context.format !== 'table') writeRecords(context, records);
  else
    context.data(
      renderTable({
        columns: records.columns.map((title, index) => ({title, shrink: index, minWidth: 6})),
        rows: records.rows,
        width: context.width,
      }),
    );
}
