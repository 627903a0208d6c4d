// I4 Programs of well-known names that lie in the working folder and first in PATH are not run by the screens, which start nothing but the program itself.
import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {bin, freshHome} from '../e2e/cmproxy.ts';
import {Terminal, key} from './terminal.ts';

const names = [
  'cmproxy',
  'node',
  'pwsh',
  'pwsh.exe',
  'powershell',
  'ssh',
  'git',
  'sh',
  'bash',
  'stty',
  'tput',
  'xclip',
  'pbcopy',
  'hostname',
  'whoami',
  'ps',
];

test('I4 a change is written from the wizard, and no false program was run', async () => {
  using home = freshHome();
  const trap = join(home.folder, 'trap');
  const sprung = join(home.folder, 'sprung');
  mkdirSync(trap);
  for (const name of names) {
    writeFileSync(join(trap, name), `#!/bin/sh\necho "$0 $*" >> '${sprung}'\nexit 1\n`);
    chmodSync(join(trap, name), 0o755);
  }
  const env = {...home.env, PATH: `${trap}:${home.env['PATH'] ?? ''}`};
  // The trap works: whoever looks for a program by its name alone runs it.
  spawnSync('node', ['-e', '0'], {env, cwd: trap});
  expect(existsSync(sprung)).toBe(true);
  rmSync(sprung);
  await using t = new Terminal([process.execPath, bin, 'wizard', 'PS1/CM01'], {cwd: trap, env});
  await t.until('1 marked');
  t.send(key.enter);
  await t.until('step 2 of 4');
  t.send(key.enter);
  await t.until('step 3 of 4');
  t.send(key.down + key.down);
  await t.until(/> Port/);
  t.send(`${key.ctrlU}3128`);
  await t.until('[3128');
  t.send(key.enter + key.enter);
  await t.until('step 4 of 4');
  t.send('c');
  await t.until(/opied|too long/);
  t.send(key.enter);
  await t.until('Go back to the review');
  t.send(key.down + key.enter);
  await t.until('enter leave', 15_000);
  expect(t.text()).toContain('applied, in use not checked');
  t.send('q');
  expect(await t.exit).toBe(0);
  expect(existsSync(sprung)).toBe(false);
});
