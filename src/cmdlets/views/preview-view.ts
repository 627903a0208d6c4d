// The inheritance preview for people and for pipes.
import type {InheritanceRow, Identity, Verdict} from '../../inheritance/row.ts';
import {shortName} from '../../model/server-name.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import type {Records} from '../write-records.ts';
import {addressText} from './proxy-text.ts';
import {countText} from './summary.ts';
import {subjectName} from './used-by.ts';

const usesText: Readonly<Record<Verdict['uses'], string>> = {
  yes: 'yes',
  no: 'no',
  switchOff: 'switch off',
  upstream: 'upstream',
  notApplicable: 'no internet',
  notDocumented: 'not documented',
  unknown: 'unknown',
};

export function identityName(identity: Identity): string {
  if (identity.kind === 'account') return identity.userName;
  return identity.kind === 'none' ? '-' : identity.kind === 'system' ? 'System' : 'not documented';
}

/** What a verdict says in a few words: `proxy:8080`, `upstream CM00`, `switch off`. */
export function verdictText(verdict: Verdict): string {
  if (verdict.uses === 'upstream')
    return verdict.follows.server === null ? 'upstream' : `upstream ${shortName(verdict.follows.server)}`;
  if (verdict.proxy !== null && (verdict.uses === 'yes' || verdict.uses === 'notDocumented')) {
    const address = addressText(verdict.proxy.serverName, verdict.proxy.port);
    return verdict.uses === 'yes' ? address : `${address}?`;
  }
  return usesText[verdict.uses];
}

/** Whether a proposed change alters what a row says. */
export function isAffected(row: InheritanceRow): boolean {
  return (
    row.before !== undefined && row.after !== undefined && JSON.stringify(row.before) !== JSON.stringify(row.after)
  );
}

/** A table; with a proposed change only the rows that it alters, and how many stay. */
export function previewTable(
  rows: readonly InheritanceRow[],
  options: {readonly width: number | null; readonly proposed: boolean},
): string {
  const shown = options.proposed ? rows.filter(isAffected) : rows.filter(row => row.uses !== 'notApplicable');
  const table = renderTable({
    columns: [
      {title: 'SITE'},
      {title: 'SERVER', shrink: 1, minWidth: 6},
      {title: 'ROLE OR FEATURE', shrink: 2, minWidth: 12},
      ...(options.proposed
        ? [
            {title: 'BEFORE', shrink: 3, minWidth: 8},
            {title: 'AFTER', shrink: 4, minWidth: 8},
          ]
        : [{title: 'USES', shrink: 3, minWidth: 8}]),
      {title: 'AS', shrink: 5, minWidth: 6},
    ],
    rows: shown.map(row => [
      row.siteCode || '-',
      row.server === null ? '-' : shortName(row.server),
      subjectName(row.subject),
      ...(options.proposed ? [verdictText(row.before ?? row), verdictText(row.after ?? row)] : [verdictText(row)]),
      identityName((row.after ?? row).identity),
    ]),
    width: options.width,
  });
  const left = rows.length - shown.length;
  const rest = options.proposed
    ? `${countText(left, 'other row')} ${left === 1 ? 'stays as it is' : 'stay as they are'}.`
    : `${countText(left, 'row')} without an internet connection, or not in use (--output json shows them with their sources).`;
  const notes = [
    ...new Set(
      shown.flatMap(row =>
        row.notes.map(note =>
          makeSafe(`${note.code} ${row.server === null ? '' : `${shortName(row.server)}: `}${note.text}`),
        ),
      ),
    ),
  ];
  const body =
    shown.length === 0
      ? options.proposed
        ? 'No role or feature changes its proxy.\n'
        : 'No role or feature uses the internet.\n'
      : table;
  return `${[body.trimEnd(), '', ...(left > 0 ? [rest] : []), ...notes.slice(0, 30)].join('\n').trimEnd()}\n`;
}

export function previewRecords(rows: readonly InheritanceRow[]): Records {
  const cells = (verdict: Verdict | undefined): readonly string[] =>
    verdict === undefined
      ? ['', '', '', '']
      : [
          verdict.uses,
          verdict.proxy === null ? '' : addressText(verdict.proxy.serverName, verdict.proxy.port),
          identityCell(verdict.identity),
          verdict.follows.how,
        ];
  return {
    columns: [
      'siteCode',
      'server',
      'subject',
      'kind',
      'uses',
      'address',
      'identity',
      'follows',
      'followsServer',
      'usesBefore',
      'addressBefore',
      'identityBefore',
      'followsBefore',
      'notes',
      'source',
    ],
    rows: rows.map(row => [
      row.siteCode,
      row.server ?? '',
      row.subject,
      row.kind,
      ...cells(row),
      row.follows.server ?? '',
      ...cells(row.before),
      row.notes.map(note => note.code).join(' '),
      row.source,
    ]),
  };
}

function identityCell(identity: Identity): string {
  return identity.kind === 'account' ? identity.userName : identity.kind;
}
