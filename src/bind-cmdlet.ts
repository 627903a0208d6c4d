// The table's cmdlets to the binder of the host: the words of a command line, and objects from standard input.
import {commonParameters, standardInputParameter} from './cmdlets/common-parameters.ts';
import type {Cmdlet, Values} from './cmdlets/cmdlet.ts';
import type {BoundObject} from './cmdlets/run-piped.ts';
import {bindArguments, type Binding} from './host/runtime/bind-arguments.ts';
import {findParameter} from './host/runtime/find-parameter.ts';
import type {CommandSpec} from './host/runtime/parameter.ts';
import {readWord} from './host/runtime/read-word.ts';

export interface BoundWords {
  readonly binding: Binding;
  /** `-` or `--stdin` was written. */
  readonly asksForObjects: boolean;
}

/** The words that follow a command's name. */
export function bindWords(cmdlet: Cmdlet, argv: readonly string[]): BoundWords {
  const words = withConfirmCode(cmdlet, argv);
  const spec = specOf(cmdlet);
  const others = withoutDash(cmdlet, spec, words);
  const asksForObjects =
    cmdlet.pipeline !== undefined && (others.length < words.length || words.some(word => isStandardInput(word)));
  const binding = bindArguments(spec, asksForObjects ? others : words, {
    style: styleOf(cmdlet),
    expectsObjects: asksForObjects,
  });
  return {binding, asksForObjects};
}

export interface ObjectBinder {
  readonly words: Values;
  readonly bind: (input: unknown) => BoundObject;
}

/** What binds objects after the words; null where the words are wrong even so, or the cmdlet takes no objects. */
export async function objectBinder(cmdlet: Cmdlet, argv: readonly string[]): Promise<ObjectBinder | null> {
  if (cmdlet.pipeline === undefined) return null;
  const {bindObject} = await import('./host/runtime/bind-object.ts');
  const spec = specOf(cmdlet);
  const words = withoutDash(cmdlet, spec, withConfirmCode(cmdlet, argv));
  const bound = bindArguments(spec, words, {style: styleOf(cmdlet), expectsObjects: true});
  return bound.kind === 'refused' ? null : {words: bound.values, bind: input => bindObject(spec, bound, input)};
}

function specOf(cmdlet: Cmdlet): CommandSpec {
  const own = new Set(cmdlet.parameters.map(parameter => parameter.name));
  const common = commonParameters
    .filter(parameter => !own.has(parameter.name))
    .map(parameter => ({...parameter, common: true}));
  return {
    name: cmdlet.name,
    parameters: [...cmdlet.parameters, ...(cmdlet.pipeline === undefined ? [] : [standardInputParameter]), ...common],
    ...(cmdlet.defaultParameterSet === undefined ? {} : {defaultParameterSet: cmdlet.defaultParameterSet}),
  };
}

function styleOf(cmdlet: Cmdlet): 'powershell' | 'friendly' {
  return cmdlet.command === undefined ? 'powershell' : 'friendly';
}

function isStandardInput(word: string): boolean {
  return /^(?:--stdin(?:=true)?|-stdin(?::\$?true)?)$/i.test(word);
}

/** Without a `-` that means objects: one right after a parameter's name, as in `--answers -`, is that parameter's value. */
function withoutDash(cmdlet: Cmdlet, spec: CommandSpec, words: readonly string[]): readonly string[] {
  if (!words.includes('-') || !takesDash(cmdlet)) return words;
  return words.filter((word, at) => word !== '-' || isWaiting(spec, words[at - 1]));
}

/** Whether this word is a name whose value is the next word. */
function isWaiting(spec: CommandSpec, text: string | undefined): boolean {
  const word = readWord(text ?? '');
  if (word.kind !== 'name') return false;
  if (word.attached !== null && !(word.spelling === 'single' && word.attached === '')) return false;
  const found = findParameter(spec.parameters, word);
  return found.kind !== 'refused' && found.parameter.type !== 'SwitchParameter';
}

/** Where a file may be named by position, `-` is that file. */
function takesDash(cmdlet: Cmdlet): boolean {
  return !cmdlet.parameters.some(
    ({position, valueName}) => position !== undefined && (valueName ?? '').includes('FILE'),
  );
}

/** `--confirm CAS` gives the site code; `-Confirm:$false` is PowerShell's switch. One name, two spellings, two meanings. */
function withConfirmCode(cmdlet: Cmdlet, argv: readonly string[]): readonly string[] {
  if (!cmdlet.parameters.some(parameter => parameter.name === 'ConfirmSiteCode')) return argv;
  return argv.map(word =>
    word === '--confirm' || word.startsWith('--confirm=') ? word.replace('--confirm', '--confirm-site-code') : word,
  );
}
