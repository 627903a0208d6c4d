// An address with a password in it may stand in an error from elsewhere; it must not be printed on.

/** The text with everything between `scheme://` and the last `@` of the same word replaced by `***`. */
export function redactCredentials(text: string): string {
  return text.includes('://') ? text.replace(/(\b[a-z][a-z0-9+.-]*:\/\/)[^\s"'<>]*@/gi, '$1***@') : text;
}
