// What single characters mean to PowerShell. Source: PowerShell, CharTraits.cs.

/** Five characters are each a single quote. */
export function isSingleQuote(character: string | undefined): boolean {
  return character !== undefined && /^['\u2018\u2019\u201A\u201B]$/.test(character);
}

/** Four characters are each a double quote. */
export function isDoubleQuote(character: string | undefined): boolean {
  return character !== undefined && /^["\u201C\u201D\u201E]$/.test(character);
}

/** Hyphen, en dash, em dash and horizontal bar. */
export function isDash(character: string | undefined): boolean {
  return character !== undefined && /^[-\u2013\u2014\u2015]$/.test(character);
}

/** Newlines are not white space. */
export function isWhitespace(character: string | undefined): boolean {
  return character !== undefined && /^[\t\v\f\x85\p{Z}]$/u.test(character);
}

export function isNewline(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

/** Ends a bare word, whatever it is. So does the end of the text. */
export function endsWord(character: string | undefined): boolean {
  return character === undefined || /^[\0\n\r&(),;{|}]$/.test(character) || isWhitespace(character);
}

/** Ends a number in an expression, so that `7+3` is three tokens and `7z` one. */
export function endsNumber(character: string | undefined): boolean {
  return endsWord(character) || /^[!#%*+\-./<=>\]\u2013\u2014\u2015]$/.test(character ?? '');
}

export function startsVariable(character: string | undefined): boolean {
  return character !== undefined && /^[$:?^_\p{L}\p{Nd}]$/u.test(character);
}

export function startsName(character: string | undefined): boolean {
  return character !== undefined && /^[_\p{L}]$/u.test(character);
}

export function continuesName(character: string | undefined): boolean {
  return character !== undefined && /^[_\p{L}\p{Nd}]$/u.test(character);
}

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && /^[0-9]$/.test(character);
}
