// Named servers to site systems, or a refusal: not found is CMP007, a name under two sites needs its site.
import {exitCodes} from '../model/exit-codes.ts';
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';
import {findSiteSystem} from '../model/select-servers.ts';
import {serverKey, shortName} from '../model/server-name.ts';
import {closest} from '../model/closest-name.ts';
import type {Context} from './context.ts';
import type {Opened} from './opened.ts';
import {refuse} from './refuse.ts';
import {fullName} from './views/proxy-text.ts';

export function needSiteSystems(
  context: Context,
  hierarchy: Hierarchy,
  names: readonly string[],
): Opened<readonly SiteSystem[]> {
  const found: SiteSystem[] = [];
  for (const name of names) {
    const match = findSiteSystem(hierarchy, name);
    if (match.kind === 'notFound') {
      const guess = closest(
        serverKey(name),
        hierarchy.siteSystems
          .slice(0, 5000)
          .map(system => serverKey(name.includes('.') ? system.server : shortName(system.server))),
      );
      return refuse(context, exitCodes.failed, {
        what: `CMP007 There is no site system server "${name}"`,
        why: 'it is not in this reading, or not visible to this account',
        todo: guess === null ? 'See the names with: cmproxy status' : `Did you mean ${guess}?`,
      });
    }
    if (match.kind === 'ambiguous') {
      return refuse(context, exitCodes.usage, {
        what: `"${name}" stands for several site systems`,
        why: match.matches.map(fullName).join(', '),
        todo: `Give the site as well, for example ${fullName(match.matches[0] ?? {siteCode: 'SITE', server: name})}.`,
      });
    }
    if (!found.includes(match.siteSystem)) found.push(match.siteSystem);
  }
  return {kind: 'open', value: found};
}
