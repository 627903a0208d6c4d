// Servers by their names: from the command line, or from a list that was pasted.
import type {Hierarchy} from '../model/hierarchy.ts';
import {findSiteSystem} from '../model/select-servers.ts';
import {siteSystemKey} from '../model/server-name.ts';

export interface MarkedNames {
  /** Keys of site systems. */
  readonly marked: ReadonlySet<string>;
  /** What was not marked and why, one for each name. */
  readonly problems: readonly string[];
}

/** `SERVER` or `SITE/SERVER`; a server that cannot be read is not marked. */
export function markNames(hierarchy: Hierarchy, names: readonly string[]): MarkedNames {
  const marked = new Set<string>();
  const problems: string[] = [];
  for (const name of names) {
    const match = findSiteSystem(hierarchy, name);
    if (match.kind === 'found' && match.siteSystem.readable && match.siteSystem.proxy !== null)
      marked.add(siteSystemKey(match.siteSystem.siteCode, match.siteSystem.server));
    else if (match.kind === 'found') problems.push(`${name} could not be read: ${match.siteSystem.why ?? 'not told'}`);
    else if (match.kind === 'ambiguous') problems.push(`${name} stands under several sites: give SITE/SERVER`);
    else problems.push(`${name} is not there, or not visible to this account`);
  }
  return {marked, problems};
}

/** The names of a list: one a line, or with blanks, commas or semicolons between. Each once; quotes and leading backslashes are left out. */
export function namesOfList(text: string): readonly string[] {
  const words = text
    .split(/[\s,;]+/)
    .map(word => word.replace(/^["'\\]+|["']+$/g, ''))
    .filter(word => word !== '');
  return [...new Set(words)];
}
