// Copying to the clipboard of the person's own machine, through whatever lines lie between: the terminal is asked by an escape sequence.

export type Copied =
  /** To be written to the terminal as it is. */
  | {readonly kind: 'sequence'; readonly text: string}
  /** Over the cap: never cut, because half a command is worse than none. */
  | {readonly kind: 'tooLong'; readonly bytes: number; readonly most: number}
  /** `CMPROXY_COPY=off`, or a terminal that cannot. */
  | {readonly kind: 'off'; readonly why: string};

/** Some terminals drop longer sequences: xterm and tmux take about 100,000 bytes of base64, hterm and screen less. 0 turns copying off. */
const defaultCap = 74_000;

/**
 * OSC 52 (xterm control sequences, "Manipulate Selection Data"). Inside tmux it is written plainly, which tmux takes with `set-clipboard on`; inside
 * GNU screen it is wrapped in pieces that screen passes on. `CMPROXY_COPY` is `auto`, `osc52` or `off`; `CMPROXY_COPY_CAP` is the most bytes of text.
 */
export function copyToClipboard(text: string, env: Readonly<Record<string, string | undefined>>): Copied {
  const mode = env['CMPROXY_COPY'] ?? 'auto';
  if (mode === 'off') return {kind: 'off', why: 'CMPROXY_COPY is off'};
  if (mode === 'auto' && env['TERM'] === 'linux')
    return {kind: 'off', why: 'this terminal, the Linux console, has no clipboard'};
  const bytes = Buffer.byteLength(text, 'utf8');
  const most = capOf(env['CMPROXY_COPY_CAP']);
  if (bytes > most) return {kind: 'tooLong', bytes, most};
  const sequence = `\u001B]52;c;${Buffer.from(text, 'utf8').toString('base64')}\u0007`;
  return {
    kind: 'sequence',
    text: (env['TERM'] ?? '').startsWith('screen') && !env['TMUX'] ? throughScreen(sequence) : sequence,
  };
}

function capOf(text: string | undefined): number {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : defaultCap;
}

/** GNU screen passes on what stands in a device control string, which may be 768 bytes long. */
function throughScreen(sequence: string): string {
  const pieces = sequence.match(/[^]{1,760}/g) ?? [];
  return pieces.map(piece => `\u001BP${piece}\u001B\\`).join('');
}

/** Short enough to be read from the screen and selected there by hand. */
const selectable = 400;

/** What to tell the person. `what` is the thing that was copied: `the command`; a short text that was not copied is told itself. */
export function copiedText(copied: Copied, what: string, text = ''): string {
  if (copied.kind === 'sequence') return `Copied ${what}, where the terminal allows it (OSC 52)`;
  if (copied.kind === 'off')
    return `Not copied: ${copied.why}${text === '' || text.length > selectable ? '' : `. It is: ${text}`}`;
  return `Not copied: ${copied.bytes} bytes, and at most ${copied.most} are; export it to a file instead`;
}
