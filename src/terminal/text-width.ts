// How many cells of a terminal a text takes, and texts cut or filled to a number of cells. For text that is already safe.

const plainAscii = /^[ -~]*$/;

// The patterns below are functions, so that a run that meets plain ASCII only, as most do, does not build them.
const zeroWidth = (): RegExp => /^[\p{Mn}\p{Me}\p{Cf}\u1160-\u11FF\uD7B0-\uD7FF]$/u;
/** Two cells: East Asian Wide and Fullwidth (Unicode Standard Annex 11) and pictographs; a regional indicator is half of a flag. */
const wide = (): RegExp =>
  /^(?:(?![\u{1F1E6}-\u{1F1FF}])\p{Emoji_Presentation}|[\u1100-\u115F\u2329\u232A\u2630-\u2637\u268A-\u268F\u2E80-\u303E\u3041-\u3247\u3250-\uA4C6\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE10-\uFE19\uFE30-\uFE6B\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{1B2FB}\u{1D300}-\u{1D376}\u{1F200}-\u{1F320}\u{20000}-\u{3FFFD}])$/u;
const skinTone = (): RegExp => /^\p{Emoji_Modifier}$/u;
const takesSkinTone = (): RegExp => /^\p{Emoji_Modifier_Base}$/u;

/** The text's width in cells. */
export function textWidth(text: string): number {
  if (plainAscii.test(text)) return text.length;
  let width = 0;
  let before = '';
  for (const character of text) {
    width += cellsOf(character, before);
    before = character;
  }
  return width;
}

function cellsOf(character: string, before: string): number {
  if (plainAscii.test(character)) return 1;
  if (zeroWidth().test(character) || (skinTone().test(character) && takesSkinTone().test(before))) return 0;
  return wide().test(character) ? 2 : 1;
}

/** The text, or its beginning and the mark, in at most `width` cells. A character is never halved and never loses its marks. */
export function cutToWidth(text: string, width: number, mark = '…'): string {
  if (text.length <= width && plainAscii.test(text)) return text;
  if (textWidth(text) <= width) return text;
  const room = width - textWidth(mark);
  if (room < 0) return '';
  if (plainAscii.test(text)) return `${text.slice(0, room)}${mark}`;
  let kept = '';
  let used = 0;
  let before = '';
  for (const character of text) {
    used += cellsOf(character, before);
    if (used > room) break;
    kept += character;
    before = character;
  }
  return `${kept}${mark}`;
}

/** The text with blanks beside it, so that it takes `width` cells; a wider text comes back as it is. */
export function padToWidth(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const blanks = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? `${blanks}${text}` : `${text}${blanks}`;
}
