// The status screen as one function of what was read and which keys were pressed.
import {describe, expect, test} from 'vitest';
import {keyTwice} from '../../../src/tui/key-table.ts';
import {consentKeys, endedKeys, pageKeys, runningKeys, tableKeys} from '../../../src/tui/status/keys.ts';
import {textWidth} from '../../../src/terminal/text-width.ts';
import {screenRows} from '../../../src/tui/status/screen-rows.ts';
import {contoso, now, readingOf, screenOf, type Screen} from './harness.ts';

const opened = (size?: {width: number; height: number}): Screen => screenOf(readingOf(contoso()), size);
const cursorLine = (screen: Screen): string => screen.lines().find(line => line.startsWith('>')) ?? '';

describe('the table', () => {
  test('the first lines say which hierarchy, as whom, how old, how much is wrong, which proxies', () => {
    const [first, second, third] = opened().lines();
    expect(first).toMatch(/^LAB practice data {3}.*CONTOSO\\cm-admin: read, write {3}read 5 minutes ago at \d\d:\d\d$/);
    expect(second).toBe('18 servers   1 fault   3 warnings   1 unknown   3 use no internet (hidden, n)');
    expect(third).toMatch(/^Proxies: proxy-a:8080 x7/);
  });

  test('faults come first, then what could not be read, with the reason in the row', () => {
    const lines = opened().lines();
    expect(cursorLine(opened())).toMatch(/^> {2}PS2 +CMG02 .*FAULT$/);
    expect(lines[6]).toMatch(/^ {3}PS2 +DP23 +could not be read: access denied +UNKNOWN$/);
  });

  test('a reading that is old says so in a word', () => {
    const reading = readingOf(contoso());
    const old = {
      ...reading,
      open: {...reading.open, reading: {...reading.open.reading, readAt: '2026-11-23T08:00:00Z'}},
    };
    expect(screenOf(old).lines()[0]).toContain('OLD: read 2 hours ago');
  });

  test('SV14 every state is a word: the text alone tells them apart', () => {
    const screen = opened({width: 100, height: 59});
    screen.keys('n');
    expect(screen.text()).toMatch(/FAULT/);
    expect(screen.text()).toMatch(/UNKNOWN/);
    expect(screen.text()).toMatch(/ warning$/m);
    expect(screen.text()).toMatch(/ info$/m);
    expect(screen.text()).toMatch(/ ok$/m);
  });

  test('the pane below tells the fault, what to do, who follows, and that use is not checked', () => {
    const text = opened({width: 80, height: 40}).text();
    expect(text).toContain('CMP004 error: account CONTOSO\\svc-proxy is the proxy account here but does not');
    expect(text).toContain('do: Choose an account that exists there');
    expect(text).toContain('Follows this server: CMG');
    expect(text).toContain('In use: not checked');
  });

  test('the cursor stays on its server when another reading comes', () => {
    const screen = opened();
    screen.keys('down', 'down');
    const before = cursorLine(screen);
    const reading = readingOf(contoso());
    screen.dispatch({type: 'read', reading: {...reading, rows: reading.rows.toReversed()}, cached: false});
    expect(cursorLine(screen)).toBe(before);
  });
});

