// Help as text, made from the table of cmdlets and from the constants that the code uses. Nothing is fetched.
import {closest} from '../../model/closest-name.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {hasWildcards, parseWildcard} from '../../model/wildcard.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {cmdletHelp, documentation, parameterHelp, spelledCommand, type HelpDepth} from './cmdlet-help.ts';
import {isSet, listOf, textOf, type Cmdlet, type Values} from '../cmdlet.ts';
import {commonParameters} from '../common-parameters.ts';
import type {Context} from '../context.ts';
import {suggestCommand} from '../find-command.ts';
import {exitsOf} from './command-exits.ts';
import {topics, type Topic} from './help-topics.ts';
import {manualPage} from './manual-page.ts';
import {refused} from '../refuse.ts';

/** Carries out `help`. `cmdlets` is the whole table. */
export async function showHelp(values: Values, context: Context, cmdlets: readonly Cmdlet[]): Promise<ExitCode> {
  const words = listOf(values, 'Topic').map(word => word.toLowerCase());
  if (isSet(values, 'Man')) {
    context.data(manualPage(cmdlets, context.version));
    return exitCodes.done;
  }
  const found = findHelp(cmdlets, words);
  if (found === null) return unknown(context, cmdlets, words);
  if (context.format === 'json') return showData(context, cmdlets, found);
  switch (found.kind) {
    case 'all':
      return say(context, overview(cmdlets, context.version));
    case 'topics':
      return say(context, topicList());
    case 'topic':
      return say(context, found.topic.text());
    case 'cmdlet':
      return showOne(values, context, found.cmdlet);
    case 'group':
      return say(context, groupHelp(found.title, found.group, context.version));
  }
}

type FoundHelp =
  | {readonly kind: 'all' | 'topics'}
  | {readonly kind: 'topic'; readonly topic: Topic}
  | {readonly kind: 'cmdlet'; readonly cmdlet: Cmdlet}
  | {readonly kind: 'group'; readonly title: string; readonly group: readonly Cmdlet[]};

/** What follows a command, a group or a topic is ignored. Source: clig.dev, Help. */
function findHelp(cmdlets: readonly Cmdlet[], words: readonly string[]): FoundHelp | null {
  if (words.length === 0) return {kind: 'all'};
  for (let count = words.length; count > 0; count--) {
    const found = findExactly(cmdlets, words.slice(0, count).join(' '));
    if (found !== null) return found;
  }
  return null;
}

function findExactly(cmdlets: readonly Cmdlet[], topic: string): FoundHelp | null {
  if (topic === 'topics') return {kind: 'topics'};
  const named = topics.find(({name}) => name === topic || name.replace('-', ' ') === topic);
  if (named !== undefined) return {kind: 'topic', topic: named};
  const cmdlet = cmdlets.find(({name, command}) => name.toLowerCase() === topic || command?.join(' ') === topic);
  if (cmdlet !== undefined) return {kind: 'cmdlet', cmdlet};
  const group = cmdlets.filter(({command}) => command !== undefined && command.join(' ').startsWith(`${topic} `));
  if (group.length > 0) return {kind: 'group', title: topic, group};
  const pattern = hasWildcards(topic) ? parseWildcard(topic) : null;
  if (pattern?.kind !== 'pattern') return null;
  const like = cmdlets.filter(({name, command}) => pattern.matches(name) || pattern.matches(command?.join(' ') ?? ''));
  const [only] = like;
  if (only === undefined) return null;
  return like.length === 1 ? {kind: 'cmdlet', cmdlet: only} : {kind: 'group', title: topic, group: like};
}

function showOne(values: Values, context: Context, cmdlet: Cmdlet): ExitCode {
  const parameter = textOf(values, 'Parameter');
  if (parameter === undefined) {
    const depth: HelpDepth = isSet(values, 'Full') ? 'full' : isSet(values, 'Examples') ? 'examples' : 'short';
    return say(context, cmdletHelp(cmdlet, depth, context.version));
  }
  const text = parameterHelp(cmdlet, parameter);
  if (text !== null) return say(context, text);
  const guess = closest(
    parameter,
    [...cmdlet.parameters, ...commonParameters].map(({name}) => name),
  );
  return refused(context, exitCodes.usage, {
    what: `There is no help for the parameter "${parameter}"`,
    why: `${cmdlet.name} has none of that name`,
    todo: guess === null ? `See: cmproxy help ${spelledCommand(cmdlet)}` : `Did you mean ${guess}?`,
  });
}

