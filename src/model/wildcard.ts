// PowerShell's wildcards: *, ?, [abc], [a-z] and the backtick before one that is meant as it stands. Source: about_Wildcards.

type Part =
  | {readonly kind: 'any'}
  | {readonly kind: 'one'}
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'set'; readonly ranges: readonly (readonly [string, string])[]};

export type ParsedWildcard =
  | {readonly kind: 'pattern'; readonly matches: (text: string) => boolean}
  | {readonly kind: 'refused'; readonly why: string};

export function hasWildcards(pattern: string): boolean {
  return /[*?[\]]/.test(pattern.replace(/`./gs, ''));
}

/** Without regard to case; in time proportional to pattern times text, whatever the pattern. */
export function parseWildcard(pattern: string): ParsedWildcard {
  const parts = partsOf(Array.from(pattern.toLowerCase()));
  if (parts === null)
    return {kind: 'refused', why: `The specified wildcard character pattern is not valid: ${pattern}`};
  return {kind: 'pattern', matches: text => matchesParts(parts, Array.from(text.toLowerCase()))};
}

/** null where a set is not closed or is empty. */
function partsOf(pattern: readonly string[]): readonly Part[] | null {
  const parts: Part[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at] ?? '';
    if (character === '*') parts.push({kind: 'any'});
    else if (character === '?') parts.push({kind: 'one'});
    else if (character === '[') {
      const set = setAt(pattern, at + 1);
      if (set === null) return null;
      parts.push(set.part);
      at = set.end;
    } else {
      const isEscaped = character === '`' && at + 1 < pattern.length;
      if (isEscaped) at++;
      parts.push({kind: 'text', text: pattern[at] ?? ''});
    }
  }
  return parts;
}

/** A bracket right after the opening one belongs to the set. */
function setAt(pattern: readonly string[], start: number): {readonly part: Part; readonly end: number} | null {
  const members: string[] = [];
  let at = start;
  while (at < pattern.length && (pattern[at] !== ']' || at === start)) {
    if (pattern[at] === '`' && at + 1 < pattern.length) at++;
    members.push(pattern[at] ?? '');
    at++;
  }
  if (pattern[at] !== ']' || members.length === 0) return null;
  const ranges: (readonly [string, string])[] = [];
  for (let index = 0; index < members.length; index++) {
    const from = members[index] ?? '';
    const to = members[index + 2];
    if (members[index + 1] === '-' && to !== undefined) {
      if (to < from) return null;
      ranges.push([from, to]);
      index += 2;
    } else ranges.push([from, from]);
  }
  return {part: {kind: 'set', ranges}, end: at};
}

/** Greedy with one place to go back to: the last `*`. */
function matchesParts(parts: readonly Part[], text: readonly string[]): boolean {
  let part = 0;
  let at = 0;
  let lastAny = -1;
  let retryAt = 0;
  while (at < text.length) {
    const wanted = parts[part];
    if (wanted?.kind === 'any') {
      lastAny = part++;
      retryAt = at;
    } else if (wanted !== undefined && takes(wanted, text[at] ?? '')) {
      part++;
      at++;
    } else if (lastAny >= 0) {
      part = lastAny + 1;
      at = ++retryAt;
    } else return false;
  }
  while (parts[part]?.kind === 'any') part++;
  return part === parts.length;
}

function takes(part: Part, character: string): boolean {
  if (part.kind === 'one') return true;
  if (part.kind === 'text') return part.text === character;
  return part.kind === 'set' && part.ranges.some(([from, to]) => character >= from && character <= to);
}