describe('finding what one looks for', () => {
  test('! shows only what is wrong, n also what uses no internet', () => {
    const screen = opened({width: 80, height: 50});
    screen.keys('!');
    expect(screen.lines()[2]).toBe('faults only   5 shown');
    screen.keys('!', 'n');
    expect(screen.lines()[2]).toBe('all rows');
    expect(screen.text()).toMatch(/PS1 +DP11 /);
  });

  test('a filter is typed, counts, and looks at hidden rows too', () => {
    const screen = opened();
    screen.keys('/');
    expect(screen.text()).toContain('Filter: []');
    screen.dispatch({type: 'type', text: 'dp11'});
    expect(screen.text()).toContain('PS1   DP11');
    screen.dispatch({type: 'endInput', taken: true});
    expect(screen.lines()[2]).toBe('filter: dp11   1 shown');
    screen.keys('escape');
    expect(screen.lines()[2]).toMatch(/^Proxies/);
  });

  test('a filter that nothing fits says so and how to leave it', () => {
    const screen = opened();
    screen.dispatch({type: 'setFilter', filter: 'no such server'});
    expect(screen.text()).toContain('No server fits the filter. Escape clears it.');
  });

  test('SV7 shift and a letter sort by a column, the same again the other way round', () => {
    const screen = opened();
    screen.keys('N');
    expect(screen.lines()[2]).toContain('sorted by server');
    const first = screen.lines()[5];
    screen.keys('N');
    expect(screen.lines()[2]).toContain('sorted by server, reversed');
    expect(screen.lines()[5]).not.toBe(first);
  });

  test('by proxy: a group is a filter that can be seen and changed', () => {
    const screen = opened();
    screen.keys('p');
    expect(screen.text()).toMatch(/> proxy-a\.contoso\.com:8080 {2}x7: CM00/);
    screen.keys('enter');
    expect(screen.lines()[2]).toBe('filter: proxy=proxy-a.contoso.com:8080   7 shown');
  });

  test('SV2 accounts: who uses one, also where it is only stored, and where it does not exist', () => {
    const screen = opened();
    screen.keys('a');
    expect(screen.text()).toMatch(/> CONTOSO\\svc-proxy {2}used by 2 servers; exists at CAS, PS1/);
    expect(screen.text()).toMatch(/CONTOSO\\svc-old {2}used by 0 servers, stored and not used at 1; exists at no si/);
    screen.keys('enter');
    expect(screen.lines()[2]).toBe('filter: account=CONTOSO\\svc-proxy   2 shown');
  });
});

