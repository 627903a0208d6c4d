// A plan for people: the diff in writing order, findings, who inherits before and after, follow-ups, the way back.
import type {FieldKey} from '../../model/finding.ts';
import type {Plan, PlannedChange} from '../../plan/plan.ts';
import {withoutCiCommands} from '../../terminal/ci-commands.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderTable} from '../../terminal/render-table.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {findingLines} from '../change/show-findings.ts';
import type {Records} from '../write-records.ts';
import {isAffected, previewTable} from './preview-view.ts';
import {accountText, fullName} from './proxy-text.ts';
import {countText} from './summary.ts';

const fieldTitles: Readonly<Record<FieldKey, string>> = {
  'proxy.enabled': 'use a proxy',
  'proxy.serverName': 'proxy name',
  'proxy.port': 'port',
  'proxy.account': 'connect as',
  'softwareUpdatePoint.useProxy': 'SUP sync proxy',
  'softwareUpdatePoint.useProxyForAutoDeploymentRule': 'SUP ADR proxy',
};

export interface FieldDifference {
  readonly field: FieldKey | 'account';
  readonly title: string;
  readonly before: string;
  readonly after: string;
}

/** One line for each field that a change moves. */
export function fieldDifferences(change: PlannedChange): readonly FieldDifference[] {
  if (change.object === 'account')
    return [
      {
        field: 'account',
        title: `account ${change.userName}`,
        before: change.before.exists ? 'exists' : 'missing',
        after: change.after.exists ? 'exists' : 'missing',
      },
    ];
  return change.fields.map(field => ({
    field,
    title: fieldTitles[field],
    before: fieldText(change.before, field),
    after: fieldText(change.after, field),
  }));
}

/** The one of these that a field is; a field that the change does not move has the same on both sides. */
export function diffLineOf(change: PlannedChange, field: FieldKey | 'account'): FieldDifference {
  const found = fieldDifferences(change).find(difference => difference.field === field);
  return found ?? {field, title: field, before: '', after: ''};
}

type Side = Exclude<PlannedChange, {object: 'account'}>['before'];

function fieldText(side: Side, field: FieldKey): string {
  if ('useProxy' in side)
    return yesNo(field === 'softwareUpdatePoint.useProxy' ? side.useProxy : side.useProxyForAutoDeploymentRule);
  if (field === 'proxy.enabled') return yesNo(side.enabled);
  if (field === 'proxy.serverName') return side.serverName ?? '-';
  if (field === 'proxy.port') return side.port === null ? '-' : String(side.port);
  return accountText(side.account);
}

function yesNo(value: boolean): string {
  return value ? 'yes' : 'no';
}

export function diffTable(changes: readonly PlannedChange[], width: number | null): string {
  return renderTable({
    columns: [
      {title: '#', align: 'right'},
      {title: 'SERVER', shrink: 1, minWidth: 8},
      {title: 'FIELD', shrink: 4, minWidth: 8},
      {title: 'NOW', shrink: 2, minWidth: 6},
      {title: 'AFTER', shrink: 3, minWidth: 6},
    ],
    rows: changes.flatMap(change =>
      fieldDifferences(change).map((difference, index) => [
        index === 0 ? String(change.order) : '',
        index === 0 ? fullName(change) : '',
        difference.title,
        difference.before,
        difference.after,
      ]),
    ),
    width,
  });
}

const mostShown = 200;

export function planText(plan: Plan, width: number | null): string {
  const servers = new Set(plan.changes.map(fullName)).size;
  const lines: string[] = [
    `Plan ${plan.id}   ${countText(plan.changes.length, 'write')} at ${countText(servers, 'server')}${plan.ticket === null ? '' : `   ticket ${plan.ticket.trim().replaceAll(/\s+/g, ' ')}`}`,
    `on ${plan.connection} (${plan.hierarchyId}), read ${plan.basedOn.readAt}`,
    '',
  ];
  if (plan.changes.length === 0) lines.push('Nothing differs: every chosen server is already as asked.');
  else {
    lines.push(diffTable(plan.changes.slice(0, mostShown), width).trimEnd());
    if (plan.changes.length > mostShown)
      lines.push(`and ${countText(plan.changes.length - mostShown, 'more write')}: --output json shows all`);
  }
  for (const {why, ...item} of plan.skipped.slice(0, mostShown)) lines.push(`skipped ${fullName(item)}: ${why}`);
  for (const {why, ...item} of plan.unknown.slice(0, mostShown)) lines.push(`unknown ${fullName(item)}: ${why}`);
  if (plan.inheritance.some(isAffected))
    lines.push(
      '',
      'Who inherits',
      previewTable(
        plan.inheritance.map(row => ({...row, notes: []})),
        {width, proposed: true},
      ).trimEnd(),
    );
  if (plan.findings.length > 0)
    lines.push(
      '',
      'Findings',
      ...plan.findings
        .slice(0, mostShown)
        .flatMap(findingLines)
        .flatMap(line => wrapText(line, width)),
    );
  if (plan.followUp.length > 0)
    lines.push(
      '',
      'Afterwards',
      ...plan.followUp
        .slice(0, mostShown)
        .map(
          item =>
            `${item.server === '' ? '' : `${item.server}: `}${item.why}${item.documented ? '' : ' (not documented)'}${item.command === '' ? '' : `: ${item.command}`}`,
        )
        .flatMap(line => wrapText(line, width)),
    );
  return `${lines.flatMap(line => line.split('\n').map(part => withoutCiCommands(makeSafe(part)))).join('\n')}\n`;
}

export function planRecords(plan: Plan): Records {
  return {
    columns: ['order', 'siteCode', 'server', 'object', 'field', 'before', 'after'],
    rows: [
      ...plan.changes.flatMap(change =>
        fieldDifferences(change).map(difference => [
          String(change.order),
          change.siteCode,
          change.server,
          change.object,
          difference.field,
          difference.before,
          difference.after,
        ]),
      ),
      ...plan.skipped.map(item => ['', item.siteCode, item.server, 'skipped', '', '', item.why]),
      ...plan.unknown.map(item => ['', item.siteCode, item.server, 'unknown', '', '', item.why]),
    ],
  };
}
