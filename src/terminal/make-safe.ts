// Text from servers, files and people is data: nothing in it may act on a terminal, a log or a script. This makes it plain to see instead.

/** By far the most text, and the quickest to know. */
const plainAscii = /^[ -~]*$/;

// The patterns below are functions, so that a run that meets plain ASCII only, as most do, does not build them.

/** A character that acts, hides, or is none. */
const acting = (): RegExp => /^[\p{C}\p{Zl}\p{Zp}\p{DI}]/u;

/** In this order: combining marks without a base; an acting character with the marks that lose their base by it; too many marks on one base. */
const unsafe = (): RegExp =>
  /^[\p{Mn}\p{Me}\u1161-\u11FF\uD7B0-\uD7FF]+|[\p{C}\p{Zl}\p{Zp}\p{DI}][\p{Mn}\p{Me}\u1161-\u11FF\uD7B0-\uD7FF]*|[\p{Mn}\p{Me}\u1161-\u11FF\uD7B0-\uD7FF]{4,}/gu;

/** A character with the marks upon it: what is kept or cut as one. */
const cluster = (): RegExp =>
  /^[\p{Mn}\p{Me}\u1161-\u11FF\uD7B0-\uD7FF]+|[^\p{Mn}\p{Me}\u1161-\u11FF\uD7B0-\uD7FF][\p{Mn}\p{Me}\u1161-\u11FF\uD7B0-\uD7FF]*/gu;

const mostMarks = 3;
/** Room for the mark of a cut, whatever its number. */
const leastLength = 20;

/**
 * The text with everything escaped that could act on a terminal or deceive the eye; harmless text comes back unchanged.
 *
 * Escaped as `\n`, `\r`, `\t`, `\x1b` or `\u{202E}`: control characters (C0, DEL, C1), line and paragraph separators, bidirectional controls,
 * zero-width and other invisible characters (Unicode's Default_Ignorable_Code_Point: joiners, variation selectors, fillers, tags), lone surrogates,
 * private-use characters, noncharacters, and characters that this runtime's Unicode does not know. So a pictograph that is joined from several
 * shows its parts and its joiners. Combining marks without a base are escaped too; of more than three on one base three are kept, then `…(+N)`.
 * A backslash in data stays as it is (`CONTOSO\svc`): an escape is always visible, but data may look like one.
 *
 * What is longer than `maxLength` is cut at a whole character and ends with `…(+N)`: N UTF-16 units of the text are not shown.
 * Making safe text safe again changes nothing.
 *
 * @param maxLength in UTF-16 units of the result, its mark included; below 20 it counts as 20.
 */
export function makeSafe(text: string, {maxLength = 1000}: {readonly maxLength?: number} = {}): string {
  const most = Math.max(maxLength, leastLength);
  if (text.length <= most) {
    if (plainAscii.test(text)) return text;
    const safe = text.replace(unsafe(), showEscaped);
    if (safe.length <= most) return safe;
  }
  return cut(text, most);
}

/** Goes on only until it is known that the text does not fit: the size of the text costs nothing. */
function cut(text: string, most: number): string {
  const room = most - `…(+${text.length})`.length;
  let shown = '';
  let used = 0;
  let kept = {shown, used};
  for (const [part] of text.matchAll(cluster())) {
    shown += part.replace(unsafe(), showEscaped);
    used += part.length;
    if (shown.length <= room) kept = {shown, used};
    if (shown.length > most) return `${kept.shown}…(+${text.length - kept.used})`;
  }
  return shown;
}

/** One match of `unsafe`, as it is shown. */
function showEscaped(found: string, offset: number): string {
  const acts = acting().test(found);
  const onBase = offset > 0 && !acts;
  const kept = Array.from(found).slice(0, acts ? mostMarks + 1 : mostMarks);
  const text = kept.map(character => (onBase && !acting().test(character) ? character : escaped(character))).join('');
  const left = found.length - kept.join('').length;
  return left > 0 ? `${text}…(+${left})` : text;
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16).toUpperCase()}}`;
}
