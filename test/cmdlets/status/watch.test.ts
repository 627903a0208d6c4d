// A watch without time: readings one after the other, and what is told of them.
import {describe, expect, test} from 'vitest';
import {openSiteOf} from '../../../src/cmdlets/open-site.ts';
import {lineSink} from '../../../src/cmdlets/status/watch-lines.ts';
import {watchLoop, type Attempt} from '../../../src/cmdlets/status/watch-loop.ts';
import type {Context} from '../../../src/cmdlets/context.ts';
import {siteSystemStatuses} from '../../../src/cmdlets/views/status-json.ts';
import type {Hierarchy} from '../../../src/model/hierarchy.ts';
import {statusFindings} from '../../../src/plan/findings/status-findings.ts';
import {openLab} from '../../../src/sites/lab/lab.ts';
import {hierarchyOf, type HierarchySpec, type ServerSpec} from '../../model/hierarchy-of.ts';

const at = '2026-11-24T10:00:00.000Z';
const site = openLab({file: null});

const hierarchy = (servers: readonly ServerSpec[], more: Omit<HierarchySpec, 'servers'> = {}): Hierarchy =>
  hierarchyOf({servers, ...more});

function read(of: Hierarchy): Attempt {
  return {
    kind: 'read',
    open: openSiteOf({readOnly: false}, site, {hierarchy: of, readAt: at, readAs: null}),
    systems: siteSystemStatuses(of, statusFindings(of)),
    notice: null,
  };
}

const failed: Attempt = {kind: 'failed', problem: {what: 'It failed', why: 'no answer', todo: 'Wait.'}};

interface Told {
  readonly data: readonly string[];
  readonly messages: readonly string[];
  readonly pauses: readonly number[];
}

/** Runs a watch over these readings and stops at the pause after the last. */
async function watched(
  format: 'plain' | 'json',
  attempts: readonly Attempt[],
  {only = server => /^[AB]/.test(server)}: {only?: (server: string) => boolean} = {},
): Promise<Told> {
  const told = {data: [] as string[], messages: [] as string[], pauses: [] as number[]};
  const left = [...attempts];
  const context = {
    format,
    clock: () => new Date(at),
    data: (text: string) => told.data.push(...text.split('\n').filter(line => line !== '')),
    message: (text: string) => told.messages.push(text),
  } as unknown as Context;
  await watchLoop({
    read: async () => left.shift() ?? failed,
    arrange: ({systems}) => systems.filter(({server}) => only(server)),
    sink: lineSink(context, {hides: false, wide: false}, 5000),
    intervalMs: 5000,
    waiting: {
      isOver: () => left.length === 0,
      over: new Promise(() => undefined),
      pause: async ms => {
        told.pauses.push(ms);
      },
    },
  });
  return told;
}

const one = hierarchy([{name: 'PS1/A', proxy: 'p.c.com:8080'}]);
const moved = hierarchy([{name: 'PS1/A', proxy: 'p.c.com:3128'}]);
const unread = hierarchy([], {more: {unreadable: [{server: 'A.contoso.com', siteCode: 'PS1', why: 'access denied'}]}});

