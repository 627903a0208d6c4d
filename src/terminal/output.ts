// The two ways out: data on standard output, everything else on standard error. Ends quietly when nobody reads any more.
import {withoutCiCommands} from './ci-commands.ts';
import {formatProblem} from './error-text.ts';
import {asciiForm} from './glyphs.ts';
import {makeSafe} from './make-safe.ts';

interface WritableEnd {
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

interface OutputParts {
  readonly stdout: WritableEnd;
  readonly stderr: WritableEnd;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Ends the process; a test or a writing command may want to do otherwise. */
  readonly exit?: (code: number) => void;
}

export interface Output {
  /** Data, exactly as given. */
  readonly data: (text: string) => void;
  /**
   * A message for people; a newline is added. What could act on a terminal is shown escaped, and no line can be a command of a build server: who puts a
   * name into a message makes it safe as well, because only there is it known which line ends are data.
   */
  readonly message: (text: string) => void;
}

/** `head` has read enough, the terminal is closed, or the stream ended by one of these. */
const readerLeft = new Set(['EPIPE', 'EOF', 'ECONNRESET', 'EIO', 'ERR_STREAM_DESTROYED']);

/**
 * Writes to the two streams. When the reader of standard output leaves (`cmproxy status | head -1`) the process ends at once and silently, with the
 * exit code set so far or 0; on any other fault of standard output, such as a full disk, it says so and ends with 1. A fault of standard error only ends
 * the messages. In an ASCII locale (`LC_ALL`, `LC_CTYPE` or `LANG` is `C` or `POSIX`) messages are ASCII; data is not touched.
 */
export function createOutput({stdout, stderr, env, exit = code => process.exit(code)}: OutputParts): Output {
  const ascii = isAsciiLocale(env);
  let dataEnded = false;
  let messagesEnded = false;
  const message = (text: string): void => {
    if (messagesEnded) return;
    const lines = plainLine.test(text) ? text : text.split('\n').map(safeLine).join('\n');
    stderr.write(`${ascii ? asciiForm(lines) : lines}\n`);
  };
  stderr.on('error', () => {
    messagesEnded = true;
  });
  stdout.on('error', error => {
    if (dataEnded) return;
    dataEnded = true;
    if (readerLeft.has(error.code ?? '')) {
      exit(Number(process.exitCode ?? 0));
      return;
    }
    message(
      formatProblem({
        what: 'The output could not be written',
        why: error.message,
        todo: 'Look at where standard output goes, and run it again.',
      }),
    );
    exit(1);
  });
  const data = (text: string): void => {
    if (!dataEnded) stdout.write(text);
  };
  return {data, message};
}

/** What most messages are. */
const plainLine = /^(?:(?!::|##)[ -~\n])*$/;

function safeLine(line: string): string {
  return withoutCiCommands(makeSafe(line, {maxLength: Infinity}));
}

function isAsciiLocale(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return locale === 'C' || locale === 'POSIX';
}
