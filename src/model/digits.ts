// Digits alone, without a pattern: the first use of each costs a start more than this whole check.

/** ASCII digits, at least one. */
export function isDigits(text: string): boolean {
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x30 || code > 0x39) return false;
  }
  return text !== '';
}
