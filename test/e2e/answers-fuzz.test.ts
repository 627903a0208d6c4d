// Random answer files, --set and overrides through the whole of replay, on the lab of a real home: never a stack trace, a hang or a wrong write.
import fc from 'fast-check';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {freshHome, type Home} from './cmproxy.ts';

const nasty = fc.oneof(
  fc.string({unit: 'binary', maxLength: 12}),
  fc.constantFrom(
    '',
    'null',
    'true',
    '-1',
    '99999',
    '8080',
    'http://u:geheim@p:1',
    '\u001b[31m',
    '\u202e',
    '$(id)',
    "'",
    '`',
    'proxy-z.contoso.com',
  ),
);
const key = fc.constantFrom(
  'proxy.enabled',
  'proxy.serverName',
  'proxy.port',
  'proxy.account',
  'softwareUpdatePoint.useProxy',
  'proxy.prot',
  '__proto__',
  '',
);
const value = fc.oneof(
  nasty,
  fc.boolean(),
  fc.integer({min: -5, max: 70_000}),
  fc.constant(null),
  fc.constant([]),
  fc.constant({}),
);
const group = fc.dictionary(fc.constantFrom('enabled', 'serverName', 'port', 'account', 'useProxy', 'prt'), value, {
  maxKeys: 3,
});
const server = fc.oneof(
  {weight: 4, arbitrary: fc.constantFrom('PS1/CM01', 'PS1/MP01', 'DP05', 'CM01.contoso.com', 'PS2/DP23')},
  nasty,
);
const file = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record(
        {
          schema: fc.constantFrom('cmproxy/answers@1', 'cmproxy/answers@1', 'cmproxy/answers@0', 'cmproxy/answers@9'),
          servers: fc.array(server, {maxLength: 3}),
          select: fc.dictionary(fc.constantFrom('site', 'proxy.port', 'role', 'proxy.serverName'), value, {maxKeys: 2}),
          proxy: group,
          softwareUpdatePoint: group,
          overrides: fc.dictionary(server, fc.record({proxy: group}), {maxKeys: 2}),
          ask: fc.array(key, {maxLength: 2}),
          ticket: value,
        },
        {requiredKeys: ['schema', 'servers']},
      )
      .map(record => JSON.stringify(record)),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({serverName: nasty, port: nasty})
      .map(
        ({serverName, port}) =>
          `schema: cmproxy/answers@1\nservers: [PS1/MP01]\nproxy:\n  serverName: ${serverName}\n  port: ${port}\n`,
      ),
  },
  fc.string({unit: 'binary', maxLength: 80}),
);
const settings = fc.array(
  fc.tuple(key, nasty).map(([name, text]) => `${name}=${text}`),
  {maxLength: 2},
);

async function proxies(home: Home): Promise<string> {
  return (await home.run('Get-CMSiteSystemServer', '--output', 'json')).stdout;
}

test.each([
  ['fixed', 20_261_124],
  ['random', Date.now() % 1_000_000],
])(
  'F1 replay of anything ends with a known code, one clear text and no stack, and what only looks writes nothing (%s seed %i)',
  async (_name, seed) => {
    process.stdout.write(`seed ${seed}\n`);
    using home = freshHome();
    const before = await proxies(home);
    const path = join(home.folder, 'answers.yaml');
    const look = fc.constantFrom<readonly string[]>(
      ['--what-if'],
      ['--validate'],
      ['--print-resolved'],
      ['--what-if', '--missing', 'default'],
    );
    await fc.assert(
      fc.asyncProperty(file, settings, look, async (text, said, options) => {
        writeFileSync(path, text);
        const clean = said.map(setting => setting.replaceAll('\0', ''));
        const ran = await home.runWith(
          {stdin: 'ignore', timeout: 20_000},
          'replay',
          path,
          ...options,
          ...clean.map(setting => `--set=${setting}`),
          '--output',
          'json',
        );
        expect([0, 1, 2, 3, 64]).toContain(ran.exitCode);
        expect(ran.stderr).not.toMatch(/unexpected error|\n\s+at .*:\d+:\d+/);
        expect(ran.stderr).not.toMatch(/[\0-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(ran.stdout + ran.stderr).not.toContain('geheim');
      }),
      {numRuns: 40, seed},
    );
    expect(await proxies(home)).toBe(before);
  },
  120_000,
);
