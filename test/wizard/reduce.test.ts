// The wizard without a terminal: every step is a pure function of state and event.
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseHierarchy} from '../../src/model/parse-hierarchy.ts';
import {desiredFromAnswers, visibleFields} from '../../src/wizard/answers.ts';
import {pickedSystems, shownChoices} from '../../src/wizard/choices.ts';
import {runCommand} from '../../src/wizard/command-line.ts';
import {planOfState} from '../../src/wizard/plan-of-state.ts';
import type {WizardEvent} from '../../src/wizard/events.ts';
import {problemTexts} from '../../src/wizard/mark-names.ts';
import {reduce} from '../../src/wizard/reduce.ts';
import {addRunLine, noProgress} from '../../src/wizard/run-progress.ts';
import {parsePlace, placeOf, takeUp} from '../../src/wizard/session.ts';
import {startState} from '../../src/wizard/start-state.ts';
import {keyTwice} from '../../src/tui/key-table.ts';
import {keysOf} from '../../src/tui/wizard/keys-of.ts';
import {wizardRows} from '../../src/tui/wizard/wizard-rows.ts';
import {noProfiles, steps, type WizardState} from '../../src/wizard/state.ts';

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
      profiles: noProfiles,
    },
    names,
  );
const after = (state: WizardState, ...events: readonly WizardEvent[]): WizardState => events.reduce(reduce, state);
const next: WizardEvent = {type: 'next'};
const noParts = {command: '', script: '', undoScript: '', afterwards: [], now: new Date('2026-11-23T10:05:00Z')};
const back: WizardEvent = {type: 'back'};
const filter = (text: string): readonly WizardEvent[] => [
  {type: 'edit', what: 'filter'},
  {type: 'type', text},
  {type: 'endEdit', taken: true},
];
const list = (text: string): readonly WizardEvent[] => [
  {type: 'edit', what: 'list'},
  {type: 'type', text},
  {type: 'endEdit', taken: true},
];

