// What may stand at a place of a command line, from the table of cmdlets alone; live names come in by `look`.
import {commonParameters, standardInputParameter} from '../common-parameters.ts';
import type {Candidate, LookUp} from './candidate.ts';
import {closestCommand, cmdletWords, commandWords, type CommandPlace} from './command-place.ts';
import type {Cmdlet, CompletionKind, Parameter} from '../cmdlet.ts';
import {kebabOf} from '../kebab.ts';

export interface Completed {
  readonly candidates: readonly Candidate[];
  /** File names belong here too; their endings, or none for any file. */
  readonly files: readonly string[] | null;
}

/** `words`: those before the cursor's word, unquoted, without the program's own name; `current`: the cursor's word as far as the cursor. */
export async function completeWords(
  cmdlets: readonly Cmdlet[],
  words: readonly string[],
  current: string,
  look: LookUp,
): Promise<Completed> {
  const place = closestCommand(cmdlets, words);
  if (place.kind === 'command') return completeCommand(cmdlets, place, current, look);
  const {cmdlet, rest} = place;
  const parameters = parametersOf(cmdlet);
  const used = usedIn(parameters, rest);
  const waiting = used.waiting;
  if (waiting !== null) return valuesOf(waiting, current, '', cmdlet, look);
  if (used.isOver) return valueAtPosition(cmdlets, place, used, current, look);
  const attached = /^(?<start>--[\w-]+=|-{1,2}\w+:)(?<value>[^]*)$/.exec(current);
  if (attached?.groups !== undefined) {
    const {start = '', value = ''} = attached.groups;
    const parameter = findSpelled(parameters, start.slice(0, -1));
    return parameter === null ? nothing : valuesOf(parameter, value, start, cmdlet, look);
  }
  if (current.startsWith('-')) return {candidates: options(cmdlet, parameters, used.names, current), files: null};
  const values = await valueAtPosition(cmdlets, place, used, current, look);
  if (current !== '' || values.candidates.length > 0 || values.files !== null) return values;
  return {candidates: options(cmdlet, parameters, used.names, '--'), files: null};
}

const nothing: Completed = {candidates: [], files: null};

async function valueAtPosition(
  cmdlets: readonly Cmdlet[],
  {cmdlet, rest}: Extract<CommandPlace, {kind: 'cmdlet'}>,
  used: Used,
  current: string,
  look: LookUp,
): Promise<Completed> {
  const position = nextPosition(cmdlet, used);
  if (position === null) return nothing;
  if (position.completes !== 'topic') return valuesOf(position, current, '', cmdlet, look);
  const words = rest.filter(word => !word.startsWith('-'));
  return completeCommand(cmdlets, {kind: 'command', words, isHelp: true, all: rest}, current, look);
}

async function completeCommand(
  cmdlets: readonly Cmdlet[],
  {words, isHelp, all}: Extract<CommandPlace, {kind: 'command'}>,
  current: string,
  look: LookUp,
): Promise<Completed> {
  if (current.startsWith('-') && words.length === 0)
    return {candidates: optionList(commonParameters, new Set(), current, false), files: null};
  const waiting = usedIn(commonParameters, all).waiting;
  if (waiting !== null) return valuesOf(waiting, current, '', null, look);
  const topics = isHelp ? await look('topic', {command: 'help'}) : [];
  const friendly = [...commandWords(cmdlets, words), ...topics].filter(({text}) => starts(text, current));
  const isFirst = words.length === 0 && (current === '' || friendly.length === 0);
  const names = isFirst ? cmdletWords(cmdlets).filter(({text}) => starts(text, current)) : [];
  return {candidates: distinct([...friendly, ...names]), files: null};
}

function parametersOf(cmdlet: Cmdlet): readonly Parameter[] {
  const own = new Set(cmdlet.parameters.map(({name}) => name));
  return [
    ...cmdlet.parameters,
    ...(cmdlet.pipeline === undefined ? [] : [standardInputParameter]),
    ...commonParameters.filter(({name}) => !own.has(name)),
  ];
}

interface Used {
  readonly names: ReadonlySet<string>;
  readonly positional: number;
  /** The parameter whose value is due. */
  readonly waiting: Parameter | null;
  /** `--` stood before: nothing is an option any more. */
  readonly isOver: boolean;
}

function usedIn(parameters: readonly Parameter[], rest: readonly string[]): Used {
  const names = new Set<string>();
  let positional = 0;
  let waiting: Parameter | null = null;
  let isOver = false;
  for (const word of rest) {
    if (waiting !== null) {
      waiting = null;
      continue;
    }
    if (word === '--' && !isOver) {
      isOver = true;
      continue;
    }
    if (isOver || !/^--?[A-Za-z?]/.test(word)) {
      positional++;
      continue;
    }
    const [spelling = ''] = word.split(/[=:]/, 1);
    const parameter = findSpelled(parameters, spelling);
    if (parameter === null) continue;
    names.add(parameter.name);
    if (!/[=:]/.test(word) && parameter.type !== 'SwitchParameter') waiting = parameter;
  }
  return {names, positional, waiting, isOver};
}

