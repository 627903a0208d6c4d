// A run as the screen knows it: out of the lines of a child process that may say anything, or nothing more.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Plan} from '../../src/wizard/plan-of-state.ts';
import {planOfState} from '../../src/wizard/plan-of-state.ts';
import {endLines, endTitle, progressLines} from '../../src/wizard/end-text.ts';
import {reduce} from '../../src/wizard/reduce.ts';
import {addRunLine, endRun, noProgress, type RunProgress} from '../../src/wizard/run-progress.ts';
import {contosoStart} from '../tui/wizard/contoso-start.ts';

const names = ['CM01', 'CMG01', 'DP05', 'MP01', 'SUP01'];
const plan: Plan = (() => {
  const state = reduce(reduce(contosoStart(names.map(name => `PS1/${name}`)), {type: 'next'}), {
    type: 'answer',
    key: 'proxy.port',
    value: '3128',
  });
  const made = planOfState(state);
  if (made.kind === 'refused') throw new Error(made.why);
  return made.plan;
})();
const event = (name: string, fields: object = {}): string =>
  JSON.stringify({schemaVersion: 1, at: '2026-11-23T10:00:00Z', run: 'R1', event: name, ...fields});
const at = (server: string, name: string): string =>
  event(name, {order: 1, server: `${server}.contoso.com`, siteCode: 'PS1', object: 'siteSystem', why: null});
const told = (...lines: readonly string[]): RunProgress => lines.reduce(addRunLine, noProgress);

describe('while it runs', () => {
  test('what is done, what is in hand and what waits, in writing order', () => {
    const lines = progressLines(plan, told(at('CM01', 'applied'), at('CMG01', 'writing')), 20);
    expect(lines).toEqual([
      '1 of 5 servers applied',
      '  PS1/CM01.contoso.com  applied, in use not checked',
      '  PS1/CMG01.contoso.com  writing',
      '  PS1/DP05.contoso.com  waiting',
      '  PS1/MP01.contoso.com  waiting',
      '  PS1/SUP01.contoso.com  waiting',
    ]);
  });

  test('in little room the one in hand is there, and those that are not are counted', () => {
    const progress = told(at('CM01', 'applied'), at('CMG01', 'applied'), at('DP05', 'writing'));
    const lines = progressLines(plan, progress, 4);
    expect(lines).toHaveLength(4);
    expect(lines.join('\n')).toContain('DP05.contoso.com  writing');
    expect(progressLines(plan, told(at('CM01', 'writing')), 4).at(-1)).toBe('  3 more waiting');
  });

  test('a pause is said while it lasts', () => {
    const pausing = told(at('CM01', 'applied'), event('pausing', {text: 'going on in 5 s'}));
    expect(progressLines(plan, pausing, 20)).toContain('  going on in 5 s');
    expect(progressLines(plan, addRunLine(pausing, at('CMG01', 'writing')), 20)).not.toContain('  going on in 5 s');
  });
});

describe('how it ends', () => {
  test('killed after it began: what was in hand is uncertain, and the journal and the way on are named', () => {
    const end = endRun(told(event('started'), at('CM01', 'writing')), 1, 'it was ended by SIGKILL');
    expect(endTitle(end)).toBe('The run broke off');
    const text = endLines(plan, end).join('\n');
    expect(text).toContain('The run broke off: it was ended by SIGKILL.');
    expect(text).toContain('CM01.contoso.com  uncertain: the run broke off before its result was known');
    expect(text).toContain('4 servers not started');
    expect(text).toContain('To complete it: cmproxy apply --resume R1');
    expect(text).not.toContain('cmproxy undo');
  });

  test('refused before anything began: what it said, and nothing of a journal', () => {
    const end = endRun(noProgress, 6, 'cmproxy: Another run holds the lock');
    expect(endTitle(end)).toBe('Not done');
    expect(endLines(plan, end)[0]).toBe('Ended with 6: cmproxy: Another run holds the lock');
    expect(endLines(plan, end).join('\n')).not.toContain('--resume');
  });

  test('an end that was told counts, whatever the process ends with', () => {
    const told0 = told(
      event('started'),
      event('finished', {exitCode: 0, text: 'All applied', servers: [], undoFile: null}),
    );
    expect(endRun(told0, 137, 'killed').end).toMatchObject({exitCode: 0, text: 'All applied', brokeOff: false});
  });

  test('an end without a word is no success', () => {
    expect(endRun(noProgress, 0, '').end).toMatchObject({exitCode: 1});
  });
});

test('any lines at all: no crash, and never more lines than there is room', () => {
  const anyLine = fc.oneof(
    fc.string(),
    fc.json(),
    fc.constantFrom(
      at('CM01', 'writing'),
      at('DP05', 'applied'),
      event('stopping', {text: 'x'}),
      event('pausing'),
      event('finished'),
    ),
    fc
      .record({
        event: fc.constantFrom('writing', 'finished', 'notice', 'failed'),
        servers: fc.anything(),
        why: fc.anything(),
      })
      .map(value => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(fc.array(anyLine, {maxLength: 30}), fc.integer({min: 1, max: 12}), (lines, room) => {
      const progress = told(...lines);
      expect(progressLines(plan, progress, room).length).toBeLessThanOrEqual(room);
      expect(endRun(progress, 1, '').end).not.toBeNull();
    }),
  );
});
