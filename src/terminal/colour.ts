// Whether to colour, and with what. Colour only ever repeats what a word already says.

/**
 * Whether text to this stream is coloured. The first of these that applies decides:
 * 1. `--no-color`: no. 2. `NO_COLOR`, not empty: no. 3. `FORCE_COLOR`, not empty: `0` or `false` no, anything else yes.
 * 4. `TERM=dumb`: no. 5. The stream is a terminal: yes, otherwise no.
 * So a wish not to see colour always holds, and `FORCE_COLOR` overrides only what was detected. Standard output and standard error are asked apart.
 */
export function wantsColour(
  stream: {readonly isTTY?: boolean},
  env: Readonly<Record<string, string | undefined>>,
  flags: {readonly noColor?: boolean} = {},
): boolean {
  if (flags.noColor === true || isSet(env['NO_COLOR'])) return false;
  const force = env['FORCE_COLOR'];
  if (isSet(force)) return force !== '0' && force !== 'false';
  return env['TERM'] !== 'dumb' && stream.isTTY === true;
}

/** What FORCE_COLOR says to chalk, by which Ink colours, so that it colours exactly where `wantsColour` says so: none, or the 16 colours and more where asked for. */
export function screenColour(colour: boolean, forceColour: string | undefined): string {
  if (!colour) return '0';
  return forceColour !== undefined && /^[123]$/.test(forceColour) ? forceColour : '1';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

type Paint = (text: string) => string;

export interface Paints {
  readonly fault: Paint;
  readonly warning: Paint;
  readonly ok: Paint;
  readonly dim: Paint;
  readonly bold: Paint;
  readonly heading: Paint;
}

const unchanged: Paint = text => text;
const plain: Paints = {
  fault: unchanged,
  warning: unchanged,
  ok: unchanged,
  dim: unchanged,
  bold: unchanged,
  heading: unchanged,
};
const coloured: Paints = {
  fault: between(31, 39),
  warning: between(33, 39),
  ok: between(32, 39),
  dim: between(2, 22),
  bold: between(1, 22),
  heading: between(1, 22),
};

/** Functions that colour text which is already safe, or leave it as it is. */
export function paint(enabled: boolean): Paints {
  return enabled ? coloured : plain;
}

/** Select Graphic Rendition, on and off again (ECMA-48). */
function between(on: number, off: number): Paint {
  return text => (text === '' ? '' : `\u001B[${on}m${text}\u001B[${off}m`);
}
