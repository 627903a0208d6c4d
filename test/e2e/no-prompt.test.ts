// Without a terminal, and with --no-input on one, nothing is ever asked and nothing waits: every cmdlet of the table, and each way to a question.
import {execa} from 'execa';
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {allCmdlets} from '../cmdlets/all-cmdlets.ts';
import {exitCodes} from '../../src/model/exit-codes.ts';
import {Terminal} from '../pty/terminal.ts';
import {bin, freshHome, type Home, type Ran} from './cmproxy.ts';

/** What a question looks like, whichever it is. */
const question = /\[[Yy]\/[Nn]\]|\[Y\] Yes|Password of|: $|\? $/;

type Stdin = 'ignore' | 'closed' | 'empty' | 'open';
type Seen = Pick<Ran, 'exitCode' | 'stdout' | 'stderr'>;

/** /dev/null, no standard input at all, an empty pipe, or one that stays open. A time-out makes a hang a failure of this test and not of the whole run. */
async function run(home: Home, stdin: Stdin, words: readonly string[]): Promise<Seen> {
  const options = {timeout: 15_000, env: {...home.env, CI: stdin === 'closed' ? 'true' : ''}, cwd: home.folder};
  if (stdin === 'empty') return home.runWith({...options, stdin: 'pipe', input: ''}, ...words);
  if (stdin !== 'closed') return home.runWith({...options, stdin: stdin === 'open' ? 'pipe' : 'ignore'}, ...words);
  const script = 'exec "$@" <&-';
  const ran = await execa('sh', ['-c', script, 'sh', process.execPath, bin, ...words], {
    ...options,
    extendEnv: false,
    reject: false,
  });
  return {exitCode: ran.exitCode ?? -1, stdout: ran.stdout, stderr: ran.stderr};
}

/** What may not be said of a command that nobody sits before: empty when all is well. */
function complaints({exitCode, stdout, stderr}: Seen): readonly string[] {
  const codes: readonly number[] = Object.values(exitCodes);
  return [
    ...(codes.includes(exitCode) ? [] : [`exit code ${String(exitCode)}`]),
    ...(question.test(stderr) ? [`asks: ${stderr}`] : []),
    ...(/\n\s+at .+:\d+:\d+/.test(stdout + stderr) ? [`stack trace: ${stderr}`] : []),
  ];
}

describe.each(allCmdlets.map(cmdlet => [cmdlet.name, cmdlet] as const))(
  '%s',
  (name, {parameters, supportsShouldProcess}) => {
    test('with nothing, in three kinds of no terminal', async () => {
      using home = freshHome();
      for (const stdin of ['closed', 'empty'] as const)
        expect(complaints(await run(home, stdin, [name])), stdin).toEqual([]);
      const ran = await run(home, 'ignore', [name, '--output', 'json']);
      expect(complaints(ran)).toEqual([]);
      // C2: what a program reads can be parsed, on failure too. Files of their own formats say `schema`.
      const data = ran.stdout === '' && ran.exitCode === exitCodes.done ? '{"schemaVersion": 1}' : ran.stdout;
      expect(Object.keys(JSON.parse(data) as object)[0]).toMatch(/^schema(?:Version)?$/);
    });

    test('-Confirm without a terminal asks nothing', async () => {
      using home = freshHome();
      const values = parameters
        .filter(({mandatory, type}) => mandatory === true && type !== 'IResultObject')
        .flatMap(parameter => [
          `-${parameter.name}`,
          parameter.validateSet?.[0] ?? (parameter.type === 'UInt32' ? '5' : 'CONTOSO\\x'),
        ]);
      const words = [name, ...values, ...(supportsShouldProcess === true ? ['-Confirm'] : [])];
      expect(complaints(await run(home, 'open', words)), words.join(' ')).toEqual([]);
    });
  },
);

const withMandatory = allCmdlets.filter(({parameters}) =>
  parameters.some(({mandatory, sets}) => mandatory === true && sets === undefined),
);

test.each(withMandatory.map(({name}) => name))('%s says which mandatory parameter is missing', async name => {
  using home = freshHome();
  const {exitCode, stderr} = await run(home, 'empty', [name]);
  expect([exitCode, stderr]).toEqual([exitCodes.usage, expect.stringContaining('missing mandatory parameters')]);
});

/** Each way to a question: consent, a typed site code, -Confirm, a password, an answer that is missing, a value that is missing. */
const asking: readonly (readonly string[])[] = [
  ['apply', '--server', 'PS1/CM01', '--set', 'proxy.port=3128'],
  ['apply', '--server', 'CAS/CM00', '--set', 'proxy.port=3128', '--yes'],
  ['undo'],
  ['replay', 'asks.yaml'],
  ['replay', 'asks.yaml', '--yes'],
  ['replay', 'lacks.yaml', '--missing', 'ask', '--yes'],
  ['profile', 'apply', 'p', '--server', 'PS1/CM01'],
  ['account', 'switch', 'CONTOSO\\svc-proxy', 'system'],
  ['account', 'add', 'CONTOSO\\new', '--site', 'PS1'],
  ['account', 'set-password', 'CONTOSO\\svc-proxy'],
  ['account', 'remove', 'CONTOSO\\spare', '--site', 'PS1'],
  ['Set-CMSiteSystemServer', 'CM01', '-ProxyServerPort', '3128', '-Confirm'],
  ['New-CMAccount', '-UserName', 'CONTOSO\\new', '-SiteCode', 'PS1'],
  ['apply', '--server', 'PS1/CM01', '--set', 'proxy.account=CONTOSO\\new', '--create-account', '--yes'],
  ['wizard'],
];

async function withAnswers(home: Home): Promise<void> {
  const head = 'schema: cmproxy/answers@1\nservers: ';
  writeFileSync(join(home.folder, 'asks.yaml'), `${head}[PS1/CM01]\nproxy: {port: 3128}\nask: [proxy.port]\n`);
  writeFileSync(
    join(home.folder, 'lacks.yaml'),
    `${head}[PS1/DP11]\nproxy: {enabled: true, serverName: a.contoso.com}\n`,
  );
  const spare = ['account', 'add', 'CONTOSO\\spare', '--site', 'PS1', '--password-stdin'];
  await home.runWith({stdin: 'pipe', input: 'an example\n'}, ...spare);
  await home.run('profile', 'save', 'p', '--set', 'proxy.port=3128');
  await home.run('Set-CMSiteSystemServer', 'CM02', '-ProxyServerPort', '99');
}

test.each(['open', 'closed'] as const)(
  'with standard input %s, what would ask ends at once and writes nothing',
  async stdin => {
    using home = freshHome();
    await withAnswers(home);
    const before = (await home.run('status', '--output', 'csv')).stdout;
    for (const words of asking) {
      const ran = await run(home, stdin, words);
      expect([words, ran.exitCode, complaints(ran)]).toEqual([words, exitCodes.usage, []]);
    }
    expect((await home.run('status', '--output', 'csv')).stdout).toBe(before);
  },
  30_000,
);

test('on a terminal --no-input asks nothing either, and names what to say', async () => {
  using home = freshHome();
  await withAnswers(home);
  for (const words of asking) {
    await using terminal = new Terminal([process.execPath, bin, ...words, '--no-input'], {
      cols: 200,
      rows: 40,
      cwd: home.folder,
      env: home.env,
    });
    expect([words, await terminal.exit]).toEqual([words, exitCodes.usage]);
    expect([words, question.test(terminal.text().trimEnd())]).toEqual([words, false]);
  }
}, 60_000);