describe('step 1', () => {
  test('the filter narrows by words, and mark all marks what is shown only', () => {
    const state = after(start(), ...filter('ps1 dp'), {type: 'markAll'});
    expect(shownChoices(state).map(choice => choice.key)).toEqual(['PS1/dp01.contoso.com']);
    expect([...state.marked]).toEqual(['PS1/dp01.contoso.com']);
  });
  test('a server that could not be read cannot be picked, and the reason is said', () => {
    const state = after(start(), ...filter('cm09'), {type: 'mark'});
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

describe('a list of servers', () => {
  test('what it names is marked beside the rest; what did not match is named with the reason', () => {
    const state = after(start('CAS/CM00'), ...list('PS1/DP01, "cm01"\nNOPE;CM09'));
    expect([...state.marked].toSorted()).toEqual([
      'CAS/cm00.contoso.com',
      'PS1/cm01.contoso.com',
      'PS1/dp01.contoso.com',
    ]);
    expect(state.message).toContain('2 of 4 names marked; 2 did not match');
    expect(problemTexts(state.listProblems)).toEqual([
      'NOPE: not there, or not visible to this account',
      'CM09: could not be read: access denied',
    ]);
    expect(after(state, {type: 'endEdit', taken: true}).editing).toBeNull();
  });
  test('names with the same reason are one sentence, and the place for lists stays open until it is left', () => {
    const state = after(start(), {type: 'edit', what: 'list'}, {type: 'list', text: 'A1\r\nPS1/CM01\r\nB2'});
    expect(problemTexts(state.listProblems)).toEqual(['A1, B2: not there, or not visible to this account']);
    expect(state.editing).toEqual({what: 'list', text: ''});
    const more = after(state, {type: 'type', text: 'C3'}, {type: 'endEdit', taken: true});
    expect(problemTexts(more.listProblems)[0]).toContain('A1, B2, C3');
    expect(after(more, {type: 'endEdit', taken: false})).toMatchObject({
      editing: null,
      marked: new Set(['PS1/cm01.contoso.com']),
    });
  });
  test('! before a filter shows the others', () => {
    expect(shownChoices(after(start(), ...filter('!ps1'))).map(choice => choice.key)).toEqual(['CAS/cm00.contoso.com']);
  });
});

describe('exceptions', () => {
  const several = (): WizardState =>
    after(start('PS1/CM01', 'CAS/CM00', 'PS1/DP01'), next, next, {
      type: 'answer',
      key: 'proxy.serverName',
      value: 'proxy-c.contoso.com',
    });
  const except = (state: WizardState, index: number, ...events: readonly WizardEvent[]): WizardState =>
    after(state, {type: 'pick', kind: 'exception'}, {type: 'move', by: index}, {type: 'choose'}, ...events);
  const planned = (state: WizardState) => {
    const made = planOfState(state);
    if (made.kind !== 'plan') throw new Error(made.why);
    return made.plan.changes.map(({server, after: record}) => [server, record]);
  };

  test('one server gets another port, the others are as said for all', () => {
    const state = except(several(), 1, {type: 'answer', key: 'proxy.port', value: '9999'}, {type: 'nextField'});
    expect(planned({...state, exception: null})).toEqual([
      ['CM01.contoso.com', expect.objectContaining({serverName: 'proxy-c.contoso.com', port: 9999})],
      ['DP01.contoso.com', expect.objectContaining({serverName: 'proxy-c.contoso.com', port: 80})],
      ['CM00.contoso.com', expect.objectContaining({serverName: 'proxy-c.contoso.com', port: 8080})],
    ]);
  });
  test('one server keeps its own name although the others change theirs', () => {
    const state = except(several(), 1, {type: 'answer', key: 'proxy.serverName', value: ''});
    expect(planned({...state, exception: null}).map(([server]) => server)).toEqual([
      'DP01.contoso.com',
      'CM00.contoso.com',
    ]);
  });
  test('one server is turned off, which drops the common name for it', () => {
    const state = except(several(), 1, {type: 'answer', key: 'proxy.enabled', value: 'no'});
    expect(planned({...state, exception: null})[0]).toEqual([
      'CM01.contoso.com',
      expect.objectContaining({enabled: false}),
    ]);
  });
  test('an exception that says the same as for all is none, and one can be dropped', () => {
    const state = except(several(), 1, {type: 'answer', key: 'proxy.port', value: '9999'});
    expect(state.exceptions.size).toBe(1);
    expect(after(state, {type: 'answer', key: 'proxy.port', value: ''}).exceptions.size).toBe(0);
    expect(after(state, {type: 'dropException'})).toMatchObject({exception: null, exceptions: new Map()});
  });
  test('a bad answer in an exception holds the page and goes there', () => {
    const state = after(except(several(), 1, {type: 'answer', key: 'proxy.port', value: '0'}), back, next);
    expect(state.exception).toBe('PS1/cm01.contoso.com');
    expect(state.message).toContain('CMP002');
  });
});

describe('the review', () => {
  const review = (): WizardState =>
    after(start('PS1/CM01'), next, next, {type: 'answer', key: 'proxy.port', value: '9090'}, next);
  test('WZ3 a line is edited where it was answered, and going on comes straight back', () => {
    const edited = after(review(), {type: 'editLine'});
    expect(edited.phase).toBe('proxy');
    expect(visibleFields(edited)[edited.field]?.key).toBe('proxy.port');
    const again = after(edited, {type: 'answer', key: 'proxy.port', value: '9091'}, {type: 'nextField'});
    expect(again).toMatchObject({phase: 'review', answers: {'proxy.port': '9091'}});
  });
  test('the ticket goes into the plan, and how it runs into the command', () => {
    const state = after(
      review(),
      {type: 'edit', what: 'ticket'},
      {type: 'type', text: 'CHG0042011'},
      {type: 'endEdit', taken: true},
      {type: 'pick', kind: 'options'},
      {type: 'move', by: 1},
      {type: 'choose'},
      {type: 'type', text: '10m'},
      {type: 'endEdit', taken: true},
    );
    const made = planOfState(state);
    if (made.kind !== 'plan') throw new Error(made.why);
    expect(made.plan.ticket).toBe('CHG0042011');
    expect(runCommand(state, made.plan, 'a.yaml').line).toContain('--pause-after-canary 10m');
  });
  test.each([
    ['pause', 1, 'soon'],
    ['serial', 0, '1,,2'],
    ['maxFailures', 2, '0'],
  ])('%s that cannot be understood is refused with an example', (_what, index, text) => {
    const state = after(
      review(),
      {type: 'pick', kind: 'options'},
      {type: 'move', by: index},
      {type: 'choose'},
      {type: 'type', text},
      {type: 'endEdit', taken: true},
    );
    expect(state.message).toContain(text);
    expect(state.run).toEqual({serial: '', pause: '', maxFailures: ''});
  });
});

describe('a place that is kept and taken up', () => {
  const kept = (state: WizardState): WizardState => {
    const place = parsePlace(JSON.parse(JSON.stringify(placeOf(state))));
    if (place === null) throw new Error('not a place');
    return takeUp(state.subject, place);
  };
  test.each([0, 1, 2, 3])('WZ9 after %i steps: the same step and the same answers', count => {
    const events: readonly WizardEvent[] = [next, next, {type: 'answer', key: 'proxy.port', value: '9090'}, next];
    const state = after(start('PS1/CM01'), ...events.slice(0, count + Number(count > 1)));
    const again = kept(state);
    expect(again).toMatchObject({phase: state.phase, answers: state.answers, marked: state.marked, message: null});
  });
  test('a confirmed run comes back at the review, and says that it was under way', () => {
    const state = after(
      start('PS1/CM01'),
      next,
      next,
      {type: 'answer', key: 'proxy.port', value: '9090'},
      next,
      next,
      {type: 'confirmation', text: 'yes'},
      {type: 'confirm'},
    );
    const again = kept(state);
    expect(again.phase).toBe('review');
    expect(again.message).toContain('cmproxy apply --resume');
  });
  test('a server that changed meanwhile is marked with how, one that is gone is named', () => {
    const state = after(start('PS1/CM01', 'CAS/CM00'), next, next);
    const place = placeOf(state);
    const siteSystems = hierarchy.siteSystems
      .filter(system => system.server !== 'CM00.contoso.com')
      .map(system =>
        system.server === 'CM01.contoso.com' && system.proxy ? {...system, proxy: {...system.proxy, port: 1}} : system,
      );
    const again = takeUp({...state.subject, hierarchy: {...hierarchy, siteSystems}}, place);
    expect(again.changedMeanwhile).toEqual(new Map([['PS1/cm01.contoso.com', 'proxy.port 3128 -> 1']]));
    expect(again.message).toContain('Not there any more, or not readable: CAS/cm00.contoso.com');
  });
  test.each([[null], [{}], [{connection: 1}], [[]], ['x']])('%j is no place', value => {
    expect(parsePlace(value)).toBeNull();
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
      ...filter('dp01'),
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
    const {args} = runCommand(state, made.plan, '/answers.yaml');
    expect(args).toContain('--password-stdin');
    expect(args).toContain(made.plan.hash);
  });
});

test('q asks once more before it leaves and forgets; any other key takes that back', () => {
  const asked = after(start('PS1/CM01'), {type: 'quit'});
  expect(asked.quitAsked).toBe(true);
  expect(asked.message).toContain('q once more');
  expect(after(asked, {type: 'move', by: 1})).toMatchObject({quitAsked: false, message: null});
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
      {type: 'edit', what: 'filter'},
      {type: 'edit', what: 'list'},
      {type: 'edit', what: 'ticket'},
      {type: 'type', text: 'cm01 nope'},
      {type: 'endEdit', taken: true},
      {type: 'endEdit', taken: false},
      {type: 'nextField'},
      {type: 'previousField'},
      {type: 'pick', kind: 'account'},
      {type: 'pick', kind: 'exception'},
      {type: 'pick', kind: 'options'},
      {type: 'choose'},
      {type: 'dropException'},
      {type: 'editLine'},
      {type: 'view', view: 'help'},
      {type: 'view', view: 'preview'},
      {type: 'edge', end: 'last'},
      {type: 'page', by: 1, rows: 5},
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
      for (const size of [
        {width: 80, height: 23},
        {width: 40, height: 11},
        {width: 1, height: 1},
      ])
        expect(wizardRows(state, size, noParts).length).toBeLessThanOrEqual(size.height);
      expect(state.progress).toBeNull();
      expect(keyTwice(keysOf(state))).toBeNull();
    }),
    {numRuns: 200},
  );
});

test('the script of the review goes round its forms, and each begins at its first line', () => {
  const review = after(
    start('PS1/CM01'),
    next,
    next,
    {type: 'answer', key: 'proxy.port', value: '3128'},
    {type: 'next'},
  );
  const shown = after(review, {type: 'view', view: 'script'}, {type: 'page', by: 1, rows: 5});
  const forms: string[] = [];
  let state = shown;
  for (let step = 0; step < 6; step++) {
    state = after(state, {type: 'nextForm', by: 1});
    forms.push(state.form);
    expect(state.scroll).toBe(0);
  }
  expect(forms).toEqual(['cli', 'answers', 'dsc', 'ansible', 'cmdlet', 'cli']);
  expect(after(shown, {type: 'nextForm', by: -1}).form).toBe('ansible');
  expect(after(review, {type: 'nextForm', by: 1})).toEqual(review);
});
