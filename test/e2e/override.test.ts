// `--override`: what one of the servers is to get otherwise, without an answer file.
import {writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {freshHome} from './cmproxy.ts';

const two = ['--server', 'PS1/CM01', '--server', 'DP21', '--set', 'proxy.serverName=proxy-c.contoso.com'];

test('one of two servers gets another port; the same by --answers gives the same plan', async () => {
  using home = freshHome();
  const flags = await home.run('plan', ...two, '--override', 'dp21:proxy.port=3129', '--output', 'json');
  expect(flags.exitCode).toBe(2);
  const file = join(home.folder, 'answers.yaml');
  writeFileSync(
    file,
    'schema: cmproxy/answers@1\nservers: [PS1/CM01, DP21]\nproxy: {serverName: proxy-c.contoso.com}\noverrides: {DP21: {proxy: {port: 3129}}}\n',
  );
  const answers = await home.run('plan', '--answers', file, '--output', 'json');
  expect(flags.json()['changes']).toEqual(answers.json()['changes']);
  expect(flags.json()['hash']).toBe(answers.json()['hash']);
  const both = await home.run('plan', '--answers', file, '--override', 'DP21:proxy.port=1');
  expect([both.exitCode, both.stdout]).toEqual([64, '']);
  expect(both.stderr).toContain('an answer file has its own exceptions');
});

test.each([
  ['a server that is not chosen', ['--override', 'SUP01:proxy.port=1'], 'not among the chosen servers'],
  ['no server', ['--override', 'proxy.port=1'], 'write SERVER:KEY=VALUE'],
  ['an unknown key', ['--override', 'DP21:proxy.prt=1'], 'Did you mean proxy.port?'],
  [
    'two spellings of one server',
    ['--override', 'DP21:proxy.port=1', '--override', 'PS2/DP21:proxy.port=2'],
    'another spelling',
  ],
])('refused with 64: %s', async (_, words, why) => {
  using home = freshHome();
  const ran = await home.run('plan', ...two, ...words);
  expect([ran.exitCode, ran.stdout]).toEqual([64, '']);
  expect(ran.stderr).toContain(why);
});
