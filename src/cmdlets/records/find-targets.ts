// The site systems that typed cmdlets and piped rows mean, each once, and an error for each that cannot be.
import type {Hierarchy, SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemRole, softwareUpdatePointRole} from '../../model/roles.ts';
import {siteSystemFinder} from '../../model/select-servers.ts';
import {objectOf, textOf, type Values} from '../cmdlet.ts';
import type {ObjectError} from '../report-error.ts';
import {rowPlace} from './row-place.ts';
import type {TypedObject} from './typed-change.ts';
import {fullName} from '../views/proxy-text.ts';

export interface Target {
  readonly system: SiteSystem;
  readonly values: Values;
}

export type FoundTarget = {readonly kind: 'target'; readonly target: Target} | ({readonly kind: 'error'} & ObjectError);

/** Gives a lookup; its cost is that of one pass over the hierarchy, whatever is asked. */
export function targetFinder(hierarchy: Hierarchy, object: TypedObject): (values: Values) => FoundTarget {
  const find = siteSystemFinder(hierarchy);
  const wanted = object === 'siteSystem' ? siteSystemRole : softwareUpdatePointRole;
  return values => {
    const row = objectOf(values, 'InputObject');
    const place = row === undefined ? null : rowPlace(row);
    if (row !== undefined && place === null)
      return error(
        'The input object names no server or no site.',
        'Pipe rows of SMS_SCI_SysResUse.',
        'InputObjectNotBound',
      );
    if (place !== null && place.roleName.toLowerCase() !== wanted.toLowerCase())
      return error(
        `${fullName(place)}: the input object is "${place.roleName}", not "${wanted}".`,
        `Pipe the objects of ${object === 'siteSystem' ? 'Get-CMSiteSystemServer' : 'Get-CMSoftwareUpdatePoint'}.`,
        'InvalidInputObject',
      );
    const siteCode = textOf(values, 'SiteCode');
    const name = textOf(values, 'SiteSystemServerName') ?? '';
    const asked = place === null ? (siteCode === undefined ? name : `${siteCode}/${name}`) : fullName(place);
    const matches = find(asked);
    const [system] = matches;
    if (system === undefined)
      return error(
        `CMP007 There is no site system server "${asked}": it is not in this reading, or not visible to this account.`,
        'See the names with: cmproxy status',
        'CMP007',
      );
    if (matches.length > 1)
      return error(
        `"${asked}" stands for several site systems: ${matches.map(fullName).join(', ')}.`,
        'Give -SiteCode as well.',
        'AmbiguousName',
      );
    return {kind: 'target', target: {system, values}};
  };
}

function error(text: string, todo: string, id: string): FoundTarget {
  return {kind: 'error', text, todo, id};
}