describe('what can be done', () => {
  test('w changes the server under the cursor', () => {
    const screen = opened();
    screen.keys('w');
    expect(screen.effects).toEqual([{type: 'wizard', servers: ['PS2/CMG02.contoso.com']}]);
  });

  test('marked servers are changed together, and marks that a filter hides are counted', () => {
    const screen = opened();
    screen.keys('down', 'down', ' ', ' ');
    expect(screen.lines()[2]).toBe('2 marked');
    screen.dispatch({type: 'setFilter', filter: 'cmg'});
    expect(screen.lines()[2]).toContain('2 marked (2 not shown)');
    screen.keys('w');
    expect(screen.effects).toEqual([
      {type: 'wizard', servers: expect.arrayContaining(['PS1/CM01P.contoso.com', 'PS1/SUP01.contoso.com']) as unknown},
    ]);
  });

  test('what could not be read is neither marked nor changed, and says why', () => {
    const screen = opened();
    screen.keys('down', ' ');
    expect(screen.text()).toContain('! DP23 cannot be marked: could not be read: access denied');
    screen.keys('w');
    expect(screen.text()).toContain('! It cannot be changed: could not be read: access denied');
    expect(screen.effects).toEqual([]);
  });

  test('SV10 export is the command that shows the same, with filter and sort, run after consent', () => {
    const screen = opened();
    screen.dispatch({type: 'setFilter', filter: 'site=PS1'});
    screen.keys('P', 'e', 'enter');
    expect(screen.text().replace(/\n\s*/g, ' ')).toContain(
      'cmproxy status --connection lab --filter=site=PS1 --sort proxy --output csv --out',
    );
    expect(screen.effects).toEqual([]);
    screen.keys('enter');
    expect(screen.effects).toEqual([
      {type: 'start', id: 1, prepared: expect.objectContaining({siteCode: null}) as unknown},
    ]);
  });

  test('a finding is accepted with a reason and a date, as a command', () => {
    const screen = opened();
    screen.keys('x', 'enter');
    screen.dispatch({type: 'type', text: 'until the new account is there'});
    screen.dispatch({type: 'endInput', taken: true});
    screen.dispatch({type: 'type', text: '2027-03-31'});
    screen.dispatch({type: 'endInput', taken: true});
    expect(screen.text().replace(/\n\s*/g, ' ')).toContain(
      "cmproxy finding accept CMP004 --server PS2/CMG02.contoso.com --until 2027-03-31 '--reason=until the new account is there' --connection lab",
    );
  });

  test('an accepted finding is dim, tells until when and why, stands last, and can be taken back by a command', () => {
    const accepted = {
      code: 'CMP004',
      siteCode: 'PS2',
      server: 'CMG02.contoso.com',
      severity: 'error',
      until: '2027-03-31T23:59:59.999Z',
      reason: 'new account on Monday',
      by: 'admin@JUMP01',
      at: '2026-11-23T09:00:00Z',
    } as const;
    const screen = screenOf(readingOf(contoso(), {}, [accepted]));
    expect(screen.lines()[1]).toContain('18 servers   no fault');
    screen.dispatch({type: 'setFilter', filter: 'accepted'});
    expect(cursorLine(screen)).toMatch(/CMG02 .* info$/);
    const lines = screenRows(screen.state(), {width: 80, height: 23}, now).map(row =>
      row.kind === 'line' ? row.line : null,
    );
    expect(lines.find(line => line?.text.includes('CMP004'))).toMatchObject({
      text: expect.stringContaining('CMP004 error (accepted until 2027-03-31: new account on Monday)') as unknown,
      look: 'dim',
    });
    screen.keys('x', 'end', 'enter');
    expect(screen.text()).toContain('cmproxy finding remove CMP004 --server PS2/CMG02.contoso.com --connection lab');
  });

  test('what has to be told beside a reading is told below it', () => {
    const screen = screenOf(readingOf(contoso(), {notice: 'The accepted findings could not be read'}));
    expect(screen.text()).toContain('! The accepted findings could not be read');
  });

  test('SC8 c copies the command that waits, and runs nothing', () => {
    const screen = opened();
    screen.keys('e', 'enter', 'c');
    expect(screen.effects).toEqual([
      {type: 'copy', text: expect.stringContaining('cmproxy status --connection lab') as unknown, what: 'the command'},
    ]);
  });

  test('what touches the service connection point runs only after its site code was typed', () => {
    const screen = opened();
    const prepared = {
      title: 'Undo run X',
      args: ['undo', 'X', '--confirm', 'CAS', '--yes'],
      review: [],
      siteCode: 'CAS',
    };
    screen.dispatch({type: 'prepare', prepared});
    screen.keys('enter');
    screen.dispatch({type: 'type', text: 'PS1'});
    screen.dispatch({type: 'endInput', taken: true});
    expect(screen.text()).toContain('! Not run: type CAS to run it.');
    expect(screen.effects).toEqual([]);
    screen.keys('enter');
    screen.dispatch({type: 'type', text: 'cas'});
    screen.dispatch({type: 'endInput', taken: true});
    expect(screen.effects).toEqual([{type: 'start', id: 1, prepared}]);
  });

  test('a run is shown line by line, Ctrl+C is passed on, its end is told and the hierarchy read again', () => {
    const screen = opened();
    screen.dispatch({
      type: 'prepare',
      prepared: {title: 'Undo run X', args: ['undo', 'X'], review: [], siteCode: null},
    });
    screen.keys('enter');
    screen.dispatch({
      type: 'line',
      id: 1,
      text: JSON.stringify({event: 'writing', server: 'CM01.contoso.com', siteCode: 'PS1'}),
    });
    expect(screen.text()).toContain('PS1/CM01.contoso.com  writing');
    screen.keys('q', 'ctrl+c');
    expect(screen.text()).toContain('Stopping: the server in hand is finished first.');
    screen.dispatch({type: 'ended', id: 1, exitCode: 4, text: 'stopped', at: now2});
    expect(screen.effects.map(({type}) => type)).toEqual(['start', 'interrupt', 'read']);
    screen.keys('enter');
    expect(screen.text()).toContain('USED BY');
  });

  test('a reading that fails leaves the last one, and says that it failed', () => {
    const screen = opened();
    screen.dispatch({type: 'readFailed', text: 'the file is gone'});
    expect(screen.lines()[0]).toContain('READING AGAIN FAILED');
    expect(screen.text()).toContain('CMG02');
    const empty = screenOf(null);
    empty.dispatch({type: 'readFailed', text: 'cmproxy: it could not be opened\n  do: look'});
    expect(empty.text()).toContain('do: look');
  });
});

