// The pane below the table: what matters most about the row under the cursor, in a few lines.
import type {StatusReading} from '../../cmdlets/status/read-status.ts';
import type {StatusRow} from '../../cmdlets/status/status-rows.ts';
import {consoleNameOfRole, siteSystemRole} from '../../model/roles.ts';
import {sameServer} from '../../model/server-name.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Line} from '../components/lines.tsx';
import {stateWord} from './columns.ts';
import {byWorst, findingLines} from './finding-lines.ts';

/** So few that each is needed for the text itself. */
const fewRows = 3;

/** At most `rows` lines; the last says where there is more. */
export function detailLines(reading: StatusReading, row: StatusRow, width: number, rows: number): readonly Line[] {
  const lines = [headLine(row, width), ...bodyLines(reading, row, width)];
  if (lines.length <= rows || rows <= fewRows) return lines.slice(0, rows);
  return [
    ...lines.slice(0, Math.max(0, rows - 1)),
    {text: `  ${lines.length - rows + 1} more lines: enter opens`, look: 'dim'},
  ];
}

function headLine(row: StatusRow, width: number): Line {
  const state = stateWord(row.state);
  const roles = (row.status?.roles ?? []).filter(name => name !== siteSystemRole).map(consoleNameOfRole);
  const room = Math.max(1, width - state.length - 1);
  const name = row.server === '' ? `Site ${row.siteCode}` : row.server;
  const text = cutToWidth(makeSafe([name, row.siteCode, ...roles].join('  ')), room);
  const look = row.state === 'fault' ? ('fault' as const) : row.state === 'ok' ? undefined : ('warning' as const);
  return {
    text: `${padToWidth(text, room)} ${state}`,
    look: 'heading',
    end: look === undefined ? undefined : {length: state.length, look},
  };
}

function bodyLines(reading: StatusReading, row: StatusRow, width: number): readonly Line[] {
  if (row.status === null) return indented(row.why ?? 'not told', width);
  const worst = byWorst(row.status.findings);
  const isSerious = ({severity, accepted}: (typeof worst)[number]): boolean =>
    severity !== 'information' && accepted === undefined;
  const serious = worst.filter(isSerious);
  const rest = worst.filter(finding => !isSerious(finding));
  return [
    ...serious.flatMap(finding => findingLines(finding, width - 2)).map(({text, look}) => ({text: `  ${text}`, look})),
    ...indented(
      row.usedBy.length === 0
        ? 'Nothing that uses the internet follows this server.'
        : `Follows this server: ${row.usedBy.join(', ')}`,
      width,
    ),
    ...indented(storedText(reading, row), width),
    ...rest.flatMap(finding => findingLines(finding, width - 2)).map(({text, look}) => ({text: `  ${text}`, look})),
  ];
}

function indented(text: string, width: number): readonly Line[] {
  return wrapText(text, Math.max(10, width - 2), '').map(line => ({text: `  ${line}`}));
}

/** When cmproxy wrote it last. In use is never told without evidence. */
function storedText({runs}: StatusReading, row: StatusRow): string {
  const run = runs.find(item =>
    item.servers.some(server => server.siteCode === row.siteCode && sameServer(server.server, row.server)),
  );
  const stored =
    run === undefined
      ? 'No write by cmproxy is recorded.'
      : `Written ${run.at.slice(0, 16).replace('T', ' ')} UTC${run.ticket === null ? '' : `, ${run.ticket}`}, by ${run.who}.`;
  return `${stored}   In use: not checked`;
}
