// Help of one cmdlet as PowerShell lays it out, for the shell's spelling as well: made from the table, so that it cannot say something else.
import {exitCodeMeanings, exitCodes} from '../../model/exit-codes.ts';
import {parseWildcard} from '../../model/wildcard.ts';
import {commonParameters, standardInputParameter} from '../common-parameters.ts';
import type {Cmdlet, Parameter} from '../cmdlet.ts';
import {kebabOf} from '../kebab.ts';
import {exitsOf} from './command-exits.ts';

export type HelpDepth = 'short' | 'examples' | 'full';

export const documentation =
  'https://learn.microsoft.com/en-us/intune/configmgr/core/plan-design/network/proxy-server-support';

export function spelledCommand(cmdlet: Cmdlet): string {
  return cmdlet.command === undefined ? cmdlet.name : cmdlet.command.join(' ');
}

export function cmdletHelp(cmdlet: Cmdlet, depth: HelpDepth, version: string): string {
  const examples = [
    'EXAMPLES',
    ...cmdlet.examples.flatMap(example => [
      `    ${example.command}`,
      ...(example.about === '' ? [] : [`        ${example.about}`]),
    ]),
  ];
  const name = cmdlet.command === undefined ? cmdlet.name : `cmproxy ${spelledCommand(cmdlet)} (${cmdlet.name})`;
  const head = ['NAME', `    ${name}`, '', 'SYNOPSIS', `    ${cmdlet.synopsis}`];
  if (depth === 'examples') return `${[...head, '', ...examples].join('\n')}\n`;
  const traits = [
    ...(cmdlet.description === undefined ? [] : [cmdlet.description]),
    ...(cmdlet.confirmImpact === undefined
      ? []
      : [`ConfirmImpact: ${cmdlet.confirmImpact}${cmdlet.confirmImpact === 'High' ? ' (asks, or needs --yes)' : ''}.`]),
    ...(cmdlet.pipeline === undefined ? [] : ['Takes JSON objects from standard input, with - or --stdin.']),
  ];
  return `${[
    ...examples,
    '',
    ...head,
    '',
    'SYNTAX',
    ...syntaxLines(cmdlet).map(line => `    ${line}`),
    ...(traits.length === 0 ? [] : ['', 'DESCRIPTION', ...traits.map(line => `    ${line}`)]),
    '',
    'PARAMETERS',
    ...ownParameters(cmdlet).flatMap(parameter => parameterLines(parameter, cmdlet, depth)),
    ...Object.entries(cmdlet.notOffered ?? {}).map(([key, why]) => `    -${key} (not offered: ${why})`),
    '',
    'PARAMETERS OF EVERY COMMAND',
    ...(depth === 'full'
      ? commonParameters.flatMap(parameter => parameterLines(parameter, cmdlet, depth))
      : commonParameters.map(parameter => `    ${spellings(parameter, cmdlet)[0]}`)),
    '',
    'EXIT CODES',
    ...exitsOf(cmdlet).map(exit => `    ${String(exitCodes[exit]).padStart(3)}  ${exitCodeMeanings[exit]}`),
    '',
    `cmproxy ${version}   ${documentation}`,
  ].join('\n')}\n`;
}

/** The help of one parameter, or of all that a wildcard matches; null where the cmdlet has none of that name. */
export function parameterHelp(cmdlet: Cmdlet, name: string): string | null {
  const wanted = parseWildcard(name.replace(/^-+/, '').replaceAll('-', ''));
  if (wanted.kind === 'refused') return null;
  const found = [...ownParameters(cmdlet), ...commonParameters].filter(parameter =>
    [parameter.name, ...(parameter.aliases ?? []), ...(parameter.name === 'OutputFormat' ? ['Output'] : [])].some(
      item => wanted.matches(item),
    ),
  );
  return found.length === 0
    ? null
    : `${found.flatMap(parameter => parameterLines(parameter, cmdlet, 'full')).join('\n')}\n`;
}

export function ownParameters(cmdlet: Cmdlet): readonly Parameter[] {
  return [...cmdlet.parameters, ...(cmdlet.pipeline === undefined ? [] : [standardInputParameter])];
}

