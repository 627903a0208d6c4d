// Numbers: decimal, hexadecimal, with exponent, suffix or multiplier. Source: about_Numeric_Literals; PowerShell, tokenizer.cs, ScanNumberHelper.
import {endsNumber, endsWord, isDash} from './characters.ts';

export interface ScannedNumber {
  readonly end: number;
  readonly value: number;
}

const shape =
  /[-+\u2013\u2014\u2015]?(?:0[xX](?<hex>[0-9a-fA-F]*)|(?<decimal>(?:[0-9]+(?:\.(?!\.)[0-9]*)?|\.[0-9]+)(?:[eE][-+\u2013\u2014\u2015]?[0-9]+)?))(?:[uU]?[lLsSyY]|[uUdDnN])?(?<multiplier>[kKmMgGtTpP][bB])?/y;

const multipliers: Readonly<Record<string, number>> = {k: 1, m: 2, g: 3, t: 4, p: 5};

/** Null where the text is no number: among arguments `8080abc` is a word. `1..5` is a number, the range operator and a number. */
export function scanNumber(text: string, start: number, mode: 'expression' | 'argument'): ScannedNumber | null {
  shape.lastIndex = start;
  const match = shape.exec(text);
  if (match === null) return null;
  const end = start + match[0].length;
  if (!(mode === 'expression' ? endsNumber(text[end]) : endsWord(text[end]))) return null;
  const {hex, decimal = '', multiplier} = match.groups ?? {};
  const digits = hex === undefined ? Number(decimal.replace(/[\u2013\u2014\u2015]/g, '-')) : Number(`0x0${hex}`);
  const power = multiplier === undefined ? 0 : (multipliers[multiplier.slice(0, 1).toLowerCase()] ?? 0);
  return {end, value: (isDash(text[start]) ? -digits : digits) * 1024 ** power};
}
