// The two spellings of a parameter's name: PowerShell's and the shell's.

/** `ProxyServerName` to `proxy-server-name`, `NlbVirtualIP` to `nlb-virtual-ip`. */
export function kebabName(pascal: string): string {
  return pascal
    .split('')
    .map((character, at) => (beginsWord(pascal, at) ? `-${character}` : character))
    .join('')
    .toLowerCase();
}

/** A capital after another letter or digit, and of several capitals the last before a small letter. */
function beginsWord(pascal: string, at: number): boolean {
  if (!isBetween(pascal[at], 'A', 'Z')) return false;
  const before = pascal[at - 1];
  if (isBetween(before, 'A', 'Z')) return isBetween(pascal[at + 1], 'a', 'z');
  return isBetween(before, 'a', 'z') || isBetween(before, '0', '9');
}

function isBetween(character: string | undefined, first: string, last: string): boolean {
  return character !== undefined && character >= first && character <= last;
}

/** `proxy-server-name` to `ProxyServerName`. Capitals inside a word are lost: compare the result without regard to case. */
export function pascalName(kebab: string): string {
  return kebab
    .split('-')
    .map(word => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}
