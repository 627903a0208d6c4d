// Every example of the status and of findings, in the help and in the README, runs as it stands there.
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {describe, expect, test} from 'vitest';
import {
  addAcceptedFinding,
  getAcceptedFinding,
  removeAcceptedFinding,
} from '../../src/cmdlets/status/finding-commands.ts';
import {getStatus} from '../../src/cmdlets/status/get-status.ts';
import {bin, freshHome} from './cmproxy.ts';

const ofHelp = [getStatus, addAcceptedFinding(), getAcceptedFinding(), removeAcceptedFinding()].flatMap(cmdlet =>
  cmdlet.examples.map(({command}) => command),
);

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');
const section = /\n## Status as a command\n(.*?)\n## /s.exec(readme)?.[1] ?? '';
const ofReadme = [
  ...[...section.matchAll(/^ {4}\$ (cmproxy .*)$/gm)].map(([, command = '']) => command),
  ...[...section.matchAll(/`((?:status|finding) [^`]+)`/g)].map(([, command = '']) => `cmproxy ${command}`),
];

/** Names that stand for something, and days that will be past one day. */
function runnable(command: string): string {
  return command.replace('FILE', 'before.json').replace(/--until \d{4}/, '--until 2999');
}

test('there are examples to run', () => {
  expect(ofHelp.length).toBeGreaterThan(8);
  expect(ofReadme.length).toBeGreaterThan(8);
});

describe.each([...new Set([...ofHelp, ...ofReadme])])('%s', command => {
  test('runs', async () => {
    using home = freshHome();
    await home.run('lab', 'export', `${home.folder}/before.json`);
    if (command.includes('finding remove')) await home.run('finding', 'accept', 'CMP107', '--server', 'PS1/SUP01');
    const script = `cmproxy() { "$NODE" "$BIN" "$@"; }; ${runnable(command)}`;
    const child = spawn('/bin/sh', ['-c', script], {
      cwd: home.folder,
      env: {...home.env, NODE: process.execPath, BIN: bin},
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let errors = '';
    child.stderr.on('data', chunk => {
      errors += String(chunk);
    });
    child.stdout.once('data', () => {
      if (command.includes('--watch')) process.kill(-(child.pid ?? 0), 'SIGINT');
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect(errors).not.toMatch(/cmproxy: |is not|cannot/);
    expect(command.includes('--watch') ? [0, null, 130] : [0, 2, 3]).toContain(code);
    expect(signal === null || command.includes('--watch')).toBe(true);
  });
});
