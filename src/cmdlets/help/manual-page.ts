// The manual page, made from the table of cmdlets, in the language of man(7).
import {exitCodes} from '../../model/exit-codes.ts';
import type {Cmdlet, Example} from '../cmdlet.ts';
import {ownParameters, spelledCommand, spellings} from './cmdlet-help.ts';
import {commonParameters} from '../common-parameters.ts';
import {exitsOf} from './command-exits.ts';
import {keptFiles, topics, variables} from './help-topics.ts';

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
    line(
      'Sets, previews, applies, verifies and undoes the internet proxy of site system servers. Without a command, on a terminal, it shows the status screen.',
    ),
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
    '.SH FILES',
    ...keptFiles.flatMap(([name, about]) => ['.TP', `.I ${roff(name)}`, line(about)]),
    '.PP',
    line(
      'Below CMPROXY_HOME; without it in $XDG_CONFIG_HOME/cmproxy, $XDG_STATE_HOME/cmproxy and $XDG_CACHE_HOME/cmproxy, or ~/.config/cmproxy, ~/.local/state/cmproxy and ~/.cache/cmproxy.',
    ),
    '.SH EXAMPLES',
    ...['status', 'wizard', 'plan', 'apply', 'replay', 'undo'].flatMap(name => exampleLines(cmdlets, name)).slice(1),
    '.SH SEE ALSO',
    line('cmproxy help, cmproxy help topics, cmproxy help COMMAND'),
    '.PP',
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
    ...cmdlet.examples.flatMap(shownExample),
    '.PP',
    line(
      `Exit codes: ${exitsOf(cmdlet)
        .map(name => String(exitCodes[name]))
        .join(', ')}.`,
    ),
  ];
}

/** The first example of a command. */
function exampleLines(cmdlets: readonly Cmdlet[], name: string): readonly string[] {
  const found = cmdlets.find(({command}) => command?.join(' ') === name);
  return (found?.examples ?? [])
    .slice(0, 1)
    .flatMap(example => shownExample({...example, about: example.about || found?.synopsis.replace(/[.:]$/, '') || ''}));
}

function shownExample({command, about}: Example): readonly string[] {
  return ['.PP', ...(about === '' ? [] : [line(`${about}:`)]), '.RS', '.nf', noRequest(roff(command)), '.fi', '.RE'];
}

/** Text in lines of at most 80 bytes, as mandoc asks for. */
function line(text: string): string {
  const lines: string[] = [];
  for (const word of roff(text.trim()).split(/\s+/)) {
    const joined = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length === 0 || Buffer.byteLength(joined) > 78) lines.push(word);
    else lines[lines.length - 1] = joined;
  }
  return lines.map(noRequest).join('\n');
}

/** A dot or a quote at the start of a line would be a request. */
function noRequest(text: string): string {
  return /^[.']/.test(text) ? `\\&${text}` : text;
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
