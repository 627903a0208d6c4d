// Sites out of SMS_Site rows, and out of whatever else names a site: a site without a row is still there.
import {releaseOfVersion} from './builds.ts';
import type {Site, SiteType} from './hierarchy.ts';
import type {SystemResourceUse} from './parse-row.ts';
import {siteServerRole} from './roles.ts';
import {withoutLeadingBackslashes} from './server-name.ts';
import type {Shape} from './shape.ts';

export interface UnreadableEntry {
  readonly siteCode: string;
  readonly server: string;
  readonly why: string;
}

/** SMS_Site.Type. 3 (child primary) is read as primary; parentage comes from ReportingSiteCode. */
const typeOfSite: Readonly<Record<number, SiteType>> = {
  1: 'secondary',
  2: 'primary',
  3: 'primary',
  4: 'centralAdministration',
};
/** SMS_SCI_SysResUse.Type of a site server's row. */
const typeOfSiteServer: Readonly<Record<number, SiteType>> = {1: 'secondary', 2: 'primary', 4: 'centralAdministration'};

export function buildSites(
  items: readonly Shape[],
  rows: readonly SystemResourceUse[],
  unreadable: readonly UnreadableEntry[],
): readonly Site[] {
  const siteWide = new Map<string, string>();
  for (const entry of unreadable) if (entry.server === '') siteWide.set(entry.siteCode, entry.why);
  const serversByRow = new Map<string, SystemResourceUse>();
  for (const row of rows)
    if (row.roleName === siteServerRole || !serversByRow.has(row.siteCode)) serversByRow.set(row.siteCode, row);
  const bySiteCode = new Map<string, Site>();
  for (const item of items) {
    const siteCode = item.required('SiteCode').trim().toUpperCase();
    if (bySiteCode.has(siteCode)) item.fail('SiteCode', `names the site ${siteCode} a second time`);
    const row = siteOfRow(item, siteCode);
    const siteType = row.siteType ?? typeBySiteServer(serversByRow.get(siteCode));
    bySiteCode.set(siteCode, {...row, siteType, ...readability(siteWide.get(siteCode))});
  }
  for (const siteCode of [...serversByRow.keys(), ...siteWide.keys(), ...unreadable.map(entry => entry.siteCode)]) {
    if (siteCode === '' || bySiteCode.has(siteCode)) continue;
    bySiteCode.set(siteCode, siteWithoutRow(siteCode, serversByRow.get(siteCode), siteWide.get(siteCode)));
  }
  return [...bySiteCode.values()];
}

function siteOfRow(item: Shape, siteCode: string): Omit<Site, 'readable' | 'why'> {
  const version = item.text('Version') || null;
  const parent = item.text('ReportingSiteCode').trim().toUpperCase();
  return {
    siteCode,
    siteName: item.text('SiteName'),
    siteType: typeOfSite[item.whole('Type') ?? -1] ?? null,
    serverName: withoutLeadingBackslashes(item.text('ServerName')).trim(),
    parentSiteCode: parent === '' || parent === siteCode ? null : parent,
    version,
    release: releaseText(item) ?? releaseOfVersion(version),
  };
}

function releaseText(item: Shape): string | null {
  const value = item.value['Release'];
  if (typeof value === 'number') return String(value);
  return item.text('Release').trim() || null;
}

function siteWithoutRow(siteCode: string, row: SystemResourceUse | undefined, why: string | undefined): Site {
  return {
    siteCode,
    siteName: '',
    siteType: typeBySiteServer(row),
    serverName: row?.roleName === siteServerRole ? row.server : '',
    parentSiteCode: null,
    version: null,
    release: null,
    ...readability(why),
  };
}

function typeBySiteServer(row: SystemResourceUse | undefined): SiteType | null {
  return row?.roleName === siteServerRole ? (typeOfSiteServer[row.type ?? -1] ?? null) : null;
}

function readability(why: string | undefined): {readable: boolean; why: string | null} {
  return {readable: why === undefined, why: why ?? null};
}