/** One line for each parameter set, the default one first. */
export function syntaxLines(cmdlet: Cmdlet): readonly string[] {
  const sets = [...new Set(cmdlet.parameters.flatMap(({sets: own}) => own ?? []))].toSorted(
    (a, b) => Number(b === cmdlet.defaultParameterSet) - Number(a === cmdlet.defaultParameterSet),
  );
  const lineOf = (set: string | null): string =>
    [
      `cmproxy ${spelledCommand(cmdlet)}`,
      ...ownParameters(cmdlet)
        .filter(({sets: own}) => set === null || own === undefined || own.includes(set))
        .toSorted((a, b) => (a.position ?? 99) - (b.position ?? 99))
        .map(parameter => syntaxOf(parameter, cmdlet)),
    ].join(' ');
  return sets.length === 0 ? [lineOf(null)] : sets.map(lineOf);
}

function syntaxOf(parameter: Parameter, cmdlet: Cmdlet): string {
  const [name = ''] = spellings(parameter, cmdlet);
  const option = name.split(' ')[0] ?? name;
  const value = parameter.type === 'SwitchParameter' ? '' : ` <${typeOf(parameter)}>`;
  const isMandatory = parameter.mandatory === true;
  const named = parameter.position === undefined ? `${option}${value}` : `[${option}]${value}`;
  return isMandatory ? named : `[${named}]`;
}

function typeOf({type, validateSet}: Parameter): string {
  return validateSet === undefined ? type : validateSet.join('|');
}

/** The spelling of this command's kind first, with its value; then all others. */
export function spellings(parameter: Parameter, cmdlet: Pick<Cmdlet, 'command'>): readonly string[] {
  const kebab =
    parameter.name === 'ConfirmSiteCode'
      ? 'confirm'
      : kebabOf(parameter.name === 'OutputFormat' ? 'Output' : parameter.name);
  const value = parameter.type === 'SwitchParameter' ? '' : ` ${parameter.valueName ?? parameter.type}`;
  const isCmdlet = cmdlet.command === undefined;
  return [
    isCmdlet ? `-${parameter.name}${value}` : `--${kebab}${value}`,
    isCmdlet ? `--${kebab}` : `-${parameter.name}`,
    ...(parameter.short === undefined ? [] : [`-${parameter.short}`]),
    ...(parameter.aliases ?? []).map(alias => `-${alias}`),
  ];
}

function parameterLines(parameter: Parameter, cmdlet: Cmdlet, depth: HelpDepth): readonly string[] {
  const [name, ...others] = spellings(parameter, cmdlet);
  const short = [
    ...(parameter.mandatory === true ? ['needed'] : []),
    ...(parameter.validateSet === undefined ? [] : [parameter.validateSet.join(', ')]),
    `also ${others.join(', ')}`,
  ];
  if (depth !== 'full') return [`    ${name}`, `        ${parameter.help} (${short.join('; ')})`];
  const pipeline = [
    ...(parameter.valueFromPipeline === true ? ['ByValue'] : []),
    ...(parameter.valueFromPipelineByPropertyName === true ? ['ByPropertyName'] : []),
  ];
  const rows: readonly (readonly [string, string])[] = [
    ['Type', parameter.type],
    ['Required?', String(parameter.mandatory === true)],
    ['Position?', parameter.position === undefined ? 'named' : String(parameter.position)],
    ['Accepted values', parameter.validateSet?.join(', ') ?? parameter.validateRange?.join(' to ') ?? ''],
    ['Parameter set', parameter.sets?.join(', ') ?? '(all)'],
    ['Accept pipeline input?', pipeline.length === 0 ? 'false' : `true (${pipeline.join(', ')})`],
    ['Accept wildcard characters?', String(parameter.wildcards === true)],
    ['Also', others.join(', ')],
  ];
  return [
    `    ${name}`,
    `        ${parameter.help}`,
    ...rows.filter(([, value]) => value !== '').map(([key, value]) => `        ${key.padEnd(28)}${value}`),
    '',
  ];
}
