// A role or a site in a condition that there is nowhere: misspelt, it would mean no server, and nothing would be done without a word.
import {closest} from './closest-name.ts';
import type {Hierarchy} from './hierarchy.ts';
import {consoleNameOfRole, factsOfRole, roleFacts} from './roles.ts';
import type {Condition} from './select-servers.ts';

export interface NoSuchValue {
  readonly why: string;
  readonly todo: string;
}

/** null where every role and site that is named is known. What servers have is not judged: they may have it another time. */
export function noSuchValue(hierarchy: Hierarchy, conditions: readonly Condition[]): NoSuchValue | null {
  for (const {key, value} of conditions) {
    if (key === 'role') {
      const names = roleNames(hierarchy);
      if (!has(names, value))
        return told(`there is no role "${value}"`, closest(value, names), 'Write it as status does.');
    }
    if (key === 'site') {
      const codes = [...hierarchy.sites, ...hierarchy.siteSystems].map(({siteCode}) => siteCode);
      if (!has(codes, value))
        return told(
          `there is no site "${value}", or it is not visible to this account`,
          null,
          `The sites are ${[...new Set(codes)]
            .filter(code => code !== '')
            .toSorted()
            .join(', ')}.`,
        );
    }
  }
  return null;
}

function told(why: string, guess: string | null, otherwise: string): NoSuchValue {
  return {why, todo: guess === null ? otherwise : `Did you mean ${guess}?`};
}

function has(names: readonly string[], wanted: string): boolean {
  return names.some(name => name.toLowerCase() === wanted.toLowerCase());
}

/** As the provider, the console and narrow columns name them; those of this hierarchy that this version does not know, too. */
function roleNames({siteSystems}: Hierarchy): readonly string[] {
  const present = siteSystems.flatMap(({roles}) => roles.map(({name}) => name));
  const names = [...new Set([...Object.keys(roleFacts), ...present])];
  return names.flatMap(name => [factsOfRole(name)?.shortName ?? name, consoleNameOfRole(name), name]);
}
