// Help as text, made from the table of cmdlets and from the constants that the code uses.
import {exitCodeMeanings, exitCodes, type ExitCode, type ExitCodeName} from '../model/exit-codes.ts';
import {findingCatalog} from '../plan/findings/catalog.ts';
import {kebabOf} from './kebab.ts';
import {listOf, type Cmdlet, type Parameter, type Values} from './cmdlet.ts';
import {commonParameters} from './common-parameters.ts';
import type {Context} from './context.ts';
import {suggestCommand} from './find-command.ts';
import {refused} from './refuse.ts';

const documentation =
  'https://learn.microsoft.com/en-us/intune/configmgr/core/plan-design/network/proxy-server-support';

/** Carries out `help`. `cmdlets` is the whole table. */
export async function showHelp(values: Values, context: Context, cmdlets: readonly Cmdlet[]): Promise<ExitCode> {
  const words = listOf(values, 'Topic');
  const topic = words.join(' ').toLowerCase();
  if (topic === '') context.data(overview(cmdlets, context.version));
  else if (topic === 'exit-codes' || topic === 'exit codes') context.data(exitCodeHelp());
  else if (topic === 'findings') context.data(findingsHelp());
  else {
    const chosen = cmdlets.filter(cmdlet => cmdlet.name.toLowerCase() === topic || cmdlet.command?.join(' ') === topic);
    const group = cmdlets.filter(
      cmdlet =>
        cmdlet.command !== undefined && cmdlet.command.length > 1 && cmdlet.command.join(' ').startsWith(`${topic} `),
    );
    const [first] = chosen;
    if (first !== undefined) context.data(cmdletHelp(first, context.version));
    else if (group.length > 0) context.data(groupHelp(topic, group));
    else {
      const guess = suggestCommand(cmdlets, words);
      return refused(context, exitCodes.usage, {
        what: `There is no help for "${words.join(' ')}"`,
        why: 'it is no command and no topic',
        todo: guess === null ? 'See: cmproxy help' : `Did you mean ${guess}?`,
      });
    }
  }
  return exitCodes.done;
}

function spelled(cmdlet: Cmdlet): string {
  return cmdlet.command === undefined ? cmdlet.name : cmdlet.command.join(' ');
}

function overview(cmdlets: readonly Cmdlet[], version: string): string {
  const width = Math.max(...cmdlets.map(cmdlet => spelled(cmdlet).length));
  const line = (cmdlet: Cmdlet): string => `  ${spelled(cmdlet).padEnd(width)}  ${cmdlet.synopsis}`;
  return `${[
    'Examples',
    '  cmproxy                                             the wizard: four steps',
    '  cmproxy status                                      who uses which proxy, and what is wrong',
    '  cmproxy plan --server CM01 --set proxy.port=8080    what would change',
    '',
    'Commands',
    ...cmdlets.filter(cmdlet => cmdlet.command !== undefined).map(line),
    '',
    'Configuration Manager names',
    ...cmdlets.filter(cmdlet => cmdlet.command === undefined).map(line),
    '',
    'Topics: cmproxy help COMMAND, cmproxy help exit-codes, cmproxy help findings',
    'A parameter is spelled --proxy-server-name or -ProxyServerName.',
    '',
    `cmproxy ${version}   ${documentation}`,
  ].join('\n')}\n`;
}

function groupHelp(topic: string, group: readonly Cmdlet[]): string {
  const width = Math.max(...group.map(cmdlet => spelled(cmdlet).length));
  return `${[`cmproxy ${topic} ...`, '', ...group.map(cmdlet => `  ${spelled(cmdlet).padEnd(width)}  ${cmdlet.synopsis}`), '', `More: cmproxy help ${group[0] === undefined ? topic : spelled(group[0])}`].join('\n')}\n`;
}

function cmdletHelp(cmdlet: Cmdlet, version: string): string {
  const usage = [
    `cmproxy ${spelled(cmdlet)}`,
    ...cmdlet.parameters
      .filter(parameter => parameter.position !== undefined)
      .map(parameter =>
        parameter.mandatory === true
          ? (parameter.valueName ?? parameter.name)
          : `[${parameter.valueName ?? parameter.name}]`,
      ),
    '[options]',
  ].join(' ');
  return `${[
    'Examples',
    ...cmdlet.examples.flatMap(example => [
      `  ${example.command}`,
      ...(example.about === '' ? [] : [`      ${example.about}`]),
    ]),
    '',
    usage,
    '',
    cmdlet.synopsis,
    ...(cmdlet.description === undefined ? [] : [cmdlet.description]),
    ...(cmdlet.command === undefined ? [] : [`Cmdlet: ${cmdlet.name}`]),
    ...(cmdlet.confirmImpact === undefined
      ? []
      : [`ConfirmImpact: ${cmdlet.confirmImpact}${cmdlet.confirmImpact === 'High' ? ' (asks, or needs --yes)' : ''}`]),
    '',
    'Options',
    ...cmdlet.parameters.map(parameter => parameterHelp(parameter, cmdlet)),
    '',
    'Options of every command',
    ...commonParameters.map(parameter => parameterHelp(parameter, cmdlet)),
    '',
    `cmproxy ${version}   ${documentation}`,
  ].join('\n')}\n`;
}

function parameterHelp(parameter: Parameter, cmdlet: Cmdlet): string {
  const kebab =
    parameter.name === 'ConfirmSiteCode'
      ? 'confirm'
      : kebabOf(parameter.name === 'OutputFormat' ? 'Output' : parameter.name);
  const value = parameter.type === 'SwitchParameter' ? '' : ` ${parameter.valueName ?? parameter.type}`;
  const spelling = cmdlet.command === undefined ? `-${parameter.name}${value}` : `--${kebab}${value}`;
  const others = [
    ...(parameter.short === undefined ? [] : [`-${parameter.short}`]),
    ...(cmdlet.command === undefined ? [`--${kebab}`] : [`-${parameter.name}`]),
    ...(parameter.aliases ?? []).map(alias => `-${alias}`),
  ];
  const traits = [
    ...(parameter.mandatory === true ? ['needed'] : []),
    ...(parameter.validateSet === undefined ? [] : [parameter.validateSet.join(', ')]),
    `also ${others.join(', ')}`,
  ];
  return `  ${spelling}\n      ${parameter.help} (${traits.join('; ')})`;
}

/** The table of exit codes, from the constants. */
export function exitCodeHelp(): string {
  const names = Object.keys(exitCodes) as ExitCodeName[];
  return `${['Exit codes', ...names.map(name => `  ${String(exitCodes[name]).padStart(3)}  ${exitCodeMeanings[name]}`), '', 'Where several hold: 64 and 6 end a run before it starts; then 1, 4, 5, 3, 2, 0.'].join('\n')}\n`;
}

function findingsHelp(): string {
  return `${['Findings', ...findingCatalog.map(item => `  ${item.code}  ${item.severity}\n      ${item.title}`)].join('\n')}\n`;
}
