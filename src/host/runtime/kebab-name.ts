// The two spellings of a parameter's name: PowerShell's and the shell's.

/** `ProxyServerName` to `proxy-server-name`, `NlbVirtualIP` to `nlb-virtual-ip`. */
export function kebabName(pascal: string): string {
  return pascal
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();
}

/** `proxy-server-name` to `ProxyServerName`. Capitals inside a word are lost: compare the result without regard to case. */
export function pascalName(kebab: string): string {
  return kebab
    .split('-')
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
