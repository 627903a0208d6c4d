// The wizard without a terminal: every step is a pure function of state and event.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';
import {desiredFromAnswers, pickedSystems, shownChoices, visibleFields} from '../../src/wizard/answers.ts';
import {runCommand} from '../../src/wizard/command-line.ts';
import {planOfState} from '../../src/wizard/plan-of-state.ts';
import {reduce, type WizardEvent} from '../../src/wizard/reduce.ts';
import {addRunLine, noProgress} from '../../src/wizard/run-progress.ts';
import {startState} from '../../src/wizard/start-state.ts';
import {steps, type WizardState} from '../../src/wizard/state.ts';

const property = (name: string, value: number, text = '') => ({PropertyName: name, Value: value, Value2: text});
const siteSystem = (siteCode: string, server: string, proxy: readonly object[]) => ({
  SiteCode: siteCode,
  NetworkOSPath: `\\\\${server}`,
  RoleName: 'SMS Site System',
  Props: proxy,
});
const on = (name: string, port: number) => [
  property('UseProxy', 1),
  property('ProxyName', 0, name),
  property('ProxyServerPort', port),
  property('AnonymousProxyAccess', 1),
];

const parsed = parseHierarchy({
  schema: 'cmproxy/hierarchy@1',
  sites: [
    {SiteCode: 'CAS', ServerName: 'CM00.contoso.com', Type: 4},
    {SiteCode: 'PS1', ServerName: 'CM01.contoso.com', Type: 2, ReportingSiteCode: 'CAS'},
  ],
  siteSystemUses: [
    siteSystem('CAS', 'CM00.contoso.com', on('proxy-a.contoso.com', 8080)),
    {SiteCode: 'CAS', NetworkOSPath: '\\\\CM00.contoso.com', RoleName: 'SMS Dmp Connector', Props: []},
    {
      SiteCode: 'CAS',
      NetworkOSPath: '\\\\CM00.contoso.com',
      RoleName: 'SMS Software Update Point',
      Props: [property('UseProxy', 1)],
    },
    siteSystem('PS1', 'CM01.contoso.com', on('proxy-b.contoso.com', 3128)),
    siteSystem('PS1', 'DP01.contoso.com', []),
  ],
  accounts: [],
  unreadable: [{siteCode: 'PS1', server: 'CM09.contoso.com', why: 'access denied'}],
});
if (parsed.kind === 'refused') throw new Error(`${parsed.path}: ${parsed.why}`);
const {hierarchy} = parsed;

const start = (...names: string[]): WizardState =>
  startState(
    {
      hierarchy,
      hierarchyId: 'lab:CAS/cm00.contoso.com',
      connection: 'lab',
      origin: 'lab',
      readAt: '2026-11-23T10:00:00Z',
      readAs: null,
      mayWrite: true,
      whyNot: null,
      toolVersion: '0.1.0',
    },
    names,
  );
const after = (state: WizardState, ...events: readonly WizardEvent[]): WizardState => events.reduce(reduce, state);
const next: WizardEvent = {type: 'next'};
const back: WizardEvent = {type: 'back'};

describe('step 1', () => {
  test('the filter narrows by words, and mark all marks what is shown only', () => {
    const state = after(start(), {type: 'filter', text: 'ps1 dp'}, {type: 'markAll'});
    expect(shownChoices(state).map(choice => choice.key)).toEqual(['PS1/dp01.contoso.com']);
    expect([...state.marked]).toEqual(['PS1/dp01.contoso.com']);
  });
  test('a server that could not be read cannot be picked, and the reason is said', () => {
    const state = after(start(), {type: 'filter', text: 'cm09'}, {type: 'mark'});
    expect(state.marked.size).toBe(0);
    expect(state.message).toContain('access denied');
  });
  test('Enter without a mark takes the server under the cursor', () => {
    expect(pickedSystems(after(start(), next)).map(system => system.server)).toEqual(['CM00.contoso.com']);
  });
  test('a name that is not there is said at the start', () => {
    expect(start('NOPE').message).toContain('NOPE');
  });
});

describe('step 3', () => {
  test('WZ4 for one server the present values stand there, and Enter changes nothing', () => {
    const state = after(start('PS1/CM01'), next, next, next);
    expect(state.phase).toBe('review');
    const made = planOfState(state);
    expect(made.kind === 'plan' && made.plan.changes).toEqual([]);
  });
  test("for several servers nothing said keeps each server's own", () => {
    const state = after(start('PS1/CM01', 'CAS/CM00'), next, next);
    expect(desiredFromAnswers(state)).toEqual({});
  });
  test('turning off hides the other fields and asks for the switch alone', () => {
    const state = after(start('CAS/CM00'), next, next, {type: 'answer', key: 'proxy.enabled', value: 'no'});
    expect(visibleFields(state).map(field => field.key)).toEqual(['proxy.enabled']);
    expect(desiredFromAnswers(state)).toEqual({'proxy.enabled': false});
  });
  test('port 80 is offered only where there was none', () => {
    expect(after(start('PS1/DP01'), next).answers['proxy.port']).toBe('80');
    expect(after(start('PS1/CM01'), next).answers['proxy.port']).toBe('3128');
  });
  test('a bad answer holds the page, says why and what to do, and goes to its field', () => {
    const state = after(
      start('PS1/CM01'),
      next,
      next,
      {type: 'answer', key: 'proxy.serverName', value: 'http://proxy:1'},
      next,
    );
    expect(state.phase).toBe('proxy');
    expect(state.message).toMatch(/CMP001.*proxy\.serverName=proxy/);
    expect(visibleFields(state)[state.field]?.key).toBe('proxy.serverName');
  });
});

