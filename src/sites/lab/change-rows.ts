// Changes properties of rows the way the provider stores them; everything else in a row stays as it is.
import {siteSystemKey} from '../../model/server-name.ts';
import {placeOfRow} from '../../model/parse-row.ts';
import {siteSystemRole, softwareUpdatePointRole} from '../../model/roles.ts';
import {Shape} from '../../model/shape.ts';
import type {HierarchyDocument, PropertyChange} from './lab-document.ts';

export type RowObject = 'siteSystem' | 'softwareUpdatePoint';

/** Properties to set, by record. */
export type RowChanges = ReadonlyMap<string, readonly PropertyChange[]>;

const roleOf: Readonly<Record<RowObject, string>> = {
  siteSystem: siteSystemRole,
  softwareUpdatePoint: softwareUpdatePointRole,
};

export function rowKey(object: RowObject, siteCode: string, server: string): string {
  return `${siteSystemKey(siteCode, server)}|${roleOf[object]}`;
}

/** The same document with the properties set. Of two rows for one record the first counts, as it does for the reader. Throws `ShapeError`. */
export function changeRows(document: HierarchyDocument, changes: RowChanges): HierarchyDocument {
  if (changes.size === 0) return document;
  const open = new Map(changes);
  const rows = new Shape(document, '').list('siteSystemUses').map(row => {
    if (open.size === 0) return row.value;
    const {siteCode, server, roleName} = placeOfRow(row);
    const key = `${siteSystemKey(siteCode, server)}|${roleName}`;
    const props = open.get(key);
    if (props === undefined) return row.value;
    open.delete(key);
    return {
      ...row.value,
      Props: props.reduce(
        withProperty,
        row.list('Props').map(item => item.value),
      ),
    };
  });
  return {...document, siteSystemUses: rows};
}

type Property = Readonly<Record<string, unknown>>;

function withProperty(list: Property[], {name, to}: PropertyChange): Property[] {
  const field = typeof to === 'number' ? 'Value' : 'Value2';
  const at = list.findIndex(item => item['PropertyName'] === name);
  const before = list[at] ?? {PropertyName: name, Value: 0, Value1: '', Value2: ''};
  const after = {...before, [field]: to};
  return at < 0 ? [...list, after] : list.with(at, after);
}