const now2 = new Date('2026-11-23T10:06:00Z');

describe('keys', () => {
  test.each([
    ['table', tableKeys],
    ['page', pageKeys],
    ['consent', consentKeys],
    ['running', runningKeys],
    ['ended', endedKeys],
  ] as const)('KB2 no key has two meanings: %s', (_name, table) => {
    expect(keyTwice(table)).toBeNull();
  });

  test('KB1 the help has every key of the table and of the pages', () => {
    const screen = opened({width: 100, height: 200});
    screen.keys('?');
    const text = screen.text();
    expect(tableKeys.filter(({help}) => !text.includes(help.slice(0, 40)))).toEqual([]);
    expect(pageKeys.filter(({help}) => !text.includes(help.slice(0, 40)))).toEqual([]);
  });

  test('KB4 everything is reached by arrows, Enter and Escape: Escape opens the menu', () => {
    const screen = opened({width: 100, height: 60});
    screen.keys('escape');
    expect(screen.lines()[2]).toBe('Menu');
    for (const word of ['wizard', 'Undo the newest run', 'Leave.', 'Every recorded change', 'Accept a finding'])
      expect(screen.text()).toContain(word);
    screen.keys('enter');
    expect(screen.effects).toEqual([{type: 'wizard', servers: ['PS2/CMG02.contoso.com']}]);
  });

  test('KB5 : takes an action by its name or the beginning of it, and suggests where it is none', () => {
    const screen = opened();
    screen.keys(':');
    screen.dispatch({type: 'type', text: 'fau'});
    screen.dispatch({type: 'endInput', taken: true});
    expect(screen.state().faultsOnly).toBe(true);
    screen.keys(':');
    screen.dispatch({type: 'type', text: 'nonsense'});
    screen.dispatch({type: 'endInput', taken: true});
    expect(screen.text()).toContain('! There is no action "nonsense"');
  });

  test('- opens the page that was open last', () => {
    const screen = opened();
    screen.keys('a', 'escape', '-');
    expect(screen.lines()[2]).toBe('Accounts');
  });
});

describe('any size', () => {
  test.each([
    [80, 23],
    [40, 11],
    [200, 59],
    [20, 5],
    [1, 1],
  ])('%i cells and %i rows: no line is wider, no frame taller, on any page', (width, height) => {
    const screen = opened({width, height});
    for (const key of [
      'enter',
      'escape',
      'a',
      'escape',
      'p',
      'escape',
      'h',
      'escape',
      '?',
      'escape',
      'e',
      'enter',
      'escape',
    ]) {
      screen.keys(key);
      expect(screen.lines().length).toBeLessThanOrEqual(height);
    }
    const wide = screen.lines().filter(line => textWidth(line) > Math.max(width, 40));
    expect(wide).toEqual([]);
  });

  test('at 40x12 the server, its proxy and its state are there', () => {
    const screen = opened({width: 40, height: 11});
    expect(cursorLine(screen)).toMatch(/^> {2}PS2 +CMG02 +proxy-b.* FAULT$/);
    expect(screen.text()).toContain('CMP004');
  });
});
