// A program in a real pseudo-terminal, seen through a terminal emulator: tests read what a person would see and type what a person would type.
import {spawn, type IPty} from '@lydell/node-pty';
import xterm from '@xterm/headless';

/** What keys send. */
export const key = {
  enter: '\r',
  tab: '\t',
  shiftTab: '\u001B[Z',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  home: '\u001B[H',
  end: '\u001B[F',
  delete: '\u001B[3~',
  esc: '\u001B',
  backspace: '\u007F',
  ctrlC: '\u0003',
  ctrlD: '\u0004',
  ctrlU: '\u0015',
  ctrlZ: '\u001A',
} as const;

/** A text as a terminal sends it when it is pasted and the program has asked to be told. */
export function pasted(text: string): string {
  return `\u001B[200~${text}\u001B[201~`;
}

export interface TerminalOptions {
  readonly cols?: number;
  readonly rows?: number;
  readonly cwd?: string;
  /** Added to an otherwise clean environment; undefined takes a variable out. */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Use it as `await using terminal = new Terminal([process.execPath, file])`: whatever happens, the program is ended with the test. */
export class Terminal implements AsyncDisposable {
  /** The exit code; 128 and the signal's number where a signal ended it. By then everything it wrote is on the screen. */
  readonly exit: Promise<number>;
  /** Everything that the program has written, as it came. */
  raw = '';
  /** The size of `raw` in bytes of UTF-8. */
  bytes = 0;
  readonly #pty: IPty;
  readonly #screen: InstanceType<typeof xterm.Terminal>;
  #ended = false;

  constructor(command: readonly string[], {cols = 80, rows = 24, cwd = process.cwd(), env = {}}: TerminalOptions = {}) {
    const [file = '', ...words] = command;
    this.#screen = new xterm.Terminal({cols, rows, allowProposedApi: true, scrollback: 5000});
    this.#pty = spawn(file, words, {cols, rows, cwd, env: environment(env), name: env['TERM'] ?? 'xterm-256color'});
    this.#pty.onData(data => {
      this.raw += data;
      this.bytes += Buffer.byteLength(data);
      this.#screen.write(data);
    });
    // A terminal answers questions such as the place of the cursor.
    this.#screen.onData(reply => this.#pty.write(reply));
    this.exit = new Promise(resolve => {
      this.#pty.onExit(({exitCode, signal}) => {
        this.#screen.write('', () => {
          this.#ended = true;
          resolve(signal ? 128 + signal : exitCode);
        });
      });
    });
  }

  get pid(): number {
    return this.#pty.pid;
  }

  /** `alternate` while a full screen is open. */
  get buffer(): 'normal' | 'alternate' {
    return this.#screen.buffer.active.type;
  }

  /** Whether the program has asked to be told of pastes. */
  get bracketedPaste(): boolean {
    return this.#screen.modes.bracketedPasteMode;
  }

  /** Where the cursor is, in cells from the upper left corner of the screen. */
  get cursor(): {readonly x: number; readonly y: number} {
    const {active} = this.#screen.buffer;
    return {x: active.cursorX, y: active.cursorY};
  }

  get cursorShown(): boolean {
    return this.raw.lastIndexOf('\u001B[?25h') >= this.raw.lastIndexOf('\u001B[?25l');
  }

  /** Whether the terminal holds back what is written until the program says that it is whole. */
  get synchronizedOutput(): boolean {
    return this.#screen.modes.synchronizedOutputMode;
  }

  send(data: string): void {
    this.#pty.write(data);
  }

  resize(cols: number, rows: number): void {
    this.#screen.resize(cols, rows);
    this.#pty.resize(cols, rows);
  }

  /** The line is cut: the terminal is gone, and whoever is in it gets a SIGHUP. */
  hangUp(): void {
    if (canCut(this.#pty)) this.#pty.destroy();
  }

  /** What is on the screen now, without blanks at the ends of lines and without empty lines at the end. */
  text(): string {
    const {active} = this.#screen.buffer;
    return this.#lines(active.viewportY, active.viewportY + this.#screen.rows);
  }

  /** The screen and everything that has scrolled out of it. */
  scrollback(): string {
    return this.#lines(0, this.#screen.buffer.active.length);
  }

  /** Waits for a text or a pattern on the screen, and gives the screen. When it does not come, the error shows what was there instead. */
  async until(wanted: string | RegExp, milliseconds = 10_000): Promise<string> {
    const end = Date.now() + milliseconds;
    for (;;) {
      const ended = this.#ended;
      const text = this.text();
      if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return text;
      if (ended || Date.now() > end) {
        const when = ended ? 'before the program ended' : `within ${milliseconds} ms`;
        throw new Error(`Not seen ${when}: ${String(wanted)}\n--- the screen ---\n${text}\n------------------`);
      }
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#ended) this.#pty.kill('SIGKILL');
    await this.exit;
    this.#screen.dispose();
  }

  #lines(from: number, to: number): string {
    const {active} = this.#screen.buffer;
    const lines = Array.from(
      {length: to - from},
      (_, index) =>
        active
          .getLine(from + index)
          ?.translateToString(true)
          .trimEnd() ?? '',
    );
    return lines.join('\n').trimEnd();
  }
}

/** node-pty closes its end of the line so, but does not say it in its types. */
function canCut(pty: IPty): pty is IPty & {destroy(): void} {
  return 'destroy' in pty;
}

/** Only what a fresh login would have, so that CI, colour and locale settings of whoever runs the tests do not matter. */
function environment(added: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const all: Readonly<Record<string, string | undefined>> = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    CMPROXY_HOME: process.env['CMPROXY_HOME'],
    LANG: 'C.UTF-8',
    TERM: 'xterm-256color',
    ...added,
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
