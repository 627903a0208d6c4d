// What `cmproxy status` takes, with examples.
import type {Example, Parameter} from '../cmdlet.ts';
import {statusRecordColumns} from '../views/status-records.ts';

export const statusExamples: readonly Example[] = [
  {command: 'cmproxy status', about: 'the site systems, faults first'},
  {command: 'cmproxy status --output json', about: 'the same for scripts'},
  {
    command: 'cmproxy status --against before.json',
    about: 'what changed since a saved status or an export; 2 where something did',
  },
  {
    command: "cmproxy status --filter 'site=PS1 state=warning' --sort proxy --output csv --out status.csv",
    about: 'some of them, in another order, into a file',
  },
  {command: 'cmproxy status --all --wide --output table', about: 'everything in one table, nothing cut'},
  {
    command: 'cmproxy status --output csv --columns server,proxy,address,state',
    about: 'some columns, for a spreadsheet',
  },
  {command: 'cmproxy status --watch --output json', about: 'what changes, as JSON lines, until Ctrl+C'},
  {
    command: "cmproxy status --account 'CONTOSO\\svc-proxy'",
    about: 'the servers that use or still store this account',
  },
];

export const statusParameters: readonly Parameter[] = [
  {
    name: 'Against',
    completes: 'file',
    type: 'String',
    valueName: 'FILE',
    validateNotNullOrEmpty: true,
    help: 'A hierarchy file or a saved `status --output json`: show what changed since.',
  },
  {
    name: 'ExitCode',
    type: 'SwitchParameter',
    help: 'End with 3 where something could not be read, 2 where a state is fault.',
  },
  {name: 'Faults', type: 'SwitchParameter', help: 'Only servers with a fault, a warning, or in an unknown state.'},
  {
    name: 'Account',
    type: 'String',
    valueName: 'DOMAIN\\user',
    validateNotNullOrEmpty: true,
    help: 'Only servers that use this account, or still store it.',
  },
  {
    name: 'Filter',
    type: 'String',
    valueName: 'TEXT',
    validateNotNullOrEmpty: true,
    help: 'Only servers that fit: words that must all be there; !TEXT the others; -f TEXT letters in order; site=, server=, proxy=, as=, account=, usedBy=, state=, code= compare a column.',
  },
  {
    name: 'Sort',
    type: 'String',
    valueName: 'COLUMN',
    validateSet: ['state', 'site', 'server', 'proxy', 'as', 'usedBy'],
    help: 'The order.',
  },
  {name: 'Descending', type: 'SwitchParameter', help: 'The other way round.'},
  {
    name: 'All',
    type: 'SwitchParameter',
    help: 'The table leaves out servers that use no internet and counts them; this shows them too.',
  },
  {
    name: 'Wide',
    short: 'w',
    type: 'SwitchParameter',
    help: 'The table with whole names, roles and findings, never cut.',
  },
  {
    name: 'Columns',
    type: 'String[]',
    valueName: 'NAME,NAME',
    validateNotNullOrEmpty: true,
    help: `The columns of plain and csv output, in this order: ${statusRecordColumns.join(', ')}.`,
  },
  {
    name: 'NeedsInternet',
    type: 'SwitchParameter',
    help: 'Only servers that use, could use or have a proxy, or with something wrong.',
  },
  {
    name: 'Out',
    completes: 'file',
    type: 'String',
    valueName: 'FILE',
    validateNotNullOrEmpty: true,
    help: 'Save it; an existing file is refused unless --force.',
  },
  {name: 'Force', type: 'SwitchParameter', short: 'f', help: 'Overwrite the file of --out.'},
  {
    name: 'Watch',
    type: 'SwitchParameter',
    help: 'Read again and again: on a terminal the table anew when it changed, in a pipe only what changed.',
  },
  {
    name: 'Interval',
    type: 'String',
    valueName: 'DURATION',
    help: 'Between readings of --watch; 5s unless said, 2s at least.',
  },
];
