// An address with a password in it may stand in an error from elsewhere; it must not be printed on.

/** Bounded, so that a long hostile text costs no time. */
const address = /(\b[a-z][a-z0-9+.-]{0,30}:\/\/)[^\s"'<>]{0,300}@/gi;

/** The text with everything between `scheme://` and the last `@` of the same word replaced by `***`. */
export function redactCredentials(text: string): string {
  return text.includes('://') ? text.replace(address, '$1***@') : text;
}
