// One SMS_SCI_SysResUse row: its server, its site, its role, and checked access to its embedded properties.
import {Shape} from './shape.ts';
import {serverFromNalPath, serverFromNetworkOsPath, siteCodeFromNalPath} from './server-name.ts';

export interface SystemResourceUse {
  readonly server: string;
  readonly siteCode: string;
  readonly roleName: string;
  /** Type: 1 on a secondary site server, 2 primary, 4 central administration site, 8 on no site server; null where not given. */
  readonly type: number | null;
  readonly properties: EmbeddedProperties;
}

/** The Props of a row, by their case-sensitive PropertyName. Source: SMS_EmbeddedProperty. */
export class EmbeddedProperties {
  readonly #byName: ReadonlyMap<string, Shape>;
  constructor(items: readonly Shape[]) {
    const byName = new Map<string, Shape>();
    for (const item of items) {
      const name = item.required('PropertyName');
      const value = item.value['Value'];
      if (value !== undefined && value !== null && typeof value !== 'number' && typeof value !== 'string')
        item.fail('Value', 'must be a number or a string');
      item.text('Value1');
      item.text('Value2');
      if (!byName.has(name)) byName.set(name, item);
    }
    this.#byName = byName;
  }
  /** `Value` as a whole number; null where the property or its value is missing. */
  whole(name: string): number | null {
    return this.#byName.get(name)?.whole('Value') ?? null;
  }
  /** `Value2`; null for null, '' and missing. */
  text(name: string): string | null {
    return this.#byName.get(name)?.text('Value2').trim() || null;
  }
}

/** Where a row stands and what it is for. */
export interface RowPlace {
  readonly server: string;
  /** Upper case. */
  readonly siteCode: string;
  readonly roleName: string;
}

/** Throws `ShapeError` where a row names no server, no site or no role. */
export function placeOfRow(row: Shape): RowPlace {
  const nalPath = row.text('NALPath');
  const server = serverFromNetworkOsPath(row.text('NetworkOSPath')) ?? serverFromNalPath(nalPath);
  if (server === null) row.fail('NetworkOSPath', 'names no server, and NALPath names none either');
  const siteCode = row.text('SiteCode') || siteCodeFromNalPath(nalPath);
  if (siteCode === null || siteCode.trim() === '') row.fail('SiteCode', 'is missing, and NALPath names no site');
  return {server, siteCode: siteCode.trim().toUpperCase(), roleName: row.required('RoleName').trim()};
}

export function parseRow(row: Shape): SystemResourceUse {
  return {...placeOfRow(row), type: row.whole('Type'), properties: new EmbeddedProperties(row.list('Props'))};
}
