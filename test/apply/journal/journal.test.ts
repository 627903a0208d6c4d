import {appendFileSync, existsSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {hashOfLine} from '../../../src/apply/journal/journal-line.ts';
import {journalPath} from '../../../src/apply/journal/journal-path.ts';
import {openJournal, type OpenJournal} from '../../../src/apply/journal/open-journal.ts';
import {readRuns, type ReadRuns} from '../../../src/apply/journal/read-runs.ts';
import {createRunJournal, type RunJournal} from '../../../src/apply/journal/run-journal.ts';
import {siteSystem} from '../fake-site.ts';
import {proxyChange} from '../run-place.ts';
import {temporaryFolder} from '../temporary-folder.ts';

const now = (): Date => new Date('2026-11-23T10:00:00Z');
const change = {...proxyChange(siteSystem('cm01.contoso.com'), 'proxy-b.contoso.com'), order: 1};

function open(folder = temporaryFolder('journal')): OpenJournal & {folder: string} {
  const opened = openJournal({folder, connection: 'lab', hierarchyId: 'lab:PS1/cm01'}, now);
  if (opened.kind === 'refused') throw new Error(opened.why);
  return {...opened, folder};
}

function pen(journal: OpenJournal, run: string): RunJournal {
  const author = {
    run,
    who: 'CONTOSO\\a',
    host: 'H',
    siteAccount: null,
    provider: 'lab',
    toolVersion: '1',
    ticket: null,
    planHash: 'sha256:0',
  };
  return createRunJournal(journal, author, 0, null, now);
}

const ids = ['20261123T100000Z-000001', '20261123T100000Z-000002', '20261123T100000Z-000003'] as const;

function writeRun(journal: OpenJournal, run: string): void {
  const {planned, note} = pen(journal, run);
  const start = {
    schema: 'cmproxy/journal@1',
    operation: 'apply',
    connection: 'lab',
    hierarchyId: 'lab:PS1/cm01',
    changes: 1,
    undoes: null,
    confirm: null,
    tookOverLock: null,
  } as const;
  expect([
    planned([change], start),
    note(change, 'writing'),
    note(change, 'accepted'),
    note(change, 'applied'),
  ]).toEqual([null, null, null, null]);
}

function threeRuns(): {file: string; folder: string} {
  const journal = open();
  for (const run of ids) writeRun(journal, run);
  journal.close();
  return {file: journal.file, folder: journal.folder};
}

function read(file: string): ReadRuns {
  const runs = readRuns(file);
  if (runs.kind === 'refused') throw new Error(runs.why);
  return runs;
}

const linesOf = (file: string): string[] => readFileSync(file, 'utf8').trimEnd().split('\n');

test('the file name is made from the connection and the identity, and holds nothing of a path', () => {
  const path = journalPath('/j', '../../etc/pass wd', 'lab:PS1/cm01');
  expect(path).toMatch(/^\/j\/_[A-Za-z0-9._-]*-[0-9a-f]{12}\.journal\.jsonl$/);
  expect(path.slice(3)).not.toContain('/');
});

test('PL21 every record names who, when, site, server, before, after, plan hash and tool version, in a chain of hashes', () => {
  const {file} = threeRuns();
  const lines = linesOf(file);
  expect(lines).toHaveLength(12);
  let previous: string | null = null;
  for (const line of lines) {
    const record = JSON.parse(line) as Record<string, unknown>;
    expect(Object.keys(record)).toEqual(
      expect.arrayContaining([
        'run',
        'seq',
        'at',
        'who',
        'host',
        'siteAccount',
        'provider',
        'toolVersion',
        'ticket',
        'event',
        'server',
        'siteCode',
        'object',
        'before',
        'after',
        'planHash',
        'previousLineHash',
      ]),
    );
    expect(record['previousLineHash']).toBe(previous);
    previous = hashOfLine(line);
  }
  expect(lines.map(line => (JSON.parse(line) as {seq: number}).seq)).toEqual([1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4]);
});

test('S4 the folder is 0700 and the file 0600, also under umask 0', () => {
  const before = process.umask(0);
  try {
    const folder = join(temporaryFolder('journal'), 'deep', 'journal');
    const journal = open(folder);
    journal.close();
    expect((statSync(folder).mode & 0o777).toString(8)).toBe('700');
    expect((statSync(journal.file).mode & 0o777).toString(8)).toBe('600');
  } finally {
    process.umask(before);
  }
});

test('R5a only the incomplete last line is moved aside, and the chain goes on', () => {
  const {file, folder} = threeRuns();
  const whole = readFileSync(file);
  appendFileSync(file, '{"run":"2026112');
  const journal = open(folder);
  expect(journal.notices.join()).toContain('incomplete');
  const aside = readdirSync(folder).filter(name => name.includes('.incomplete-'));
  expect(aside).toHaveLength(1);
  expect(readFileSync(join(folder, aside[0] ?? ''), 'utf8')).toBe('{"run":"2026112');
  expect(readFileSync(file).equals(whole)).toBe(true);
  writeRun(journal, '20261123T100000Z-000004');
  journal.close();
  expect(read(file)).toMatchObject({brokenAt: null, incompleteBytes: 0});
  expect(read(file).runs).toHaveLength(4);
});

test('R5a cut anywhere, a journal loses no complete line and reads without an error', () => {
  const {file} = threeRuns();
  const whole = readFileSync(file);
  for (let size = whole.length; size >= 0; size -= 97) {
    truncateSync(file, size);
    const complete = whole.subarray(0, size).lastIndexOf(10) + 1;
    expect(read(file)).toMatchObject({brokenAt: null, completeBytes: complete, incompleteBytes: size - complete});
  }
});

test('reading alone moves nothing and creates nothing', () => {
  const {file, folder} = threeRuns();
  appendFileSync(file, '{"half');
  const before = readFileSync(file);
  read(file);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(folder)).toHaveLength(1);
  const nowhere = journalPath(join(folder, 'none'), 'lab', 'x');
  expect(read(nowhere).runs).toEqual([]);
  expect(existsSync(join(folder, 'none'))).toBe(false);
});

