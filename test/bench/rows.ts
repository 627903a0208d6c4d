// What is measured, against what, and how much of it is allowed. Every figure is a ratio within one run on one machine.
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {compare, timeFirstScreen, timeProcess, type Command, type Compared} from './measure.ts';

export interface Row {
  readonly name: string;
  readonly base: string;
  /** The largest ratio that is still good. */
  readonly target: number;
  readonly measure: () => Promise<Compared>;
}

export interface Place {
  /** The built bin. */
  readonly bin: string;
  /** A folder that is thrown away afterwards. */
  readonly folder: string;
  /** How often each pair is run. */
  readonly rounds: number;
}

/** One of each kind of command that reads; each answers from a hierarchy that nobody has written to. */
const reading: readonly (readonly string[])[] = [
  ['Get-CMSite'],
  ['Get-CMSiteRole'],
  ['Get-CMSiteSystemServer'],
  ['Get-CMSoftwareUpdatePoint'],
  ['Get-CMAccount'],
  ['account', 'list'],
  ['preview'],
  ['endpoints', '--server', 'PS1/CM01'],
  ['history'],
  ['profile', 'list'],
  ['finding', 'list'],
  ['site', 'list'],
  ['config', 'show'],
  ['help'],
];

/** The rows that run whole processes. */
export function processRows({bin, folder, rounds}: Place): readonly Row[] {
  const cmproxy = (home: string, ...args: readonly string[]): Command => ({
    file: process.execPath,
    args: [bin, ...args],
    env: environment(folder, home),
  });
  const node = (...args: readonly string[]): Command => ({
    file: process.execPath,
    args,
    env: environment(folder, 'node'),
  });
  const bare = node('-e', '0');
  const big = join(folder, 'big.json');
  const status = ['status', '--output', 'json'];
  return [
    {
      name: '--version',
      base: 'node -e 0',
      target: 1.2,
      measure: () =>
        compare(
          rounds,
          () => timeProcess(cmproxy('lab', '--version')),
          () => timeProcess(bare),
        ),
    },
    {
      name: 'status --output json, lab',
      base: 'node -e 0',
      target: 1.2,
      measure: () =>
        compare(
          rounds,
          () => timeProcess(cmproxy('lab', ...status)),
          () => timeProcess(bare),
        ),
    },
    ...reading.map((words): Row => ({
      name: `${words.join(' ')}, lab`,
      base: 'node -e 0',
      target: 1.2,
      measure: () =>
        compare(
          rounds,
          () => timeProcess(cmproxy('lab', ...words)),
          () => timeProcess(bare),
        ),
    })),
    {
      name: 'completion of a server, lab',
      base: 'node -e 0',
      target: 2,
      measure: () =>
        compare(
          rounds,
          () => timeProcess(cmproxy('lab', '__complete', 'bash', '3', 'cmproxy', 'plan', '--server', 'PS1/C')),
          () => timeProcess(bare),
        ),
    },
    {
      name: 'replay that changes nothing, lab',
      base: 'node -e 0',
      target: 2,
      measure: () => {
        const file = join(folder, 'nothing-differs.yaml');
        writeFileSync(
          file,
          'schema: cmproxy/answers@1\nservers: [PS1/CM01.contoso.com, PS1/MP01.contoso.com]\nproxy: {serverName: proxy-a.contoso.com, port: 8080}\n',
        );
        return compare(
          rounds,
          () => timeProcess(cmproxy('lab', 'replay', file, '--yes')),
          () => timeProcess(bare),
        );
      },
    },
    {
      name: 'first status screen',
      base: 'node -e, same terminal',
      target: 5,
      measure: () =>
        compare(
          rounds,
          () => timeFirstScreen(cmproxy('lab'), 'FAULT'),
          () => timeFirstScreen(node('-e', 'process.stdout.write("FAULT")'), 'FAULT'),
        ),
    },
    {
      name: 'first wizard screen',
      base: 'node -e, same terminal',
      target: 5,
      measure: () =>
        compare(
          rounds,
          () => timeFirstScreen(cmproxy('lab', 'wizard'), 'step 1 of 4'),
          () => timeFirstScreen(node('-e', 'process.stdout.write("step 1 of 4")'), 'step 1 of 4'),
        ),
    },
    {
      name: 'status --output json, 5,000 site systems',
      base: 'node: JSON.parse of the file',
      target: 3,
      measure: () => {
        makeHierarchy(cmproxy, 5000, big);
        timeProcess(cmproxy('big', 'site', 'add', 'big', '--snapshot', big));
        return compare(
          rounds,
          () => timeProcess(cmproxy('big', 'status', '--connection', 'big', '--output', 'json')),
          () => timeProcess(node('-e', `JSON.parse(require('node:fs').readFileSync(${JSON.stringify(big)}, 'utf8'))`)),
        );
      },
    },
  ];
}

/** Writes a hierarchy of that many site systems, the same for the same number. */
function makeHierarchy(
  cmproxy: (home: string, ...args: readonly string[]) => Command,
  siteSystems: number,
  file: string,
): void {
  timeProcess(
    cmproxy(
      `generated-${siteSystems}`,
      'lab',
      'generate',
      '--site-systems',
      String(siteSystems),
      '--seed',
      '1',
      '--yes',
    ),
  );
  timeProcess(cmproxy(`generated-${siteSystems}`, 'lab', 'export', file));
}

/** Makes hierarchy files for the rows that run in this process. */
export function hierarchyFile({bin, folder}: Place, siteSystems: number): string {
  const file = join(folder, `hierarchy-${siteSystems}.json`);
  if (existsSync(file)) return file;
  makeHierarchy(
    (home, ...args) => ({file: process.execPath, args: [bin, ...args], env: environment(folder, home)}),
    siteSystems,
    file,
  );
  return file;
}

export function environment(folder: string, home: string): Record<string, string> {
  const path = join(folder, home);
  mkdirSync(path, {recursive: true});
  return {PATH: process.env['PATH'] ?? '', HOME: path, CMPROXY_HOME: path, LANG: 'C.UTF-8'};
}
