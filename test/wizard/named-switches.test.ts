// The switches of software update points among several servers.
import {expect, test} from 'vitest';
import {desiredFromAnswers, overridesFromAnswers, proxyRows, visibleFields} from '../../src/wizard/answers.ts';
import type {WizardEvent} from '../../src/wizard/events.ts';
import {planOfState} from '../../src/wizard/plan-of-state.ts';
import {reduce} from '../../src/wizard/reduce.ts';
import type {WizardState} from '../../src/wizard/state.ts';
import {contosoStart} from '../tui/wizard/contoso-start.ts';

const next: WizardEvent = {type: 'next'};
const after = (state: WizardState, ...events: readonly WizardEvent[]): WizardState => events.reduce(reduce, state);
const atProxy = (...names: readonly string[]): WizardState => after(contosoStart(names), next, next);
const namesOfRows = (state: WizardState): readonly string[] =>
  proxyRows(state).map(row =>
    row.kind === 'switch' ? `${row.key} ${row.field.key}` : row.kind === 'field' ? row.field.key : row.kind,
  );
const rowOf = (state: WizardState, name: string): WizardState => ({...state, field: namesOfRows(state).indexOf(name)});

test('each of a few software update points has its two switches in rows of its own', () => {
  expect(namesOfRows(atProxy('PS1/CM01', 'PS1/SUP01', 'CAS/CM00')).slice(4)).toEqual([
    'CAS/cm00.contoso.com softwareUpdatePoint.useProxy',
    'CAS/cm00.contoso.com softwareUpdatePoint.useProxyForAutoDeploymentRule',
    'PS1/sup01.contoso.com softwareUpdatePoint.useProxy',
    'PS1/sup01.contoso.com softwareUpdatePoint.useProxyForAutoDeploymentRule',
    'exceptions',
  ]);
});

test('a switch is kept, or flipped for its server alone; flipped back nothing differs', () => {
  const at = rowOf(atProxy('PS1/CM01', 'PS1/SUP01', 'CAS/CM00'), 'PS1/sup01.contoso.com softwareUpdatePoint.useProxy');
  const flipped = after(at, {type: 'cycle', by: 1});
  expect(desiredFromAnswers(flipped)).toEqual({});
  expect([...overridesFromAnswers(flipped)]).toEqual([
    ['PS1/sup01.contoso.com', {'softwareUpdatePoint.useProxy': false}],
  ]);
  expect(planOfState(flipped)).toMatchObject({kind: 'plan', plan: {changes: [{server: 'SUP01.contoso.com'}]}});
  expect(after(flipped, {type: 'cycle', by: -1}).exceptions.size).toBe(0);
});

test('one server and many software update points have the two switches as fields for all', () => {
  const many = ['PS1/SUP01', 'PS1/SUP02', 'CAS/CM00', 'PS2/CM02'];
  expect(visibleFields(atProxy(...many)).map(field => field.key)).toContain('softwareUpdatePoint.useProxy');
  expect(visibleFields(atProxy('PS1/SUP01')).map(field => field.key)).toContain('softwareUpdatePoint.useProxy');
  expect(visibleFields(atProxy(...many.slice(0, 3))).map(field => field.key)).not.toContain(
    'softwareUpdatePoint.useProxy',
  );
});

test('what was said for many does not reach the few that are left', () => {
  const many = after(atProxy('PS1/SUP01', 'PS1/SUP02', 'CAS/CM00', 'PS2/CM02'), {
    type: 'answer',
    key: 'softwareUpdatePoint.useProxy',
    value: 'no',
  });
  const few = {...many, marked: new Set([...many.marked].slice(0, 2))};
  expect(desiredFromAnswers(few)).toEqual({});
  expect(overridesFromAnswers(few).size).toBe(0);
});

test('turning off hides the rows of the switches', () => {
  const off = after(atProxy('PS1/CM01', 'PS1/SUP01'), {type: 'answer', key: 'proxy.enabled', value: 'no'});
  expect(namesOfRows(off)).toEqual(['proxy.enabled', 'exceptions']);
});

test('WZ3 the line of a switch in the review is edited in its row, and comes straight back', () => {
  const at = rowOf(atProxy('PS1/CM01', 'PS1/SUP01'), 'PS1/sup01.contoso.com softwareUpdatePoint.useProxy');
  const review = after(at, {type: 'cycle', by: 1}, next);
  expect(review.phase).toBe('review');
  const there = after(review, {type: 'editLine'});
  expect(there).toMatchObject({phase: 'proxy', exception: null, field: at.field});
  expect(after(there, {type: 'nextField'}).phase).toBe('review');
});
