// What the review says below the changes: findings, who inherits, the way back. Each in one line where there is little room, and never less without saying so.
import {isAffected} from '../../cmdlets/views/preview-view.ts';
import {countText} from '../../cmdlets/views/summary.ts';
import {lookAlikeWarning} from '../../model/look-alike.ts';
import {shortName} from '../../model/server-name.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth} from '../../terminal/text-width.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Plan} from '../../wizard/plan-of-state.ts';
import {whyNotWritten} from '../../wizard/reduce-confirm.ts';
import type {RunChoices, WizardState} from '../../wizard/state.ts';
import {undoText} from '../../wizard/undo-text.ts';
import type {Line} from '../components/lines.tsx';
import {findingTexts} from './finding-texts.ts';
import {inheritLines} from './preview-lines.ts';

/** Something said: whole, and in one line. */
interface Part {
  readonly short: Line;
  readonly full: readonly Line[];
}

interface Made {
  readonly plan: Plan;
  readonly state: WizardState;
  readonly width: number;
  readonly parts: readonly Part[];
}

let last: Made | null = null;

/** At most `room` lines. What does not fit whole is one line, from the end on; the last line says how many are missing. */
export function summaryLines(state: WizardState, plan: Plan, width: number, room: number): readonly Line[] {
  const parts = partsOf(state, plan, width);
  if (parts.length > room) {
    const shown = Math.max(0, room - 1);
    return room <= 0
      ? []
      : [
          ...parts.slice(0, shown).map(({short}) => short),
          {text: cutToWidth(`  ${parts.length - shown} more lines: v shows all`, width), look: 'dim'},
        ];
  }
  let spare = room - parts.length;
  return parts.flatMap(({short, full}) => {
    if (full.length - 1 > spare) return [short];
    spare -= full.length - 1;
    return full;
  });
}

/** Everything that `v` adds to the plan. */
export function afterPlanLines(state: WizardState, plan: Plan, width: number): readonly Line[] {
  return [`Undo: ${undoText(plan)}`, runText(state.run)].flatMap(text =>
    wrapText(makeSafe(text), width).map((part): Line => ({text: part})),
  );
}

function partsOf(state: WizardState, plan: Plan, width: number): readonly Part[] {
  if (
    last?.plan === plan &&
    last.width === width &&
    last.state.run === state.run &&
    last.state.answers === state.answers
  )
    return last.parts;
  const parts = makeParts(state, plan, width);
  last = {plan, state, width, parts};
  return parts;
}

/** The most important first. */
function makeParts(state: WizardState, plan: Plan, width: number): readonly Part[] {
  const part = (text: string, look?: Line['look']): Part => ({
    short: {text: cutToWidth(makeSafe(text), width), look},
    full: wrapText(makeSafe(text), width).map(line => ({text: line, look})),
  });
  const count = (severity: string): number => plan.findings.filter(finding => finding.severity === severity).length;
  const notes = count('information');
  const counts = `${countText(count('error'), 'error')}   ${countText(count('warning'), 'warning')}   ${count('unknown')} unknown   ${countText(notes, 'note')}${notes === 0 ? '' : ' (i)'}`;
  const why = whyNotWritten(state);
  const lookAlike = lookAlikeWarning(state.answers['proxy.serverName']);
  const inherit = inheritLines(state, plan, width);
  return [
    part(counts, count('error') > 0 ? 'fault' : 'heading'),
    ...(why === null ? [] : [part(why, 'warning')]),
    ...(lookAlike === null ? [] : [part(`Proxy server name: ${lookAlike}`, 'warning')]),
    ...findingTexts(plan.findings.filter(({severity}) => severity !== 'information')).map(({text, isError}) =>
      part(`  ${text}`, isError ? 'fault' : 'warning'),
    ),
    ...inherit.slice(0, 1).map(heading => ({
      short: {...heading, text: cutToWidth(`${heading.text}${serversText(plan)}`, width)},
      full: inherit,
    })),
    ...named(plan.unknown, 'unknown').map(text => part(text, 'warning')),
    ...named(plan.skipped, 'skipped').map(text => part(text)),
    part(`Undo: ${undoText(plan)}`),
    part('Test: not checked. What is stored is not yet known to be in use.'),
    part(runText(state.run)),
    ...plan.followUp
      .slice(0, mostNamed)
      .map(item =>
        part(
          `Afterwards: ${item.server === '' ? '' : `${shortName(item.server)}: `}${item.why}${item.command === '' ? '' : `: ${item.command}`}`,
        ),
      ),
  ];
}

const mostNamed = 5;

/** `: at CM00, CM01`. */
function serversText(plan: Plan): string {
  const servers = new Set(
    plan.inheritance.flatMap(row => (isAffected(row) && row.server !== null ? [shortName(row.server)] : [])),
  );
  return servers.size === 0 ? '' : makeSafe(`: at ${[...servers].slice(0, 20).join(', ')}`);
}

function named(
  items: readonly {readonly siteCode: string; readonly server: string; readonly why: string}[],
  what: string,
): readonly string[] {
  const texts = items
    .slice(0, mostNamed)
    .map(({siteCode, server, why}) => `  ${what} ${siteCode}${server === '' ? '' : `/${shortName(server)}`}: ${why}`);
  return items.length > mostNamed ? [...texts, `  and ${items.length - mostNamed} more ${what}`] : texts;
}

function runText({serial, pause, maxFailures}: RunChoices): string {
  const parts = [
    serial === '' ? 'one server first, then the others' : `in steps of ${serial}`,
    ...(pause === '' ? [] : [`a pause of ${pause} after the first`]),
    ...(maxFailures === '' ? [] : [`stops at ${maxFailures} failed`]),
  ];
  return `Runs: ${parts.join('; ')} (x)`;
}
