// Without a terminal nothing is ever asked and nothing waits: every cmdlet of the table, with its examples and with nothing at all.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {cmdlets} from '../../src/cmdlets/index.ts';
import {exitCodes} from '../../src/model/exit-codes.ts';
import {freshHome, type Home, type Ran} from './cmproxy.ts';

/** What a question looks like, whichever it is. */
const question = /\[[Yy]\/[Nn]\]|\[Y\] Yes|Password of|: $|\? $/;

/** A time-out makes a hang a failure of this test and not of the whole run. */
async function run(home: Home, stdin: 'ignore' | 'closed' | 'empty', words: readonly string[]): Promise<Ran> {
  const options = {timeout: 15_000, env: {...home.env, CI: stdin === 'closed' ? 'true' : ''}, cwd: home.folder};
  if (stdin === 'empty') return home.runWith({...options, stdin: 'pipe', input: ''}, ...words);
  return home.runWith(
    {...options, stdin: stdin === 'ignore' ? 'ignore' : ['pipe'], ...(stdin === 'closed' ? {input: ''} : {})},
    ...words,
  );
}

/** What may not be said of a command that nobody sits before: empty when all is well. */
function complaints({exitCode, stdout, stderr}: Ran): readonly string[] {
  const codes: readonly number[] = Object.values(exitCodes);
  return [
    ...(codes.includes(exitCode) ? [] : [`exit code ${String(exitCode)}`]),
    ...(question.test(stderr) ? [`asks: ${stderr}`] : []),
    ...(/\n\s+at .+:\d+:\d+/.test(stdout + stderr) ? [`stack trace: ${stderr}`] : []),
  ];
}

describe.each(cmdlets().map(cmdlet => [cmdlet.name, cmdlet] as const))(
  '%s',
  (name, {parameters, supportsShouldProcess}) => {
    test('with nothing, in three kinds of no terminal', async () => {
      using home = freshHome();
      for (const stdin of ['ignore', 'closed', 'empty'] as const)
        expect(complaints(await run(home, stdin, [name])), stdin).toEqual([]);
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
      expect(complaints(await run(home, 'empty', words)), words.join(' ')).toEqual([]);
    });
  },
);

const withMandatory = cmdlets().filter(({parameters}) =>
  parameters.some(({mandatory, sets}) => mandatory === true && sets === undefined),
);

test.each(withMandatory.map(({name}) => name))('%s says which mandatory parameter is missing', async name => {
  using home = freshHome();
  const {exitCode, stderr} = await run(home, 'empty', [name]);
  expect([exitCode, stderr]).toEqual([exitCodes.usage, expect.stringContaining('missing mandatory parameters')]);
});

/** The words of an example as a shell makes them; what is piped or redirected is left out. */
function wordsOf(command: string): readonly string[] {
  const [own = ''] = command.replace(/^ssh \S+ /, '').split(/ [|<>] /);
  return [...own.matchAll(/'(?<quoted>[^']*)'|(?<bare>\S+)/g)]
    .map(({groups}) => groups?.['quoted'] ?? groups?.['bare'] ?? '')
    .slice(1);
}

test('every example of every help ends by itself and asks nothing', async () => {
  using home = freshHome();
  writeFileSync(
    join(home.folder, 'branch.yaml'),
    'schema: cmproxy/answers@1\nservers: [PS1/DP12]\nproxy: {port: 3128}\n',
  );
  const examples = cmdlets()
    .flatMap(cmdlet => cmdlet.examples.map(({command}) => command))
    .filter(command => !command.includes('--watch'));
  expect(examples.length).toBeGreaterThan(60);
  for (const command of examples) {
    const words = wordsOf(command);
    const ran = await run(home, 'empty', words);
    expect(complaints(ran), command).toEqual([]);
    expect(ran.stderr, command).not.toContain('cannot be found that matches parameter name');
  }
}, 60_000);