describe('back and forward', () => {
  test('WZ1 to the review, back to the start and forward again: the same answers', () => {
    const answered = after(start('PS1/CM01'), next, next, {type: 'answer', key: 'proxy.port', value: '9090'}, next);
    const again = after(answered, back, back, back, next, next, next);
    expect(again.phase).toBe('review');
    expect(again.answers).toEqual(answered.answers);
  });
  test('other servers get their own answers', () => {
    const answered = after(start('PS1/CM01'), next, next, {type: 'answer', key: 'proxy.port', value: '9090'});
    const other = after(
      answered,
      back,
      back,
      {type: 'markAll'},
      {type: 'markAll'},
      {type: 'filter', text: 'dp01'},
      {type: 'mark'},
      next,
    );
    expect(other.answers['proxy.port']).toBe('80');
  });
});

describe('consent', () => {
  test("the service connection point's server needs its site code", () => {
    const review = after(start('CAS/CM00'), next, next, {type: 'answer', key: 'proxy.port', value: '9090'}, next, next);
    expect(review.phase).toBe('confirm');
    expect(after(review, {type: 'confirmation', text: 'yes'}, {type: 'confirm'}).phase).toBe('confirm');
    expect(after(review, {type: 'confirmation', text: 'cas'}, {type: 'confirm'}).phase).toBe('run');
  });
  test('nothing differs: there is nothing to confirm', () => {
    expect(after(start('PS1/CM01'), next, next, next, next)).toMatchObject({
      phase: 'review',
      message: expect.stringContaining('Nothing differs') as string,
    });
  });
  test('a new account asks for its password before anything runs', () => {
    const state = after(
      start('PS1/CM01'),
      next,
      next,
      {type: 'answer', key: 'proxy.account', value: 'CONTOSO\\svc-new'},
      {type: 'createAccount'},
      next,
      next,
      {type: 'confirmation', text: 'yes'},
      {type: 'confirm'},
    );
    expect(state.phase).toBe('password');
  });
  test('the command of a new account carries no password and is held to its hash', () => {
    const state = after(
      start('PS1/CM01'),
      next,
      next,
      {type: 'answer', key: 'proxy.account', value: 'CONTOSO\\svc-new'},
      {type: 'createAccount'},
      next,
    );
    const made = planOfState(state);
    if (made.kind !== 'plan') throw new Error(made.why);
    const {args} = runCommand(state, made.plan, null);
    expect(args).toContain('--password-stdin');
    expect(args).toContain(made.plan.hash);
  });
});

describe('progress', () => {
  test('events of a run become one line per server', () => {
    const event = (name: string, server: string) =>
      JSON.stringify({
        schemaVersion: 1,
        event: name,
        server,
        siteCode: 'PS1',
        order: 1,
        object: 'siteSystem',
        why: null,
      });
    const progress = [
      event('writing', 'A'),
      event('accepted', 'A'),
      event('applied', 'A'),
      event('failed', 'B'),
      'no json',
    ].reduce(addRunLine, noProgress);
    expect(progress.servers.map(item => [item.server, item.state])).toEqual([
      ['A', 'applied'],
      ['B', 'failed'],
    ]);
    expect(progress.notices).toEqual(['no json']);
  });
});

test('F8 any sequence of events: no crash, a known phase, and no run without the review and consent', () => {
  const keys = ['proxy.enabled', 'proxy.serverName', 'proxy.port', 'proxy.account'] as const;
  const anyEvent: fc.Arbitrary<WizardEvent> = fc.oneof(
    fc.constantFrom<WizardEvent>(
      next,
      back,
      {type: 'mark'},
      {type: 'markAll'},
      {type: 'open'},
      {type: 'createAccount'},
      {type: 'startFilter'},
      {type: 'endFilter', clear: true},
    ),
    fc.integer({min: -3, max: 3}).map(by => ({type: 'move' as const, by})),
    fc.integer({min: -1, max: 1}).map(by => ({type: 'cycle' as const, by})),
    fc.record({
      type: fc.constant('answer' as const),
      key: fc.constantFrom(...keys),
      value: fc.constantFrom('yes', 'no', '', 'proxy', '8080', 'x y', 'CONTOSO\\svc'),
    }),
  );
  fc.assert(
    fc.property(fc.array(anyEvent, {maxLength: 40}), events => {
      const state = after(start(), ...events);
      expect([...steps, 'confirm']).toContain(state.phase);
      expect(state.progress).toBeNull();
    }),
    {numRuns: 200},
  );
});
