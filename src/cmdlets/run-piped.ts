// Runs a cmdlet for objects from standard input: one run for each, or one run for all, as the table says.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {isTerminal} from '../terminal/direct-output.ts';
import {isSet, listOf, objectOf, textOf, type Cmdlet, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import {readObjects} from './read-objects.ts';
import {refused} from './refuse.ts';
import {errorReporter} from './report-error.ts';
import {rowPlace} from './records/row-place.ts';

export type BoundObject =
  | {readonly kind: 'bound'; readonly values: Values}
  | {readonly kind: 'refused'; readonly id: string; readonly message: string};

export interface Piping {
  readonly cmdlet: Cmdlet;
  /** What the words of the command line gave. */
  readonly words: Values;
  readonly bind: (input: unknown) => BoundObject;
  /** `-` or `--stdin` was written: then nothing on standard input is no mistake. */
  readonly isAsked: boolean;
}

/** null where nothing was piped and nothing was asked for: then what is missing is missing. */
export async function runPiped(context: Context, piping: Piping): Promise<ExitCode | null> {
  const {cmdlet, words, isAsked} = piping;
  if (isTerminal(0)) {
    if (!isAsked) return null;
    return refused(context, exitCodes.usage, {
      what: 'There are no objects',
      why: 'standard input is the terminal',
      todo: 'Pipe JSON in, for example from: cmproxy Get-CMSiteSystemServer --output json',
    });
  }
  if (isSet(words, 'PasswordStdin'))
    return refused(context, exitCodes.usage, {
      what: 'Standard input was asked for twice',
      why: 'it cannot hold objects and a password',
      todo: 'Name the servers on the command line.',
    });
  const read = await readObjects();
  if (read.kind === 'refused') return refused(context, exitCodes.failed, read.problem);
  if (read.kind === 'nothing' && !isAsked) return null;
  const objects = read.kind === 'nothing' ? [] : read.objects;
  const bound = await bindAll(context, piping, objects);
  if (bound === null) return exitCodes.failed;
  if (bound.values.length === 0) {
    if (objects.length > 0) return exitCodes.failed;
    if (!context.quiet) context.message('There were no objects on standard input; nothing was done.');
    return exitCodes.done;
  }
  const code = await runAll(context, cmdlet, words, bound.values);
  return bound.failed > 0 && code === exitCodes.done ? exitCodes.partial : code;
}

async function bindAll(
  context: Context,
  {cmdlet, bind}: Piping,
  objects: readonly unknown[],
): Promise<{readonly values: readonly Values[]; readonly failed: number} | null> {
  const goOn = errorReporter(context, cmdlet.name);
  const values: Values[] = [];
  let failed = 0;
  for (const [index, object] of objects.entries()) {
    const bound = withPlace(bind(object));
    if (bound.kind === 'bound') {
      values.push(bound.values);
      continue;
    }
    failed++;
    const text = objects.length === 1 ? bound.message : `object ${index + 1}: ${bound.message}`;
    if (!(await goOn({text, todo: '', id: bound.id}))) return null;
  }
  return {values, failed};
}

/** A row that names no server is no row. */
function withPlace(bound: BoundObject): BoundObject {
  const row = bound.kind === 'bound' ? objectOf(bound.values, 'InputObject') : undefined;
  if (row === undefined || !('RoleName' in row) || rowPlace(row) !== null) return bound;
  return {
    kind: 'refused',
    id: 'InputObjectNotBound',
    message: 'The input object is a row that names no server or no site.',
  };
}

async function runAll(context: Context, cmdlet: Cmdlet, words: Values, objects: readonly Values[]): Promise<ExitCode> {
  if (cmdlet.pipeline === 'together') return cmdlet.run(words, context, objects);
  if (cmdlet.pipeline === 'servers') return cmdlet.run(withServers(words, objects), context);
  const codes: ExitCode[] = [];
  for (const values of objects) {
    const code = await cmdlet.run(values, context);
    codes.push(code);
    if (code === exitCodes.cancelled || (code !== exitCodes.done && context.errorAction === 'Stop')) break;
  }
  return together(codes);
}

/** One run for the servers of all objects; a site stands with its server. */
function withServers(words: Values, objects: readonly Values[]): Values {
  const named = new Set(listOf(words, 'Server'));
  const siteCode = textOf(words, 'SiteCode');
  for (const values of objects) {
    const row = objectOf(values, 'InputObject');
    const place = row === undefined ? null : rowPlace(row);
    const site = textOf(values, 'SiteCode') ?? siteCode;
    const names = place === null ? listOf(values, 'Server') : [`${place.siteCode}/${place.server}`];
    for (const name of names) named.add(site === undefined || name.includes('/') ? name : `${site}/${name}`);
  }
  return new Map([...words, ['Server', [...named]]]);
}

/** All the same: that; some done and some not: partial; else the first that failed. */
function together(codes: readonly ExitCode[]): ExitCode {
  const bad = codes.find(code => code !== exitCodes.done);
  if (bad === undefined) return exitCodes.done;
  return codes.includes(exitCodes.done) && bad !== exitCodes.cancelled ? exitCodes.partial : bad;
}
