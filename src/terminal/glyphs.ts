// Which characters a terminal can show: beyond ASCII only where the locale is UTF-8. Every sign that a screen draws has an ASCII form here.
import {makeSafe} from './make-safe.ts';
import {textWidth} from './text-width.ts';

export interface Glyphs {
  /** Everything that is shown has to be ASCII. */
  readonly ascii: boolean;
  /** Stands where a text was cut. */
  readonly cut: string;
  /** Parts two things of a line. */
  readonly dot: string;
  /** One cell of a horizontal rule. */
  readonly rule: string;
  /** Stands before the line that the next key is about. */
  readonly pointer: string;
}

const unicodeGlyphs: Glyphs = {ascii: false, cut: '…', dot: '·', rule: '─', pointer: '❯'};
export const asciiGlyphs: Glyphs = {ascii: true, cut: '...', dot: '-', rule: '-', pointer: '>'};

/**
 * The first of `LC_ALL`, `LC_CTYPE` and `LANG` that is set decides (POSIX, "Environment Variables"): UTF-8 where it says so, otherwise ASCII, also where none
 * is set. Windows consoles need none of them. `CMPROXY_ASCII=1` is ASCII everywhere.
 */
export function glyphsFor(env: Readonly<Record<string, string | undefined>>, platform: string): Glyphs {
  if ((env['CMPROXY_ASCII'] ?? '0') !== '0' && env['CMPROXY_ASCII'] !== '') return asciiGlyphs;
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  return /utf-?8/i.test(locale) || (platform === 'win32' && locale === '') ? unicodeGlyphs : asciiGlyphs;
}

/**
 * Text from anywhere as a screen shows it: safe, and where only ASCII may be shown, with the rest escaped. Use it before a text is cut or filled to a width,
 * because an escape is wider than what it stands for. Doing it twice changes nothing.
 */
export function screenText(text: string, glyphs: Glyphs, options?: {readonly maxLength?: number}): string {
  const safe = makeSafe(text, options);
  return glyphs.ascii ? asciiForm(safe) : safe;
}

const oneCell: Readonly<Record<string, string>> = {'…': '>', '·': '-', '─': '-', '❯': '>'};

/** A line that is already laid out: the signs that screens draw become one cell of ASCII each, so that nothing moves; data is escaped. */
export function screenLine(text: string, glyphs: Glyphs): string {
  const safe = makeSafe(text);
  return glyphs.ascii ? asciiForm(safe.replace(/[…·─❯]/g, sign => oneCell[sign] ?? '?')) : safe;
}

/** What is left beyond ASCII in a frame, as ASCII of the same width: the last way out, where an escape would break the layout. */
export function asciiCells(text: string): string {
  return text.replace(/[^\0-\x7F]/gu, character => oneCell[character] ?? '?'.repeat(textWidth(character)));
}

/** `…` as `...`, a rule as hyphens, and every other character beyond ASCII as `\u{XX}`. */
export function asciiForm(text: string): string {
  return text
    .replaceAll('…', '...')
    .replaceAll('─', '-')
    .replace(/[^\0-\x7F]/gu, character => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`);
}