const damages: readonly [string, (lines: string[]) => string[]][] = [
  [
    'a value was edited',
    lines => lines.map((line, index) => (index === 5 ? line.replace('proxy-b', 'proxy-x') : line)),
  ],
  ['a line was removed', lines => lines.filter((_, index) => index !== 4)],
  ['a line was added', lines => lines.toSpliced(5, 0, lines[5] ?? '')],
  ['a line is not JSON', lines => lines.with(5, 'garbage')],
  ['a line has other keys', lines => lines.with(5, '{"a":1}')],
  [
    'the first line of a run was edited',
    lines => lines.map((line, index) => (index === 4 ? line.replace('proxy-b', 'proxy-x') : line)),
  ],
];

test.each(damages)('a broken chain is found where %s, and only the runs after it lose trust', (_, damage) => {
  const {file} = threeRuns();
  const first = ids[0];
  writeFileSync(file, `${damage(linesOf(file)).join('\n')}\n`);
  const runs = read(file);
  expect(runs.brokenAt).toBeGreaterThanOrEqual(5);
  expect(runs.runs.filter(run => run.trusted).map(({run}) => run)).toEqual([first]);
});

test('the last line of all being edited is found too', () => {
  const {file} = threeRuns();
  writeFileSync(file, readFileSync(file, 'utf8').replace(/proxy-b(?!.*proxy-b)/s, 'proxy-x'));
  expect(read(file).brokenAt).toBe(12);
});

test('R6a a journal of a newer version is refused, with both versions, and stays as it is', () => {
  const {file, folder} = threeRuns();
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('cmproxy/journal@1', 'cmproxy/journal@2'));
  const before = readFileSync(file);
  const refused = openJournal({folder, connection: 'lab', hierarchyId: 'lab:PS1/cm01'}, now);
  expect(refused).toMatchObject({kind: 'refused', why: expect.stringMatching(/journal@2.*journal@1/) as unknown});
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('two writers in a shared folder keep one chain', () => {
  const here = open();
  const there = open(here.folder);
  writeRun(here, ids[0]);
  writeRun(there, ids[1]);
  writeRun(here, ids[2]);
  here.close();
  there.close();
  expect(read(here.file)).toMatchObject({brokenAt: null});
  expect(read(here.file).runs).toHaveLength(3);
});

test('a run that was killed while it wrote down its plan is not complete', () => {
  const {file} = threeRuns();
  writeFileSync(
    file,
    `${linesOf(file)
      .map(line => line.replace('"changes":1', '"changes":2'))
      .join('\n')}\n`,
  );
  expect(read(file).runs.map(({complete}) => complete)).toEqual([false, false, false]);
});
