// Terminals that are small, without colour, without UTF-8, without a size, or that say they are something else.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {bin, freshHome, type Home} from '../e2e/cmproxy.ts';
import {Terminal, key, type TerminalOptions} from './terminal.ts';

type Screen = 'wizard' | 'status';
const screens: readonly Screen[] = ['wizard', 'status'];
const isOpen = {wizard: /\b1 of 4\b/, status: /FAULT/} as const;
const leave = {wizard: key.ctrlC, status: 'q'} as const;

function open(home: Home, screen: Screen, options: TerminalOptions = {}, words: readonly string[] = []): Terminal {
  const args = screen === 'wizard' ? ['wizard'] : [];
  return new Terminal([process.execPath, bin, ...args, ...words], {...options, env: {...home.env, ...options.env}});
}

/** Select Graphic Rendition with anything but a reset: colour, bold, dim, inverse. */
const styled = /\u001B\[(?!0?m)[\d;]*m/;

describe.each(screens)('colour in the %s screen is what wantsColour says', screen => {
  test.each([
    [{}, [], true],
    [{NO_COLOR: '1'}, [], false],
    [{NO_COLOR: ''}, [], true],
    [{NO_COLOR: '1', FORCE_COLOR: '1'}, [], false],
    [{FORCE_COLOR: '0'}, [], false],
    [{FORCE_COLOR: 'false'}, [], false],
    [{FORCE_COLOR: '3'}, [], true],
    [{CI: 'true'}, [], true],
    [{TERM: 'vt52'}, [], true],
    [{}, ['--no-color'], false],
    [{FORCE_COLOR: '1'}, ['--no-color'], false],
  ] as const)('%j %j: %s', async (env, words, coloured) => {
    using home = freshHome();
    await using t = open(home, screen, {env}, words);
    const text = await t.until(isOpen[screen]);
    expect(text).toMatch(/^>/m);
    expect(styled.test(t.raw)).toBe(coloured);
    t.send(leave[screen]);
    await t.exit;
  });
});

describe.each(screens)('WZ21 the %s screen works', screen => {
  test.each([
    ['under CI', {CI: 'true', GITHUB_ACTIONS: 'true'}],
    ['for a screen reader', {INK_SCREEN_READER: 'true'}],
  ] as const)('%s', async (_what, env) => {
    using home = freshHome();
    await using t = open(home, screen, {env});
    await t.until(isOpen[screen]);
    t.send('/');
    t.send('cm02');
    await t.until(/Filter: +\[[^]*\n>.*PS2.*CM02(?![^]*SUP01)/);
    t.send(key.esc);
    await t.until(isOpen[screen]);
    t.send(leave[screen]);
    expect(await t.exit).toBe(screen === 'wizard' ? 130 : 0);
  });
});

describe.each(screens)('small and sizeless terminals: the %s screen', screen => {
  test('below 40x12 it says so, takes no key but Ctrl+C, and comes back when there is room', async () => {
    using home = freshHome();
    await using t = open(home, screen, {cols: 80, rows: 24});
    await t.until(isOpen[screen]);
    t.resize(30, 8);
    expect((await t.until('This terminal is 30x8')).replaceAll(/\s+/g, ' ')).toContain(
      'cmproxy needs at least 40x12. Make it larger, or use --plain.',
    );
    t.send('/zzz');
    t.resize(39, 30);
    await t.until('This terminal is 39x30');
    t.resize(80, 11);
    await t.until('This terminal is 80x11');
    t.resize(40, 12);
    const shown = await t.until(new RegExp(`^(?![^]*This terminal)[^]*(?:${isOpen[screen].source})`));
    expect(shown).not.toContain('zzz');
    t.send(leave[screen]);
    await t.exit;
  });

  test('1x1: no crash, and Ctrl+C leaves', async () => {
    using home = freshHome();
    await using t = open(home, screen, {cols: 1, rows: 1});
    await expect.poll(() => t.raw).toContain('\u001B[?25l');
    t.resize(80, 24);
    await t.until(isOpen[screen]);
    t.resize(1, 1);
    t.resize(2, 3);
    t.send(key.ctrlC);
    expect(await t.exit).toBe(screen === 'wizard' ? 130 : 0);
  });

  test('a terminal that tells no size is taken for 80x24', async () => {
    using home = freshHome();
    const args = screen === 'wizard' ? 'wizard' : '';
    await using t = new Terminal(['/bin/sh', '-c', `stty cols 0 rows 0; "${process.execPath}" "${bin}" ${args}`], {
      env: home.env,
    });
    const text = await t.until(isOpen[screen]);
    expect(Math.max(...text.split('\n').map(line => line.length))).toBeLessThanOrEqual(80);
    t.send(leave[screen]);
    await t.exit;
  });
});

describe('WZ23 where the locale is not UTF-8 everything is ASCII', () => {
  const name = 'Zürich 漢字 … ─';
  const property = (key_: string, value: number, text = '') => ({PropertyName: key_, Value: value, Value2: text});

  async function homeWithNames(): Promise<Home> {
    const home = freshHome();
    const file = join(home.folder, 'names.json');
    const server = 'bücher-漢字.contoso.com';
    const row = (role: string, props: readonly object[]) => ({
      SiteCode: 'PS1',
      NetworkOSPath: `\\\\${server}`,
      RoleName: role,
      Props: props,
    });
    writeFileSync(
      file,
      JSON.stringify({
        schema: 'cmproxy/hierarchy@1',
        name,
        readAs: `CONTOSO\\${name}`,
        sites: [{SiteCode: 'PS1', SiteName: name, ServerName: server, Type: 2, ReportingSiteCode: ''}],
        siteSystemUses: [
          row('SMS Site System', [
            property('UseProxy', 1),
            property('ProxyName', 0, 'prоxy.contoso.com'),
            property('ProxyServerPort', 8080),
            property('AnonymousProxyAccess', 0),
            property('ProxyUserName', 0, 'CONTOSO\\svc-é'),
          ]),
          row(`SMS Role ${name}`, []),
        ],
        accounts: [],
        unreadable: [],
      }),
    );
    expect((await home.run('site', 'add', 'names', '--snapshot', file)).exitCode).toBe(0);
    return home;
  }

  test.each(screens)('the %s screen, with names that are not', async screen => {
    using home = await homeWithNames();
    await using t = open(home, screen, {env: {LANG: 'C'}}, ['--connection', 'names']);
    await t.until(/b\\u\{FC\}/);
    t.send(key.enter);
    await t.until(screen === 'wizard' ? 'Site system role' : 'Who inherits it');
    t.send(screen === 'wizard' ? key.enter : 'q');
    if (screen === 'wizard') await t.until('Proxy for b\\u{FC}');
    t.send(key.ctrlC);
    await t.exit;
    expect(t.raw).toMatch(/^[\0-\x7F]*$/);
  });

  test.each(screens)(
    'the %s screen of the lab: the frame is as wide as the terminal and holds no escapes',
    async screen => {
      using home = freshHome();
      await using t = open(home, screen, {env: {LC_ALL: 'POSIX'}});
      const text = await t.until(isOpen[screen]);
      expect(text).not.toContain('\\u{');
      expect(text).not.toMatch(/[^\n -~]/);
      expect(text.split('\n').filter(line => line.length > 80)).toEqual([]);
      t.send(leave[screen]);
      await t.exit;
    },
  );
});

describe('WZ19 the scrollback', () => {
  test('what was there before the wizard is there after it, also after resizes', async () => {
    using home = freshHome();
    await using t = new Terminal(['/bin/sh', '-c', `seq 1 50; "${process.execPath}" "${bin}" wizard`], {env: home.env});
    await t.until('step 1 of 4');
    t.resize(60, 20);
    await t.until(/step 1 of 4/);
    t.resize(100, 30);
    await t.until(/step 1 of 4/);
    t.send(key.ctrlC);
    expect(await t.exit).toBe(130);
    expect(t.scrollback()).toMatch(/^1\n2\n3\n/);
    expect(t.scrollback()).toMatch(/\n49\n50\n/);
  });
});
