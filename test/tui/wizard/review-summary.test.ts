// What the review says below the changes, in little room and in much.
import {expect, test} from 'vitest';
import {summaryLines} from '../../../src/tui/wizard/review-summary.ts';
import type {WizardEvent} from '../../../src/wizard/events.ts';
import {planOfState, type Plan} from '../../../src/wizard/plan-of-state.ts';
import {reduce} from '../../../src/wizard/reduce.ts';
import type {WizardState} from '../../../src/wizard/state.ts';
import {contosoStart} from './contoso-start.ts';

const atReview = (names: readonly string[], ...events: readonly WizardEvent[]): {state: WizardState; plan: Plan} => {
  const start: readonly WizardEvent[] = [{type: 'next'}, {type: 'next'}, ...events, {type: 'next'}];
  const state = start.reduce(reduce, contosoStart(names));
  const made = planOfState(state);
  if (made.kind === 'refused') throw new Error(made.why);
  expect(state.phase).toBe('review');
  return {state, plan: made.plan};
};
const texts = (state: WizardState, plan: Plan, width: number, room: number): readonly string[] =>
  summaryLines(state, plan, width, room).map(line => line.text);

const four = ['CAS/CM00', 'PS1/CM01', 'PS1/SUP01', 'PS2/DP21'];
const newName: WizardEvent = {type: 'answer', key: 'proxy.serverName', value: 'proxy-c.contoso.com'};

test('every warning, who inherits, the way back and how it runs stand in 80x24', () => {
  const {state, plan} = atReview(four, newName);
  const lines = texts(state, plan, 80, 13);
  expect(lines.length).toBeLessThanOrEqual(13);
  for (const finding of plan.findings.filter(({severity}) => severity === 'warning'))
    expect(lines.join('\n')).toContain(finding.code);
  for (const wanted of [/^WHO WILL INHERIT \(\d+\): at CM00, /m, /^Undo: restores 4 records/m, /^Runs: /m])
    expect(lines.join('\n')).toMatch(wanted);
});

test('what is missing is counted, however little room there is', () => {
  const {state, plan} = atReview(four, newName);
  const all = texts(state, plan, 80, 100).length;
  for (const room of [1, 2, 5, 9]) {
    const lines = texts(state, plan, 80, room);
    expect(lines).toHaveLength(room);
    expect(lines.at(-1)).toMatch(/^ {2}\d+ more lines: v shows all$/);
  }
  expect(texts(state, plan, 80, 0)).toEqual([]);
  expect(all).toBeGreaterThan(13);
});

test('with room everything is said whole', () => {
  const {state, plan} = atReview(four, newName);
  const text = texts(state, plan, 80, 100).join(' ').replaceAll(/\s+/g, ' ');
  expect(text).not.toContain('more lines');
  for (const finding of plan.findings.filter(({severity}) => severity === 'warning'))
    expect(text).toContain(finding.text);
});

test('one cause at many servers is one line', () => {
  const {state, plan} = atReview([...four, 'PS1/MP01', 'PS1/DP05'], {
    type: 'answer',
    key: 'proxy.account',
    value: 'CONTOSO\\nobody',
  });
  const missing = texts(state, plan, 80, 30).filter(line => line.includes('CMP004'));
  expect(missing).toHaveLength(1);
  expect(missing[0]).toMatch(/CMP004 \w+ and 5 more: /);
});
