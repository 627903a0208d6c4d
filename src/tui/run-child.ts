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
  /** `text`: the last thing it said on standard error. */
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
    const text = result.stderr.trim().split('\n').slice(-2).join(' ');
    onEnd(result.exitCode ?? 1, text === '' ? (result.shortMessage ?? '') : text);
  };
  return {
    interrupt: () => {
      child.kill('SIGINT');
    },
    done: read(),
  };
}
