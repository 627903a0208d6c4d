// Who will inherit, while it is typed.
import {identityName, isAffected, verdictText} from '../../cmdlets/views/preview-view.ts';
import {shortSubject} from '../../cmdlets/views/used-by.ts';
import {shortName} from '../../model/server-name.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {answerOf, firstProblem} from '../../wizard/answers.ts';
import {planOfState, type Plan} from '../../wizard/plan-of-state.ts';
import type {InheritanceRow} from '../../wizard/role-facts.ts';
import type {WizardState} from '../../wizard/state.ts';
import type {Line} from '../components/lines.tsx';
import {findingTexts} from './finding-texts.ts';

/** Said beside their fields already. */
const fieldErrors = new Set(['CMP001', 'CMP002', 'CMP003']);

/** At most `most` lines; the last then says how many more there are and how to see them. */
export function previewLines(state: WizardState, width: number, most: number): readonly Line[] {
  if (firstProblem(state) >= 0) return [{text: 'WHO WILL INHERIT: shown as soon as every answer is good', look: 'dim'}];
  const made = planOfState(state);
  if (made.kind === 'refused') return wrapText(made.why, width).map(text => ({text, look: 'warning'}));
  const lines = [...errorLines(made.plan, width), ...inheritLines(state, made.plan, width)];
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), {text: `  ${lines.length - most + 1} more: f5 shows all`, look: 'dim'}];
}

function errorLines(plan: Plan, width: number): readonly Line[] {
  const errors = plan.findings.filter(({severity, code}) => severity === 'error' && !fieldErrors.has(code));
  return findingTexts(errors).flatMap(({code, text}) =>
    wrapText(`${text}${code === 'CMP004' ? ' (f2 creates it)' : ''}`, width).map((line): Line => ({
      text: line,
      look: 'fault',
    })),
  );
}

let last: {
  readonly plan: Plan;
  readonly width: number;
  readonly isOff: boolean;
  readonly lines: readonly Line[];
} | null = null;

/** A heading, then a line for each group of rows that change alike; made once for a plan. */
export function inheritLines(state: WizardState, plan: Plan, width: number): readonly Line[] {
  const isOff = answerOf(state, 'proxy.enabled') === 'no' && plan.changes.length > 0;
  if (last?.plan !== plan || last.width !== width || last.isOff !== isOff)
    last = {plan, width, isOff, lines: makeInheritLines(plan, width, isOff)};
  return last.lines;
}

function makeInheritLines(plan: Plan, width: number, isOff: boolean): readonly Line[] {
  const affected = plan.inheritance.filter(isAffected);
  const heading = isOff ? 'WHO LOSES IT, and needs direct access to the internet' : 'WHO WILL INHERIT';
  if (affected.length === 0) {
    const why = plan.changes.length === 0 ? 'nothing differs from now' : 'no role or feature changes its proxy';
    return [{text: `${heading}: ${why}`, look: 'heading'}];
  }
  return [
    {text: `${heading} (${affected.length})`, look: 'heading'},
    ...grouped(affected).flatMap(text => wrapText(`  ${text}`, width).map(line => ({text: line}))),
  ];
}

/** Rows of one server that change alike are one line: `CM00 SCP, SUP: proxy-a:8080 -> proxy-c:8080, as System`. */
function grouped(rows: readonly InheritanceRow[]): readonly string[] {
  const groups = new Map<string, {readonly server: string; readonly what: string; readonly subjects: Set<string>}>();
  for (const row of rows) {
    const [before, after] = [row.before ?? row, row.after ?? row];
    const server = row.server === null ? '' : shortName(row.server);
    const as = after.proxy === null ? '' : `, as ${identityName(after.identity)}`;
    const what = `${verdictText(before)} -> ${verdictText(after)}${as}`;
    const key = `${row.siteCode}/${server} ${what}`;
    const group = groups.get(key) ?? {server, what, subjects: new Set()};
    group.subjects.add(shortSubject(row.subject));
    groups.set(key, group);
  }
  return [...groups.values()].map(
    ({server, what, subjects}) => `${server === '' ? '' : `${server} `}${[...subjects].join(', ')}: ${what}`,
  );
}
