// Runs the built bin as its users do: a process of its own, a home of its own, a clean environment.
import {execa, type Options} from 'execa';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export const bin = resolve(import.meta.dirname, '../../dist/cmproxy.cjs');

export interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as JSON; throws where it is none. */
  readonly json: () => Readonly<Record<string, unknown>>;
  /** A list in the JSON, for example of site systems. */
  readonly list: (key: string) => readonly Readonly<Record<string, unknown>>[];
  /** Standard output as JSON lines. */
  readonly lines: () => readonly unknown[];
}

export interface Home extends Disposable {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: (...args: string[]) => Promise<Ran>;
  readonly runWith: (options: Options, ...args: string[]) => Promise<Ran>;
}

/** A fresh CMPROXY_HOME, removed at the end. */
export function freshHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'cmproxy-home-'));
  const env = {PATH: process.env['PATH'] ?? '', HOME: folder, CMPROXY_HOME: join(folder, 'cmproxy'), LANG: 'C.UTF-8'};
  const runWith = async (options: Options, ...args: string[]): Promise<Ran> => {
    const result = await execa(process.execPath, [bin, ...args], {
      env,
      extendEnv: false,
      reject: false,
      stdin: 'ignore',
      stripFinalNewline: false,
      ...options,
    });
    const stdout = String(result.stdout ?? '');
    return {
      exitCode: result.exitCode ?? -1,
      stdout,
      stderr: String(result.stderr ?? ''),
      json: () => JSON.parse(stdout) as Readonly<Record<string, unknown>>,
      list: key =>
        (JSON.parse(stdout) as Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>)[key] ?? [],
      lines: () =>
        stdout
          .trim()
          .split('\n')
          .map(line => JSON.parse(line) as unknown),
    };
  };
  return {
    folder,
    env,
    run: (...args) => runWith({}, ...args),
    runWith,
    [Symbol.dispose]: () => rmSync(folder, {recursive: true, force: true}),
  };
}