function unknown(context: Context, cmdlets: readonly Cmdlet[], words: readonly string[]): ExitCode {
  const guess =
    closest(
      words.join(' '),
      topics.map(({name}) => name),
    ) ?? suggestCommand(cmdlets, words);
  return refused(context, exitCodes.usage, {
    what: `There is no help for "${words.join(' ')}"`,
    why: 'it is no command and no topic',
    todo: guess === null ? 'See: cmproxy help' : `Did you mean ${guess}?`,
  });
}

/** Wrapped to the terminal, each line under its own indent; never where it is piped. */
function say(context: Context, text: string): ExitCode {
  const {width} = context;
  const lines = text.split('\n');
  const shown = width === null ? lines : lines.flatMap(line => wrapIndented(line, width));
  context.data(shown.join('\n'));
  return exitCodes.done;
}

function wrapIndented(line: string, width: number): readonly string[] {
  const indent = /^ */.exec(line)?.[0] ?? '';
  if (line.length <= width) return [line];
  return wrapText(line.slice(indent.length), Math.max(20, width - indent.length)).map(part => `${indent}${part}`);
}

/** The table as data: every command, some of them, or one; a topic as what it lists. */
function showData(context: Context, cmdlets: readonly Cmdlet[], found: FoundHelp): ExitCode {
  const data = (value: Readonly<Record<string, unknown>>): ExitCode => {
    context.data(`${JSON.stringify({schemaVersion: 1, ...value})}\n`);
    return exitCodes.done;
  };
  if (found.kind === 'topics') return data({topics: topics.map(({name, about}) => ({name, about}))});
  if (found.kind === 'topic') return data(found.topic.data());
  const chosen = found.kind === 'cmdlet' ? [found.cmdlet] : found.kind === 'group' ? found.group : cmdlets;
  const table = chosen.map(cmdlet => {
    const {run: _run, ...shown} = cmdlet;
    return {...shown, exitCodes: exitsOf(cmdlet).map(name => exitCodes[name])};
  });
  return data({cmdlets: table, commonParameters});
}

function topicList(): string {
  return `${['Topics', ...topics.map(({name, about}) => `  ${name.padEnd(12)}  ${about}`), '', 'More: cmproxy help TOPIC, cmproxy help COMMAND'].join('\n')}\n`;
}

function overview(cmdlets: readonly Cmdlet[], version: string): string {
  const width = Math.max(...cmdlets.map(cmdlet => spelledCommand(cmdlet).length));
  const line = (cmdlet: Cmdlet): string => `  ${spelledCommand(cmdlet).padEnd(width)}  ${cmdlet.synopsis}`;
  return `${[
    'Examples',
    '  cmproxy                                             the status screen, from which everything starts',
    '  cmproxy wizard                                      the four steps',
    '  cmproxy plan --server CM01 --set proxy.port=8080    what would change',
    '',
    'Commands',
    ...cmdlets.filter(cmdlet => cmdlet.command !== undefined).map(line),
    '',
    'Configuration Manager names',
    ...cmdlets.filter(cmdlet => cmdlet.command === undefined).map(line),
    '',
    `Topics: ${topics.map(({name}) => `cmproxy help ${name}`).join(', ')}`,
    'A parameter is spelled --proxy-server-name or -ProxyServerName. More: cmproxy help COMMAND, and -Full for all of it.',
    '',
    `cmproxy ${version}   ${documentation}`,
  ].join('\n')}\n`;
}

function groupHelp(title: string, group: readonly Cmdlet[], version: string): string {
  const width = Math.max(...group.map(cmdlet => spelledCommand(cmdlet).length));
  const [first] = group;
  return `${[
    'Examples',
    ...group.slice(0, 3).flatMap(({examples}) => examples.slice(0, 1).map(({command}) => `  ${command}`)),
    '',
    `cmproxy ${title} ...`,
    '',
    ...group.map(cmdlet => `  ${spelledCommand(cmdlet).padEnd(width)}  ${cmdlet.synopsis}`),
    '',
    `More: cmproxy help ${first === undefined ? title : spelledCommand(first)}`,
    '',
    `cmproxy ${version}   ${documentation}`,
  ].join('\n')}\n`;
}
