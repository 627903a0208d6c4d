// Servers by their names: from the command line, or from a list that was pasted.
import type {Hierarchy} from '../model/hierarchy.ts';
import {findSiteSystem} from '../model/select-servers.ts';
import {siteSystemKey} from '../model/server-name.ts';

export interface MarkedNames {
  /** Keys of site systems. */
  readonly marked: ReadonlySet<string>;
  /** What was not marked, one for each name. */
  readonly problems: readonly NameProblem[];
}

export interface NameProblem {
  readonly name: string;
  /** What stands after the name and a colon. */
  readonly why: string;
}

/** `SERVER` or `SITE/SERVER`; a server that cannot be read is not marked. */
export function markNames(hierarchy: Hierarchy, names: readonly string[]): MarkedNames {
  const marked = new Set<string>();
  const problems: NameProblem[] = [];
  for (const name of names) {
    const match = findSiteSystem(hierarchy, name);
    if (match.kind === 'found' && match.siteSystem.readable && match.siteSystem.proxy !== null)
      marked.add(siteSystemKey(match.siteSystem.siteCode, match.siteSystem.server));
    else if (match.kind === 'found')
      problems.push({name, why: `could not be read: ${match.siteSystem.why ?? 'not told'}`});
    else if (match.kind === 'ambiguous') problems.push({name, why: 'stands under several sites, give SITE/SERVER'});
    else problems.push({name, why: 'not there, or not visible to this account'});
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

/** A sentence for each reason, with all the names that it holds for: a list of hundreds stays readable. */
export function problemTexts(problems: readonly NameProblem[]): readonly string[] {
  const names = new Map<string, string[]>();
  for (const {name, why} of problems) {
    const all = names.get(why);
    if (all === undefined) names.set(why, [name]);
    else all.push(name);
  }
  return [...names].map(([why, all]) => `${all.join(', ')}: ${why}`);
}
