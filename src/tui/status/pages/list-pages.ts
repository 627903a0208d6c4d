// Lists over the table: accounts, proxies, history, one run, the command log, the order, the export, the menu.
import {filterFor} from '../../../cmdlets/status/filter-rows.ts';
import type {StatusReading} from '../../../cmdlets/status/read-status.ts';
import {statusColumns, type StatusRow} from '../../../cmdlets/status/status-rows.ts';
import {countText} from '../../../cmdlets/views/summary.ts';
import {logShort, type CommandLog} from '../../command-log.ts';
import {byWorst, findingLines} from '../finding-lines.ts';
import {words} from '../keys.ts';
import type {StatusState} from '../state.ts';
import {listPage, type Item, type PageView} from './page-view.ts';

function tally(rows: readonly StatusRow[], keysOfRow: (row: StatusRow) => readonly string[]): Map<string, StatusRow[]> {
  const groups = new Map<string, StatusRow[]>();
  for (const row of rows)
    for (const key of keysOfRow(row)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [row]);
      else group.push(row);
    }
  return groups;
}

/** `CM00, CM01, SUP01 and 4 more`. */
function someNames(rows: readonly StatusRow[]): string {
  const most = 6;
  const names = rows.slice(0, most).map(row => row.name);
  return rows.length > most ? `${names.join(', ')} and ${rows.length - most} more` : names.join(', ');
}

export function proxiesPage({rows}: StatusReading): PageView {
  const groups = [
    ...tally(
      rows.filter(row => row.server !== ''),
      row => [row.group],
    ),
  ].toSorted((a, b) => b[1].length - a[1].length);
  const items = groups.map(([group, members]): Item => {
    const faults = members.filter(row => row.state === 'fault').length;
    return {
      line: {
        text: `${group === '?' ? 'could not be read' : group}  x${members.length}${faults === 0 ? '' : `, ${countText(faults, 'fault')}`}: ${someNames(members)}`,
      },
      event: {type: 'setFilter', filter: filterFor('proxy', group)},
      copy: group,
    };
  });
  return listPage('By proxy', items, {
    intro: [{text: 'Enter shows the servers of one, to mark and change them.', look: 'dim'}],
  });
}

export function accountsPage({rows, open}: StatusReading): PageView {
  const {accounts} = open.reading.hierarchy;
  const groups = tally(rows, row => row.accounts);
  const sites = new Map<string, {name: string; codes: string[]}>();
  for (const {userName, siteCode} of accounts ?? []) {
    const entry = sites.get(userName.toLowerCase()) ?? {name: userName, codes: []};
    entry.codes.push(siteCode);
    sites.set(userName.toLowerCase(), entry);
  }
  const users = new Map<string, StatusRow[]>();
  for (const [name, members] of groups) {
    const key = name.toLowerCase();
    users.set(key, [...(users.get(key) ?? []), ...members]);
    if (!sites.has(key)) sites.set(key, {name, codes: []});
  }
  const system = rows.filter(row => row.status?.proxy?.enabled === true && row.status.proxy.account.kind === 'system');
  const usesOf = (key: string): number => (users.get(key) ?? []).filter(row => row.as.toLowerCase() === key).length;
  const sorted = [...sites].toSorted(([a], [b]) => usesOf(b) - usesOf(a) || (a < b ? -1 : 1));
  const items = sorted.map(([key, {name, codes}]): Item => {
    const members = users.get(key) ?? [];
    const using = usesOf(key);
    const stored = members.length - using;
    const where =
      accounts === null
        ? 'whether it exists was not read'
        : codes.length === 0
          ? 'exists at no site'
          : `exists at ${codes.join(', ')}`;
    return {
      line: {
        text: `${name}  used by ${countText(using, 'server')}${stored === 0 ? '' : `, stored and not used at ${stored}`}; ${where}`,
        ...(codes.length === 0 && using > 0 && accounts !== null ? {look: 'fault' as const} : {}),
      },
      event: {type: 'setFilter', filter: filterFor('account', name)},
      copy: name,
    };
  });
  return listPage('Accounts', items, {
    intro: [
      {text: `The computers' own System accounts are used by ${countText(system.length, 'server')}.`},
      {text: 'Enter shows the servers that use an account or still store it.', look: 'dim'},
    ],
    empty: 'No account is used, stored or listed.',
  });
}

export function logPage(log: CommandLog): PageView {
  const items = log.toReversed().map((entry): Item => ({
    line: {
      text: `${entry.startedAt.slice(11, 19)}  ${logShort(entry)}  ${entry.line}`,
      ...(entry.exitCode === 0 || entry.exitCode === null ? {} : {look: 'warning' as const}),
    },
    event: {type: 'copyText', text: entry.line, what: 'the command'},
    copy: entry.line,
  }));
  return listPage('Command log', items, {
    intro: [{text: 'What these screens ran, newest first. Enter or c copies a command.', look: 'dim'}],
    empty: 'Nothing was run yet.',
  });
}

const columnWords: Readonly<Record<(typeof statusColumns)[number], string>> = {
  state: 'state, the worst first',
  site: 'site',
  server: 'server name',
  proxy: 'proxy',
  as: 'account',
  usedBy: 'who uses it',
};

export function sortPage({sort}: StatusState): PageView {
  return listPage(
    'Sort by',
    statusColumns.map(column => ({
      line: {
        text: `${columnWords[column]}${sort.column === column ? ` (now${sort.descending ? ', the other way round' : ''})` : ''}`,
      },
      event: {type: 'sort', column},
    })),
  );
}

export function exportPage(): PageView {
  return listPage(
    'Export what is shown',
    [
      {line: {text: 'CSV, for a spreadsheet'}, event: {type: 'export', format: 'csv'}},
      {line: {text: 'JSON, for a program'}, event: {type: 'export', format: 'json'}},
      {line: {text: 'plain text, one record a line'}, event: {type: 'export', format: 'plain'}},
    ],
    {
      intro: [
        {text: 'With the filter and the order that are on the screen, to a file in the present folder.', look: 'dim'},
      ],
    },
  );
}

export function menuPage(hasRow: boolean): PageView {
  const offered = words.filter(({word}) => hasRow || (word !== 'change' && word !== 'accept'));
  return listPage(
    'Menu',
    offered.map(({keys, help, action}) => ({line: {text: `${help}  (${keys[0] ?? ''})`}, event: action})),
  );
}

export function findingsPage(row: StatusRow): PageView {
  const findings = byWorst(row.status?.findings ?? []).filter(({code}) => code !== 'CMP008');
  return listPage(
    `Accept a finding of ${row.siteCode}/${row.server}`,
    findings.map(finding => {
      const [head] = findingLines(finding, Infinity);
      return {
        line: head ?? {text: finding.code},
        event: {type: finding.accepted === undefined ? 'accept' : 'takeBack', code: finding.code, row: row.key},
        copy: finding.text,
      };
    }),
    {
      intro: [
        {
          text: 'An accepted finding is shown in grey and does not count. Enter chooses one, or takes it back.',
          look: 'dim',
        },
      ],
      empty: 'This server has no finding that can be accepted.',
    },
  );
}
