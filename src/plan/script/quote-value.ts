// Writes a value into PowerShell text so that it can never become code, and so that what stands there can be read by a person as it is.

/** PowerShell takes five characters for a single quote and four for a double one. Source: PowerShell, CharTraits.cs, IsSingleQuote and IsDoubleQuote. */
const singleQuotes = /['\u2018\u2019\u201A\u201B]/g;
const activeInDoubleQuotes = /[`$"\u201C\u201D\u201E]/g;

/** Control characters that Windows PowerShell 5.1 can name inside double quotes. Source: about_Special_Characters. */
const named: ReadonlyMap<string, string> = new Map([
  ['\0', '`0'],
  ['\x07', '`a'],
  ['\b', '`b'],
  ['\t', '`t'],
  ['\n', '`n'],
  ['\v', '`v'],
  ['\f', '`f'],
  ['\r', '`r'],
]);

/** What acts on a terminal, hides, or is no character: the same that is escaped wherever text is shown. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{DI}]/u;

/**
 * A PowerShell expression whose value is `text`, in visible characters only and on one line.
 *
 * Almost every value is one single-quoted string. One with a newline or another control character that 5.1 has a name for is one
 * double-quoted string. Only one with an escape, bidirectional, zero-width or otherwise invisible character, which no literal of 5.1 can
 * hold in sight, is `('before' + [char]0x202E + 'after')`. Each of the three stands wherever a value may stand, as an argument too.
 */
export function quoteValue(text: string): string {
  const parts = Array.from(text);
  const hidden = parts.filter(part => unseen.test(part));
  if (hidden.length === 0) return singleQuoted(text);
  return hidden.every(part => named.has(part)) ? doubleQuoted(parts) : joined(parts);
}

/** Everything between the quotes is literal; a quote is doubled. Source: about_Quoting_Rules. */
function singleQuoted(text: string): string {
  return `'${text.replace(singleQuotes, '$&$&')}'`;
}

function doubleQuoted(parts: readonly string[]): string {
  return `"${parts.map(part => named.get(part) ?? part.replace(activeInDoubleQuotes, '`$&')).join('')}"`;
}

/** Begins with a string, so that `+` joins and never adds. */
function joined(parts: readonly string[]): string {
  const terms: string[] = [];
  let seen = '';
  for (const part of parts) {
    if (!unseen.test(part)) {
      seen += part;
      continue;
    }
    if (seen !== '' || terms.length === 0) terms.push(singleQuoted(seen));
    seen = '';
    terms.push(...codeUnits(part).map(unit => `[char]0x${unit.toString(16).toUpperCase().padStart(4, '0')}`));
  }
  if (seen !== '') terms.push(singleQuoted(seen));
  return `(${terms.join(' + ')})`;
}

function codeUnits(part: string): readonly number[] {
  return Array.from({length: part.length}, (_, index) => part.charCodeAt(index));
}
