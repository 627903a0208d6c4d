// The real PowerShell engine for tests: what its parser makes of a text, and what a script does when it runs beside stand-ins.
import {spawn, type ChildProcessWithoutNullStreams} from 'node:child_process';
import {createInterface} from 'node:readline';
import {buildOracle, dotnetEnvironment} from './build-oracle.ts';

export interface ParseProblem {
  readonly id: string;
  readonly message: string;
  readonly incomplete: boolean;
  readonly start: number;
  readonly end: number;
}

export interface RealToken {
  /** PowerShell's TokenKind. */
  readonly kind: string;
  /** PowerShell's TokenFlags, with commas between them. */
  readonly flags: string;
  readonly text: string;
  /** Of a string, number, parameter, variable or label: what it stands for; else null. */
  readonly value: string | number | null;
  /** Expressions inside an expandable string. */
  readonly nested: number;
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

export interface RealCommand {
  readonly name: string | null;
  /** `value` is null where the element is no constant. */
  readonly elements: readonly {
    readonly parameter: string | null;
    readonly text: string;
    readonly value: string | number | null;
  }[];
  readonly start: number;
  readonly end: number;
}

export interface RealParse {
  readonly errors: readonly ParseProblem[];
  readonly tokens: readonly RealToken[];
  /** String constants of the syntax tree: `kind` is BareWord, SingleQuoted, DoubleQuoted or a here-string's. */
  readonly strings: readonly {
    readonly kind: string;
    readonly value: string;
    readonly start: number;
    readonly end: number;
  }[];
  readonly commands: readonly RealCommand[];
}

export interface RunRequest {
  /** Runs as a script file of its own, so `#requires`, `param` and `exit` mean what they mean there. */
  readonly script: string;
  /** Runs first in the same session: functions that stand in for a module, `New-Module ... | Import-Module`, variables. */
  readonly before?: string;
  /** Runs when the script has ended; its output is `after`. */
  readonly after?: string;
  readonly parameters?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** Answers to prompts in their order, as `Yes`; without one a prompt fails as in a session without a person. */
  readonly answers?: readonly string[];
}

export interface RealError {
  readonly message: string;
  /** FullyQualifiedErrorId. */
  readonly id: string;
  readonly category: string;
  readonly line: number;
}

export interface RealRun {
  /** Objects that the script wrote, as JSON. */
  readonly output: readonly unknown[];
  readonly errors: readonly RealError[];
  /** The error that ended the script; null where it ran to its end or to `exit`. */
  readonly ended: RealError | null;
  /** As of `powershell -File`: 1 where an error ended it. */
  readonly exitCode: number;
  /** Lines that a person would have seen: Write-Host, What if, warnings, prompts. */
  readonly host: readonly string[];
  readonly after: readonly unknown[];
}

export interface Oracle {
  readonly kind: 'oracle';
  readonly version: string;
  readonly parse: (text: string) => Promise<RealParse>;
  readonly run: (request: RunRequest) => Promise<RealRun>;
  readonly close: () => Promise<void>;
}

export type Unavailable = {readonly kind: 'unavailable'; readonly why: string};

/** A cold build may take this long; give it to the hook that asks for the oracle first. */
export const oracleStartLimit = 240_000;

let shared: Promise<Oracle | Unavailable> | undefined;

/** One process for a test file: the same one is given to everyone who asks. Needs the .NET SDK 10, and NuGet the first time. */
export function powerShellOracle(): Promise<Oracle | Unavailable> {
  shared ??= start();
  return shared;
}

/** The sentence that a test file prints: which checker its results come from. */
export function checkerName(oracle: Oracle | Unavailable): string {
  return oracle.kind === 'oracle'
    ? `checked by PowerShell ${oracle.version}`
    : `checked by the tokenizer only: no PowerShell engine here (${oracle.why})`;
}

async function start(): Promise<Oracle | Unavailable> {
  const built = await buildOracle();
  if (built.kind === 'unavailable') return built;
  const child = spawn('dotnet', [built.program], {env: dotnetEnvironment, stdio: ['pipe', 'pipe', 'pipe']});
  const ask = asker(child);
  const closed = new Promise<void>(resolve => child.on('close', () => resolve()));
  try {
    const {version} = await ask<{version: string}>({op: 'version'});
    return {
      kind: 'oracle',
      version: version.split(' ')[0] ?? version,
      parse: text => ask<RealParse>({op: 'parse', text}),
      run: request => ask<RealRun>({op: 'run', ...request}),
      close: () => {
        shared = undefined;
        child.stdin.end();
        return closed;
      },
    };
  } catch (error) {
    return {kind: 'unavailable', why: error instanceof Error ? error.message : String(error)};
  }
}

interface Waiting {
  readonly resolve: (answer: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
}

/** Sends one JSON line for each request and gives back the line with the same number. */
function asker(
  child: ChildProcessWithoutNullStreams,
): <Answer>(request: Readonly<Record<string, unknown>>) => Promise<Answer> {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let complaints = '';
  const fail = (why: string): void => {
    for (const {reject} of waiting.values()) reject(new Error(why));
    waiting.clear();
  };
  child.stderr.setEncoding('utf8').on('data', text => (complaints += String(text)));
  child.stdin.on('error', error => fail(`the PowerShell engine takes no more requests: ${error.message}`));
  child.on('error', error => fail(`the PowerShell engine cannot be started: ${error.message}`));
  child.on('close', code => fail(`the PowerShell engine ended with ${code}: ${complaints.trim().slice(-500)}`));
  createInterface({input: child.stdout}).on('line', line => {
    const answer = JSON.parse(line) as Record<string, unknown>;
    const waiter = waiting.get(Number(answer['id']));
    waiting.delete(Number(answer['id']));
    if (answer['problem'] === undefined) waiter?.resolve(answer);
    else waiter?.reject(new Error(`the PowerShell engine failed: ${JSON.stringify(answer['problem'])}`));
  });
  return <Answer>(request: Readonly<Record<string, unknown>>) =>
    new Promise<Answer>((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, {resolve: answer => resolve(answer as Answer), reject});
      child.stdin.write(`${JSON.stringify({...request, id})}\n`);
    });
}
