import {expect, test} from 'vitest';
import type {ServerResult} from '../../src/apply/events.ts';
import {exitCodeOf, type RunFacts} from '../../src/apply/exit-code.ts';
import type {EarlyEnd} from '../../src/apply/run-servers.ts';

type Given = readonly [results: readonly ServerResult[], code: number, more?: Partial<RunFacts>];

function facts(results: readonly ServerResult[], more: Partial<RunFacts>): RunFacts {
  const servers = results.map(result => ({
    server: 's',
    siteCode: 'P',
    result,
    why: null,
    wrote: result === 'applied',
    unreadable: false,
  }));
  return {servers, early: null, writes: servers.length, doneBefore: false, ...more};
}

const early = (value: EarlyEnd, writes: number): Partial<RunFacts> => ({early: value, writes});

const cases: readonly Given[] = [
  [['applied', 'applied'], 0],
  [['applied', 'same'], 0],
  [['same'], 0, {writes: 0}],
  [['applied', 'uncertain'], 3],
  [['acceptedNotApplied'], 3],
  [['acceptedNotApplied', 'notStarted'], 3, early('canary', 1)],
  [['applied', 'failed'], 4],
  [['applied', 'uncertain', 'failed'], 4],
  [['applied', 'stale', 'notStarted'], 4, early('stale', 1)],
  [['applied', 'notStarted'], 4, early('window', 1)],
  [['failed', 'notStarted'], 1, early('canary', 1)],
  [['failed'], 4, {doneBefore: true}],
  [['stale', 'notStarted'], 5, early('stale', 0)],
  [['failed', 'stale'], 1, early('stale', 1)],
  [['uncertain', 'stale'], 4, early('stale', 1)],
  [['notStarted'], 130, early('cancelled', 0)],
  [['uncertain', 'notStarted'], 4, early('cancelled', 1)],
  [['applied', 'notStarted'], 4, early('cancelled', 1)],
  [['notStarted'], 1, early('journal', 0)],
  [['applied', 'notStarted'], 4, early('journal', 1)],
  [['notStarted'], 1, early('window', 0)],
];

test.each(cases.map(([results, code, more = {}]) => ({results, code, more})))(
  'EX4 $results ends with $code',
  ({results, code, more}) => {
    expect(exitCodeOf(facts(results, more))).toBe(code);
  },
);

test('EX2 a server that could not be read before anything was written is unknown', () => {
  const {servers, ...rest} = facts(['notStarted'], {writes: 0});
  expect(exitCodeOf({...rest, servers: servers.map(server => ({...server, unreadable: true}))})).toBe(3);
});
