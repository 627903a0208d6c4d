// A lab in a folder of its own, with a clock that tests turn.
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {openLab} from '../../src/sites/lab/lab.ts';
import type {SiteConnection, SiteSystemOutcome} from '../../src/sites/site.ts';

export interface LabFolder extends Disposable {
  readonly folder: string;
  /** The lab's file; not there at first. */
  readonly file: string;
  readonly clock: () => Date;
  readonly site: SiteConnection;
  /** How long `slow` made callers wait, in milliseconds. */
  readonly pauses: readonly number[];
  readonly pass: (ms: number) => void;
  readonly text: () => string;
  readonly json: () => LabJson;
  readonly put: (value: unknown) => void;
  readonly isThere: () => boolean;
  readonly files: () => readonly string[];
}

export interface LabJson {
  readonly siteSystemUses: readonly Row[];
  readonly accounts: readonly unknown[];
  readonly lab: {
    readonly delayMs: number;
    readonly faults: readonly unknown[];
    readonly pending: readonly unknown[];
    readonly calls: {readonly writes: number; readonly records: Readonly<Record<string, number>>};
  };
  readonly [key: string]: unknown;
}

export interface Row {
  readonly NetworkOSPath: string;
  readonly SiteCode: string;
  readonly RoleName: string;
  readonly Props: readonly Readonly<Record<string, unknown>>[];
  readonly [key: string]: unknown;
}

export function labFolder(): LabFolder {
  const folder = mkdtempSync(join(tmpdir(), 'cmproxy-lab-'));
  const file = join(folder, 'lab.json');
  let now = Date.parse('2026-11-23T10:00:00Z');
  const clock = () => new Date(now);
  const pauses: number[] = [];
  const pause = async (ms: number): Promise<void> => {
    pauses.push(ms);
  };
  const text = () => readFileSync(file, 'utf8');
  return {
    folder,
    file,
    clock,
    pauses,
    text,
    site: openLab({file, clock, pause}),
    pass: ms => {
      now += ms;
    },
    json: () => JSON.parse(text()) as LabJson,
    put: value => writeFileSync(file, typeof value === 'string' ? value : JSON.stringify(value)),
    isThere: () => existsSync(file),
    files: () => readdirSync(folder).toSorted(),
    [Symbol.dispose]: () => rmSync(folder, {recursive: true, force: true}),
  };
}

/** The proxy record that `readSiteSystem` gives; throws where it gives none. */
export function proxyOf(outcome: SiteSystemOutcome) {
  const proxy = outcome.kind === 'read' ? outcome.siteSystem.proxy : null;
  if (proxy === null) throw new Error(`no proxy record: ${JSON.stringify(outcome)}`);
  return proxy;
}

export function rowOf(json: LabJson, siteCode: string, server: string, role = 'SMS Site System'): Row {
  const row = json.siteSystemUses.find(
    item => item.SiteCode === siteCode && item.NetworkOSPath === `\\\\${server}` && item.RoleName === role,
  );
  if (row === undefined) throw new Error(`no row for ${siteCode}/${server}`);
  return row;
}

export const withinTime = {timeoutMs: 5000} as const;
