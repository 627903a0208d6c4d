// A plan as cmproxy commands for a POSIX shell: each expects what was there, and writes nothing where it is already as wanted.
import {settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {quoteComment} from './quote-comment.ts';
import type {ScriptPart} from './script-parts.ts';
import {accountSteps, serverSteps, type ServerStep} from './server-steps.ts';

export interface CliPlace {
  readonly connection: string;
  /** The site code to give for this server, which hosts the service connection point; null for every other. */
  readonly confirmFor: (step: ServerStep) => string | null;
}

/** `--expect` stops with 5 before anything is written where a record is neither as expected nor as wanted. */
export function cliScript({changes, header}: ScriptPart, {connection, confirmFor}: CliPlace): string {
  const comment = (text: string): string => `# ${quoteComment(text)}`.trimEnd();
  const created = new Set(accountSteps(changes).map(({userName}) => userName.toLowerCase()));
  const commands = grouped(serverSteps(changes), confirmFor).map(({steps, confirm}) => {
    const [first] = steps;
    if (first === undefined) return '';
    const createsAccount = created.has((first.want['proxy.account'] ?? '').toLowerCase());
    return [
      `"$cmproxy" apply --connection=${quoteShell(connection)} --yes`,
      ...(confirm === null ? [] : [`--confirm=${quoteShell(confirm)}`]),
      ...(createsAccount ? ['--create-account'] : []),
      ...(header.ticket === null ? [] : [`--ticket=${quoteShell(header.ticket)}`]),
      ...steps.map(({siteCode, server}) => `--server=${quoteShell(`${siteCode}/${server}`)}`),
      ...settingWords('--expect', first.expect),
      ...settingWords('--set', first.want),
    ].join(' \\\n  ');
  });
  return `${[
    '#!/bin/sh',
    comment(`${header.title}, made by cmproxy ${header.toolVersion} on ${header.createdAt}`),
    comment(`Plan ${header.planHash}`),
    comment(`Hierarchy ${header.hierarchyId}`),
    ...(header.ticket === null ? [] : [comment(`Ticket ${header.ticket}`)]),
    ...header.notes.map(comment),
    ...accountSteps(changes).map(({siteCode, userName}) =>
      comment(`Creates the account ${userName} at site ${siteCode}: its password is asked for on the terminal`),
    ),
    '#',
    '# A second run writes nothing. A record that is neither as expected nor as wanted ends the script with 5, before its server is written.',
    '',
    'set -eu',
    'cmproxy=${CMPROXY:-cmproxy}',
    '',
    ...(commands.length === 0 ? ['# Nothing differs.'] : commands),
  ].join('\n')}\n`;
}

interface Group {
  readonly steps: readonly ServerStep[];
  readonly confirm: string | null;
}

/** Servers that follow one another and expect and want the same share a command. */
function grouped(steps: readonly ServerStep[], confirmFor: CliPlace['confirmFor']): readonly Group[] {
  const groups: {key: string; steps: ServerStep[]; confirm: string | null}[] = [];
  for (const step of steps) {
    const confirm = confirmFor(step);
    const key = JSON.stringify([step.expect, step.want, confirm]);
    const last = groups.at(-1);
    if (last?.key === key) last.steps.push(step);
    else groups.push({key, steps: [step], confirm});
  }
  return groups;
}

function settingWords(option: string, change: DesiredChange): readonly string[] {
  return settingKeys.flatMap(key => {
    const value = change[key];
    return value === undefined ? [] : [`${option}=${quoteShell(`${key}=${value}`)}`];
  });
}

/** Everything between single quotes is literal in a POSIX shell; a quote is written outside of them. Source: POSIX.1-2024, Shell Command Language, 2.2.2. */
export function quoteShell(text: string): string {
  return /^[A-Za-z0-9_./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
