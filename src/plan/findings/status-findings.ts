// Everything worth knowing about a hierarchy as it is.
import type {Finding} from '../../model/finding.ts';
import type {Hierarchy, SiteSystem} from '../../model/hierarchy.ts';
import {findingContext, type FindingContext} from './finding-context.ts';
import {findingUnreadable} from './make-finding.ts';
import {deprecatedFindings, stateRules} from './state-rules.ts';

/** In the order of the site systems. The only error is CMP004. */
export function statusFindings(hierarchy: Hierarchy): readonly Finding[] {
  const context = findingContext(hierarchy);
  return hierarchy.siteSystems.flatMap(system => findingsOfState(system, context));
}

/** The findings about one server. One that could not be read has CMP008 and what its roles alone tell. */
export function findingsOfState(system: SiteSystem, context: FindingContext): readonly Finding[] {
  const findings: Finding[] = system.readable ? [] : [findingUnreadable(system)];
  for (const rule of stateRules) {
    const finding = rule(system, context);
    if (finding !== null) findings.push(finding);
  }
  findings.push(...deprecatedFindings(system, context));
  return findings;
}
