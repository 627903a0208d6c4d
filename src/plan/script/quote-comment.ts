// Writes text from a hierarchy into the comments of a script, so that it stays a comment and can be read as it is.

const longest = 200;

/** What acts, hides, or is no character; combining marks in a flood; and what begins or ends a block comment. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{DI}]/gu;
const flood = /(?<kept>[\p{Mn}\p{Me}]{3})(?<rest>[\p{Mn}\p{Me}]+)/gu;
const blockMark = /<(?=#)|#(?=>)/g;

/**
 * The text for use inside a comment of either kind: on one line, every character in sight, `#>` and `<#` taken apart, and cut after
 * 200 characters with `...(+N)`. Write `# ` before it: `#requires` is an instruction only without the blank.
 */
export function quoteComment(text: string): string {
  const shown = Array.from(text.slice(0, longest * 2))
    .slice(0, longest)
    .join('');
  const left = text.length - shown.length;
  const visible = shown
    .replace(flood, (_, kept: string, rest: string) => `${kept}...(+${rest.length})`)
    .replace(unseen, escaped)
    .replace(blockMark, '$& ');
  return left > 0 ? `${visible}...(+${left})` : visible;
}

/**
 * A whole line of comment. PowerShell refuses code after a comment that looks like the start of a signature block, so a line that is
 * near to one is made unlike it. Source: PowerShell, tokenizer.cs, ScanToEndOfCommentLine.
 */
export function commentLine(text: string): string {
  const line = `# ${quoteComment(text)}`.trimEnd();
  return looksLikeSignature(line) ? `${line} (this line is no signature)` : line;
}

/** PowerShell's measure is fewer than ten edits; a few more do no harm. */
function looksLikeSignature(line: string): boolean {
  const bare = `${line.slice(1).toLowerCase().replace(/\s/g, '')}\n`;
  return bare.length <= 40 && distance(bare, 'sig#beginsignatureblock\n') < 12;
}

/** Levenshtein's distance. */
function distance(a: string, b: string): number {
  let previous = Array.from({length: b.length + 1}, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, replaced));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16).toUpperCase()}}`;
}
