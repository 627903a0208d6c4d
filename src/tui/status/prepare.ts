// Commands that the status screen prepares: exactly what a person would type for the same.
import {commandLine} from './command-line.ts';
import {filterFor} from '../../cmdlets/status/filter-rows.ts';
import type {Prepared, StatusState} from './state.ts';

/** `--connection`, and the filter and order that are on the screen. */
function shownArgs(state: StatusState): readonly string[] {
  const {filter, faultsOnly, sort, reading} = state;
  return [
    'status',
    ...(reading === null ? [] : ['--connection', reading.open.site.name]),
    ...(filter.trim() === '' ? [] : [`--filter=${filter.trim()}`]),
    ...(faultsOnly ? ['--faults'] : []),
    ...(filter.trim() === '' && !state.all ? ['--needs-internet'] : []),
    ...(sort.column === 'state' && !sort.descending ? [] : ['--sort', sort.column]),
    ...(sort.descending ? ['--descending'] : []),
  ];
}

/** The command that shows what the screen shows. */
export function shownCommand(state: StatusState): string {
  return commandLine(shownArgs(state));
}

/** The same into a file of the present folder; its name tells the time of the reading. */
export function prepareExport(state: StatusState, format: 'csv' | 'json' | 'plain'): Prepared {
  const at = (state.reading?.open.reading.readAt ?? '').slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const file = `cmproxy-status-${at}.${format === 'plain' ? 'txt' : format}`;
  return {
    title: 'Export what is shown',
    args: [...shownArgs(state), '--output', format, '--out', file],
    review: [`Writes ${file} in the present folder; an existing file is not overwritten.`],
    siteCode: null,
  };
}

/** The command that accepts a finding. `until`: a date, or '' for good. */
export function prepareAccept(
  state: StatusState,
  accepting: NonNullable<StatusState['accepting']>,
  until: string,
): StatusState {
  const row = state.reading?.rows.find(({key}) => key === accepting.row);
  if (row === undefined) return {...state, accepting: null, message: 'The server is gone from the latest reading.'};
  const name = `${row.siteCode}/${row.server}`;
  return {
    ...state,
    prepared: {
      title: `Accept ${accepting.code} of ${name}`,
      args: [
        'finding',
        'accept',
        accepting.code,
        '--server',
        name,
        ...(until.trim() === '' ? [] : ['--until', until.trim()]),
        ...(accepting.reason.trim() === '' ? [] : [`--reason=${accepting.reason.trim()}`]),
        '--connection',
        state.reading?.open.site.name ?? '',
      ],
      review: ['It is shown in grey from then on and does not count for the state. Plans are not affected.'],
      siteCode: null,
    },
  };
}

/** The command that takes an acceptance back. */
export function prepareTakeBack(
  state: StatusState,
  {code, row: about}: {readonly code: string; readonly row: string},
): StatusState {
  const row = state.reading?.rows.find(({key}) => key === about);
  if (row === undefined) return {...state, message: 'The server is gone from the latest reading.'};
  const name = `${row.siteCode}/${row.server}`;
  return {
    ...state,
    prepared: {
      title: `Take back that ${code} of ${name} is accepted`,
      args: ['finding', 'remove', code, '--server', name, '--connection', state.reading?.open.site.name ?? ''],
      review: ['It counts for the state again.'],
      siteCode: null,
    },
  };
}

/** The status of one server as a command. */
export function serverCommand(siteCode: string, server: string, connection: string): string {
  return commandLine([
    'status',
    '--connection',
    connection,
    `--filter=${filterFor('site', siteCode)} ${filterFor('server', server)}`,
  ]);
}
