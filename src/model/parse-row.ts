// One SMS_SCI_SysResUse row: its server, its site, its role, and checked access to its embedded properties.
import type {Shape} from './shape.ts';
import {serverFromNalPath, serverFromNetworkOsPath, siteCodeFromNalPath} from './server-name.ts';

export interface SystemResourceUse {
  readonly server: string;
  readonly siteCode: string;
  readonly roleName: string;
  /** Type: 1 on a secondary site server, 2 primary, 4 central administration site, 8 on no site server; null where not given. */
  readonly type: number | null;
  readonly properties: EmbeddedProperties;
}

/**
 * The Props of a row, by their case-sensitive PropertyName; the first of a name counts. Source: SMS_EmbeddedProperty. They are checked in
 * one pass and looked up in place, because a large hierarchy has a million of them.
 */
export class EmbeddedProperties {
  readonly #items: readonly Property[];
  readonly #row: Shape;

  /** `row` has the list as `Props`. Throws `ShapeError`. */
  constructor(row: Shape) {
    const list = row.value['Props'] ?? [];
    if (!Array.isArray(list) || !list.every(isProperty)) throw problemOf(row);
    this.#items = list;
    this.#row = row;
  }
  /** `Value` as a whole number; null where the property or its value is missing. */
  whole(name: string): number | null {
    const value = this.#find(name)?.Value;
    if (value === undefined || value === null || value === '') return null;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    return (
      shapesOf(this.#row)
        .find(item => item.value['PropertyName'] === name)
        ?.whole('Value') ?? null
    );
  }
  /** `Value2`; null for null, '' and missing. */
  text(name: string): string | null {
    return this.#find(name)?.Value2?.trim() || null;
  }
  #find(name: string): Property | undefined {
    for (const item of this.#items) if (item.PropertyName === name) return item;
    return undefined;
  }
}

interface Property {
  readonly PropertyName: string;
  readonly Value?: number | string | null;
  readonly Value1?: string | null;
  readonly Value2?: string | null;
}

function isProperty(item: unknown): item is Property {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  const {PropertyName: name, Value: value, Value1: first, Value2: second} = item as Readonly<Record<string, unknown>>;
  return (
    typeof name === 'string' &&
    name.trim() !== '' &&
    (typeof value === 'number' || typeof value === 'string' || value === undefined || value === null) &&
    (typeof first === 'string' || first === undefined || first === null) &&
    (typeof second === 'string' || second === undefined || second === null)
  );
}

function shapesOf(row: Shape): readonly Shape[] {
  return row.list('Props');
}

/** What is wrong with the Props of a row, with its path. */
function problemOf(row: Shape): Error {
  for (const item of shapesOf(row)) {
    item.required('PropertyName');
    const value = item.value['Value'];
    if (value !== undefined && value !== null && typeof value !== 'number' && typeof value !== 'string')
      item.fail('Value', 'must be a number or a string');
    item.text('Value1');
    item.text('Value2');
  }
  return new Error('the Props of a row are as they should be');
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
  const {server, siteCode, roleName} = placeOfRow(row);
  return {server, siteCode, roleName, type: row.whole('Type'), properties: new EmbeddedProperties(row)};
}
