// `--as FORM`: a plan or a run in one of the forms, on standard output or in a file.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {refusedScript} from '../../plan/script/plan-script.ts';
import type {ScriptSource} from '../../plan/script/script-parts.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {dialects, hasServers, renderDialect} from '../dialects/render-dialect.ts';
import type {OpenSite} from '../opened.ts';
import {refused} from '../refuse.ts';

export interface Scripted {
  readonly source: ScriptSource;
  /** Why it must not be run, or null. */
  readonly why: string | null;
}

/** null where it was shown or saved; else the exit code of the refusal. */
export function showScript(values: Values, context: Context, open: OpenSite, {source, why}: Scripted): ExitCode | null {
  const dialect = dialects.find(name => name === textOf(values, 'As')) ?? 'cmdlet';
  if (why !== null && dialect !== 'cmdlet')
    return refused(context, exitCodes.failed, {
      what: 'There is no script',
      why,
      todo: 'Correct what is wanted, and plan again.',
    });
  const undo = isSet(values, 'Undo');
  const {hierarchy} = open.reading;
  const asked = {dialect, undo, connection: open.site.name};
  if (dialect === 'answers' && why === null && !hasServers(source, hierarchy, undo))
    return refused(context, exitCodes.failed, {
      what: 'There is no answer file',
      why: undo ? 'there is nothing to take back' : 'no server that could be read is meant',
      todo: 'Check what was chosen with: cmproxy status',
    });
  const text =
    why === null ? renderDialect(source, hierarchy, asked) : refusedScript('Change of site system proxies', why);
  const out = textOf(values, 'Out');
  if (out === undefined || out === '-') {
    context.data(text);
    return null;
  }
  if (existsSync(out) && !isSet(values, 'Force'))
    return refused(context, exitCodes.usage, {
      what: `The script was not saved to ${out}`,
      why: 'the file is already there',
      todo: 'Give another name, or --force.',
    });
  try {
    writeFileAtomically(resolve(out), text);
  } catch (error) {
    if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
    throw error;
  }
  context.message(makeSafe(`Saved as ${out}.`));
  return null;
}
