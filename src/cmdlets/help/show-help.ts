// Help as text, made from the table of cmdlets and from the constants that the code uses. Nothing is fetched.
import {closest} from '../../model/closest-name.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {cmdletHelp, parameterHelp, spelledCommand, type HelpDepth} from './cmdlet-help.ts';
import {isSet, listOf, textOf, type Cmdlet, type Values} from '../cmdlet.ts';
import {commonParameters} from '../common-parameters.ts';
import type {Context} from '../context.ts';
import {suggestCommand} from '../find-command.ts';
import {topics} from './help-topics.ts';
import {manualPage} from './manual-page.ts';
import {refused} from '../refuse.ts';

/** Carries out `help`. `cmdlets` is the whole table. */
export async function showHelp(values: Values, context: Context, cmdlets: readonly Cmdlet[]): Promise<ExitCode> {
  const words = listOf(values, 'Topic').map(word => word.toLowerCase());
  const topic = words.join(' ');
  if (isSet(values, 'Man')) {
    context.data(manualPage(cmdlets, context.version));
    return exitCodes.done;
  }
  if (context.format === 'json') return showTable(context, cmdlets, topic);
  if (topic === '') return say(context, overview(cmdlets, context.version));
  if (topic === 'topics') return say(context, topicList());
  const named = topics.find(({name}) => name === topic || name.replace('-', ' ') === topic);
  if (named !== undefined) return say(context, named.text());
  const cmdlet = cmdlets.find(({name, command}) => name.toLowerCase() === topic || command?.join(' ') === topic);
  if (cmdlet !== undefined) return showOne(values, context, cmdlet);
  const group = cmdlets.filter(({command}) => command !== undefined && command.join(' ').startsWith(`${topic} `));
  if (group.length > 0) return say(context, groupHelp(topic, group));
  const byVerb = cmdlets.filter(({name}) => topic.includes('*') && likeName(topic, name));
  if (byVerb.length > 0) return say(context, groupHelp(topic, byVerb));
  return unknown(context, cmdlets, words);
}

function showOne(values: Values, context: Context, cmdlet: Cmdlet): ExitCode {
  const parameter = textOf(values, 'Parameter');
  if (parameter === undefined) {
    const depth: HelpDepth =
      isSet(values, 'Full') || isSet(values, 'Detailed') ? 'full' : isSet(values, 'Examples') ? 'examples' : 'short';
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

/** The table as data: every command, or one. */
function showTable(context: Context, cmdlets: readonly Cmdlet[], topic: string): ExitCode {
  const chosen = cmdlets.filter(
    ({name, command}) => topic === '' || name.toLowerCase() === topic || command?.join(' ') === topic,
  );
  if (chosen.length === 0) return unknown(context, cmdlets, topic.split(' '));
  const table = chosen.map(({run: _run, ...cmdlet}) => cmdlet);
  context.data(`${JSON.stringify({schemaVersion: 1, cmdlets: table, commonParameters})}\n`);
  return exitCodes.done;
}

function likeName(pattern: string, name: string): boolean {
  const parts = pattern.split('*');
  let at = 0;
  const text = name.toLowerCase();
  for (const [index, part] of parts.entries()) {
    const found = text.indexOf(part, at);
    if (found < 0 || (index === 0 && found > 0)) return false;
    at = found + part.length;
  }
  return parts.at(-1) === '' || text.endsWith(parts.at(-1) ?? '');
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
    `cmproxy ${version}   https://learn.microsoft.com/en-us/intune/configmgr/core/plan-design/network/proxy-server-support`,
  ].join('\n')}\n`;
}

function groupHelp(topic: string, group: readonly Cmdlet[]): string {
  const width = Math.max(...group.map(cmdlet => spelledCommand(cmdlet).length));
  const [first] = group;
  return `${[`cmproxy ${topic} ...`, '', ...group.map(cmdlet => `  ${spelledCommand(cmdlet).padEnd(width)}  ${cmdlet.synopsis}`), '', `More: cmproxy help ${first === undefined ? topic : spelledCommand(first)}`].join('\n')}\n`;
}
