// Runs cmproxy itself as a child process: its JSON lines are the progress, and a crash of it never takes the screen with it.
import {execa} from 'execa';

export interface ChildRun {
  /** Ctrl+C: once finishes the server in hand, twice stops. */
  readonly interrupt: () => void;
  readonly done: Promise<void>;
}

interface Options {
  /** The first words of the command line: Node and the bin. */
  readonly self: readonly string[];
  readonly args: readonly string[];
  /** Goes over standard input and nowhere else. */
  readonly password: string | null;
  readonly onLine: (line: string) => void;
  /** `text`: the last thing that it said itself on standard error, or the signal that ended it; '' where there is neither. */
  readonly onEnd: (exitCode: number, text: string) => void;
}

export function runChild({self, args, password, onLine, onEnd}: Options): ChildRun {
  const [file = process.execPath, ...first] = self;
  const child = execa(file, [...first, ...args], {
    reject: false,
    buffer: {stdout: false, stderr: true},
    maxBuffer: 1_000_000,
    ...(password === null ? {stdin: 'ignore' as const} : {input: `${password}\n`}),
  });
  const read = async (): Promise<void> => {
    for await (const line of child.iterable({from: 'stdout'})) onLine(line);
    const result = await child;
    onEnd(result.exitCode ?? 1, lastWords(result.stderr, result.signal));
  };
  return {
    interrupt: () => {
      child.kill('SIGINT');
    },
    done: read(),
  };
}

/** From its last message of its own on: what came before it are findings and progress. */
function lastWords(said: string, signal: string | undefined): string {
  if (signal !== undefined) return `it was ended by ${signal}`;
  const lines = said.trim().split('\n');
  const from = lines.findLastIndex(line => line.startsWith('cmproxy: '));
  return (from < 0 ? lines.slice(-2) : lines.slice(from, from + 2)).join(' ').trim();
}
