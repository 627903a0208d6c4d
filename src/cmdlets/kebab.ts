// Pascal case to the shell's spelling.

/** `ProxyServerName` to `proxy-server-name`. */
export function kebabOf(pascal: string): string {
  return pascal
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}
