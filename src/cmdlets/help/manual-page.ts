// The manual page, made from the table of cmdlets, in the language of man(7).
import type {Cmdlet} from '../cmdlet.ts';
import {ownParameters, spelledCommand, spellings} from './cmdlet-help.ts';
import {commonParameters} from '../common-parameters.ts';
import {topics, variables} from './help-topics.ts';

/** When the page was last made anew by hand; a date of the build would make every build another one. */
const revised = '2026-11-24';

/** The same for the same table and version. */
export function manualPage(cmdlets: readonly Cmdlet[], version: string): string {
  const exits = topics.find(({name}) => name === 'exit-codes')?.text() ?? '';
  return `${[
    `.TH CMPROXY 1 "${revised}" "cmproxy ${roff(version)}" "User Commands"`,
    '.ad l',
    '.SH NAME',
    'cmproxy \\- the internet proxy of Configuration Manager site systems',
    '.SH SYNOPSIS',
    '.B cmproxy',
    '.RI [ command ]',
    '.RI [ options ]',
    '.SH DESCRIPTION',
    'Sets, previews, applies, verifies and undoes the internet proxy of site system servers. Without a command, on a terminal, it shows the status screen.',
    'Every command is also a cmdlet; a parameter is spelled',
    '.B \\-\\-proxy\\-server\\-name',
    'or',
    '.BR \\-ProxyServerName .',
    '.SH COMMANDS',
    ...cmdlets.flatMap(cmdlet => commandLines(cmdlet)),
    '.SH OPTIONS OF EVERY COMMAND',
    ...commonParameters.flatMap(parameter => [
      '.TP',
      `.B ${roff(spellings(parameter, {command: []}).slice(0, 1).join(', '))}`,
      line(parameter.help),
    ]),
    '.SH EXIT STATUS',
    ...exits.split('\n').flatMap(text => {
      const found = /^ +(?<code>\d+) {2}(?<meaning>.+)$/.exec(text)?.groups;
      return found === undefined ? [] : ['.TP', `.B ${found['code']}`, line(found['meaning'] ?? '')];
    }),
    '.SH ENVIRONMENT',
    ...variables.flatMap(([name, about]) => ['.TP', `.B ${roff(name)}`, line(about)]),
    '.SH SEE ALSO',
    'Proxy server support in Configuration Manager:',
    'https://learn.microsoft.com/en\\-us/intune/configmgr/core/plan\\-design/network/proxy\\-server\\-support',
  ].join('\n')}\n`;
}

function commandLines(cmdlet: Cmdlet): readonly string[] {
  const title = cmdlet.command === undefined ? cmdlet.name : `${spelledCommand(cmdlet)} (${cmdlet.name})`;
  return [
    `.SS ${roff(title)}`,
    line(cmdlet.synopsis),
    ...(cmdlet.description === undefined ? [] : ['.PP', line(cmdlet.description)]),
    ...ownParameters(cmdlet).flatMap(parameter => [
      '.TP',
      `.B ${roff(spellings(parameter, cmdlet)[0] ?? '')}`,
      line(parameter.help),
    ]),
    ...cmdlet.examples.flatMap(({command, about}) => [
      '.PP',
      ...(about === '' ? [] : [line(`${about}:`)]),
      '.RS',
      '.nf',
      line(command),
      '.fi',
      '.RE',
    ]),
  ];
}

/** A line of text: a dot or a quote at its start would be a request. */
function line(text: string): string {
  const escaped = roff(text.replaceAll(/\s+/g, ' ').trim());
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}

function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replaceAll("'", '\\(aq')
    .replaceAll('`', '\\(ga')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replaceAll('"', '\\(dq');
}
