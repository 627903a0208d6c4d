// A hierarchy document as text that people can read and compare: one row a line, one property a line.

/** JSON with a line for each element of a list that is one level or two below the top. Ends with a line feed. */
export function printDocument(document: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(document)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${isList(value) ? printList(value, printRow, '  ') : printRow(value)}`);
  return `{\n${members.join(',\n')}\n}\n`;
}

/** A list that is printed while it is made, so that a long one is never held as objects. */
export interface LazyList {
  readonly elements: () => Iterable<unknown>;
}

function isList(value: unknown): value is readonly unknown[] | LazyList {
  return Array.isArray(value) || (typeof value === 'object' && value !== null && 'elements' in value && typeof value.elements === 'function');
}

function printList(list: readonly unknown[] | LazyList, print: (value: unknown) => string, indent: string): string {
  const lines: string[] = [];
  for (const element of 'elements' in list ? list.elements() : list) lines.push(print(element));
  return lines.length === 0 ? '[]' : `[\n${indent}  ${lines.join(`,\n${indent}  `)}\n${indent}]`;
}

function printRow(row: unknown): string {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return JSON.stringify(row);
  const members: string[] = [];
  for (const [key, value] of Object.entries(row)) {
    if (value === undefined) continue;
    const printed = Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' ? printList(value, JSON.stringify, '    ') : JSON.stringify(value);
    members.push(`${JSON.stringify(key)}: ${printed}`);
  }
  return `{${members.join(', ')}}`;
}