/** An exact name or alias in either spelling, a letter, or a unique beginning of a PowerShell name. */
function findSpelled(parameters: readonly Parameter[], spelling: string): Parameter | null {
  const typed = spelling.replace(/^-+/, '').toLowerCase();
  const isDouble = spelling.startsWith('--');
  const exact = parameters.find(
    ({name, aliases = [], short}) =>
      [name, ...aliases].some(item => (isDouble ? kebabOf(item) : item.toLowerCase()) === typed) ||
      (!isDouble && short === typed),
  );
  if (exact !== undefined) return exact;
  if (isDouble && typed === 'confirm') return parameters.find(({name}) => name === 'ConfirmSiteCode') ?? null;
  const begun = isDouble ? [] : parameters.filter(({name}) => name.toLowerCase().startsWith(typed));
  return begun.length === 1 ? (begun[0] ?? null) : null;
}

function options(
  cmdlet: Cmdlet,
  parameters: readonly Parameter[],
  used: ReadonlySet<string>,
  current: string,
): readonly Candidate[] {
  const pascal = /^-[A-Za-z]/.test(current) || (current === '-' && cmdlet.command === undefined);
  return optionList(parameters, used, current, pascal);
}

function optionList(
  parameters: readonly Parameter[],
  used: ReadonlySet<string>,
  current: string,
  pascal: boolean,
): readonly Candidate[] {
  return parameters
    .filter(({name, type}) => type === 'String[]' || !used.has(name))
    .map(parameter => ({text: spelled(parameter, pascal), about: parameter.help}))
    .filter(({text}) => starts(text, current));
}

function spelled({name}: Parameter, pascal: boolean): string {
  if (pascal) return `-${name}`;
  if (name === 'ConfirmSiteCode') return '--confirm';
  return `--${kebabOf(name === 'OutputFormat' ? 'Output' : name)}`;
}

function nextPosition(cmdlet: Cmdlet, {names, positional}: Used): Parameter | null {
  const places = cmdlet.parameters
    .filter(({name, position}) => position !== undefined && !names.has(name))
    .toSorted((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const list = places.find(({type}) => type === 'String[]');
  return places[positional] ?? list ?? null;
}

async function valuesOf(
  parameter: Parameter,
  current: string,
  start: string,
  cmdlet: Cmdlet | null,
  look: LookUp,
): Promise<Completed> {
  const command = cmdlet === null ? '' : (cmdlet.command?.join(' ') ?? cmdlet.name);
  const found = await rawValues(parameter, current, command, look);
  const candidates = distinct(found.filter(({text}) => starts(text, current))).map(candidate => ({
    ...candidate,
    text: `${start}${candidate.text}`,
  }));
  const isFile =
    parameter.completes === 'file' || parameter.completes === 'answerFile' || parameter.completes === 'folder';
  return {candidates, files: isFile ? (parameter.completes === 'answerFile' ? ['yaml', 'yml'] : []) : null};
}

async function rawValues(
  {type, validateSet, completes}: Parameter,
  current: string,
  command: string,
  look: LookUp,
): Promise<readonly Candidate[]> {
  if (validateSet !== undefined) return validateSet.map(text => ({text, about: ''}));
  if (type === 'Boolean') return ['$true', '$false'].map(text => ({text, about: ''}));
  if (completes === undefined) return [];
  if (completes !== 'setting' && completes !== 'condition') return look(completes, {command});
  const at = current.indexOf('=');
  if (at < 0)
    return (await look(completes, {command})).map(candidate => ({
      ...candidate,
      text: `${candidate.text}=`,
      open: true,
    }));
  const key = current.slice(0, at);
  const kind = kindOfKey(key);
  if (kind === null) return [];
  return (await look(kind, {command})).map(({text, about}) => ({text: `${key}=${text}`, about}));
}

/** What the value of a setting or of a condition is. */
function kindOfKey(key: string): CompletionKind | null {
  switch (key) {
    case 'proxy.enabled':
    case 'softwareUpdatePoint.useProxy':
    case 'softwareUpdatePoint.useProxyForAutoDeploymentRule':
      return 'boolean';
    case 'proxy.account':
    case 'account':
      return 'accountOrSystem';
    case 'proxy.serverName':
      return 'proxy';
    case 'site':
      return 'site';
    case 'role':
      return 'role';
    case 'state':
      return 'state';
    default:
      return null;
  }
}

function starts(text: string, current: string): boolean {
  return text.toLowerCase().startsWith(current.toLowerCase());
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map(candidate => [candidate.text, candidate])).values()];
}
