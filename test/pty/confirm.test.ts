// -Confirm on a real terminal: the question that PowerShell's host asks.
import {expect, test} from 'vitest';
import {bin, freshHome, type Home} from '../e2e/cmproxy.ts';
import {key, Terminal} from './terminal.ts';

const choices = '[Y] Yes  [A] Yes to All  [N] No  [L] No to All  [S] Suspend  [?] Help (default is "Y"):';

function asking(home: Home, ...words: string[]): Terminal {
  return new Terminal([process.execPath, bin, ...words], {cols: 120, env: home.env});
}

async function proxies(home: Home): Promise<string> {
  return (await home.run('Get-CMSiteSystemServer', '-SiteCode', 'PS1', '--output', 'csv')).stdout;
}

const words = ['Set-CMSiteSystemServer', 'DP11', '-EnableProxy', '$true', '-ProxyServerName', 'proxy-z', '-Confirm'];

test("the question, its help and its default are PowerShell's; Enter agrees", async () => {
  using home = freshHome();
  await using t = asking(home, ...words);
  await t.until(choices);
  expect(t.text()).toContain(
    'Confirm\nAre you sure you want to perform this action?\nPerforming the operation "Set-CMSiteSystemServer" on target "DP11.contoso.com".',
  );
  t.send(`?${key.enter}`);
  await t.until('N - Skip this operation and proceed with the next operation.');
  t.send(`nonsense${key.enter}`);
  await t.until(/\[Y\] Yes[^]*\[Y\] Yes[^]*\[Y\] Yes/);
  t.send(key.enter);
  expect(await t.exit).toBe(0);
  expect(await proxies(home)).toContain('DP11.contoso.com,1,proxy-z');
});

test('No writes nothing and ends with 130, as does Ctrl+C', async () => {
  using home = freshHome();
  const before = await proxies(home);
  for (const answer of [`N${key.enter}`, `no to all${key.enter}`, key.ctrlC]) {
    await using t = asking(home, ...words);
    await t.until(choices);
    t.send(answer);
    expect(await t.exit).toBe(130);
  }
  expect(await proxies(home)).toBe(before);
});