describe('SV12 what is told', () => {
  test('unchanged readings print nothing after the first', async () => {
    const {data, messages, pauses} = await watched('plain', [read(one), read(one), read(one)]);
    expect(data).toHaveLength(1);
    expect(messages).toEqual([]);
    expect(pauses).toEqual([5000, 5000, 5000]);
  });

  test('one line for each server and field that changed', async () => {
    const {data} = await watched('plain', [read(one), read(moved), read(moved), read(one)]);
    expect(data.slice(1)).toEqual([
      `changed\tPS1\tA.contoso.com\tproxy.port\t8080\t3128\t${at}`,
      `changed\tPS1\tA.contoso.com\tproxy.port\t3128\t8080\t${at}`,
    ]);
  });

  test('a server that comes or goes is one change', async () => {
    const two = hierarchy([
      {name: 'PS1/A', proxy: 'p.c.com:8080'},
      {name: 'PS1/B', proxy: 'p.c.com:8080'},
    ]);
    const {data} = await watched('plain', [read(one), read(two), read(one)]);
    expect(data.slice(1)).toEqual([
      `changed\tPS1\tB.contoso.com\tserver\tnot listed\tlisted\t${at}`,
      `changed\tPS1\tB.contoso.com\tserver\tlisted\tnot listed\t${at}`,
    ]);
  });

  test('what could not be read for a while has changed only where it is another afterwards', async () => {
    const back = await watched('plain', [read(one), read(unread), read(one)]);
    expect(back.data.slice(1).map(line => line.split('\t').slice(3, 6))).toEqual([
      ['state', 'information', 'unknown'],
      ['findings', 'CMP116', 'CMP008'],
      ['state', 'unknown', 'information'],
      ['findings', 'CMP008', 'CMP116'],
    ]);
    const other = await watched('plain', [read(one), read(unread), read(moved)]);
    expect(other.data.at(-1)).toBe(`changed\tPS1\tA.contoso.com\tproxy.port\t8080\t3128\t${at}`);
  });

  test('a site that cannot be read any more, and can again', async () => {
    const lost = hierarchy([{name: 'PS1/A', proxy: 'p.c.com:8080'}], {
      more: {unreadable: [{siteCode: 'S01', why: 'no rows'}]},
    });
    const {data} = await watched('plain', [read(one), read(lost), read(one)]);
    expect(data.slice(1)).toEqual([
      `changed\tS01\t-\tsite\treadable\tcould not be read: no rows\t${at}`,
      `changed\tS01\t-\tsite\tcould not be read: no rows\treadable\t${at}`,
    ]);
  });

  test('servers that the options leave out are silent', async () => {
    const {data} = await watched('plain', [read(one), read(moved)], {only: server => server.startsWith('B')});
    expect(data).toEqual([]);
  });

  test('T2 a newline in a name makes no second line', async () => {
    const evil = (port: string) => read(hierarchy([{name: 'PS1/A\n::error::x', proxy: `p.c.com:${port}`}]));
    const {data} = await watched('plain', [evil('1'), evil('2')]);
    expect(data).toHaveLength(2);
    expect(data[1]).toContain('A\\n::error::x');
  });
});

describe('failed readings', () => {
  test('they are counted, told, and tried again; afterwards only what changed is told', async () => {
    const {data, messages} = await watched('plain', [failed, read(one), failed, failed, read(moved)]);
    expect(data).toHaveLength(2);
    expect(messages.map(text => text.split('\n').at(-1)?.trim())).toEqual([
      '1 failed reading in a row; it is tried again.',
      '1 failed reading in a row; it is tried again.',
      '2 failed readings in a row; it is tried again.',
      'Read again after 2 failed readings.',
    ]);
  });

  test('as JSON lines, each with its event', async () => {
    const {data} = await watched('json', [read(one), failed, read(moved)]);
    expect(data.every(line => line.startsWith('{"schemaVersion":1,"event":"'))).toBe(true);
    expect(data.map(line => JSON.parse(line) as unknown)).toMatchObject([
      {event: 'reading', connection: 'lab', siteSystems: [{server: 'A.contoso.com'}]},
      {event: 'failed', failures: 1, retryInMs: 5000, error: {what: 'It failed', why: 'no answer', do: 'Wait.'}},
      {event: 'recovered', failures: 1},
      {event: 'changed', siteCode: 'PS1', server: 'A.contoso.com', field: 'proxy.port', before: '8080', after: '3128'},
    ]);
  });
});

test('a reading that does not come back does not hold the end up', async () => {
  const told: string[] = [];
  await watchLoop({
    read: () => new Promise(() => undefined),
    arrange: ({systems}) => systems,
    sink: {first: () => told.push('first'), again: () => told.push('again'), failed: () => told.push('failed')},
    intervalMs: 5000,
    waiting: {isOver: () => false, over: Promise.resolve(), pause: async () => undefined},
  });
  expect(told).toEqual([]);
});
