// A hierarchy document as text that people can read and compare: one row a line, one property a line.

/**
 * JSON with a line for each element of a list that is one or two levels below the top. Ends with a line feed. A list may be any iterable, so
 * that a long one can be made while it is printed.
 */
export function printDocument(document: Readonly<Record<string, unknown>>): string {
  const members: string[] = [];
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined) continue;
    members.push(`  ${JSON.stringify(key)}: ${isList(value) ? printList(value, printRow, '  ') : printRow(value)}`);
  }
  return `{\n${members.join(',\n')}\n}\n`;
}

function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}

function printList(list: Iterable<unknown>, print: (value: unknown) => string, indent: string): string {
  const lines: string[] = [];
  for (const element of list) lines.push(print(element));
  return lines.length === 0 ? '[]' : `[\n${indent}  ${lines.join(`,\n${indent}  `)}\n${indent}]`;
}

function printRow(row: unknown): string {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return JSON.stringify(row);
  const members: string[] = [];
  for (const [key, value] of Object.entries(row)) {
    if (value === undefined) continue;
    const printed =
      Array.isArray(value) && typeof value[0] === 'object'
        ? printList(value, JSON.stringify, '    ')
        : JSON.stringify(value);
    members.push(`${JSON.stringify(key)}: ${printed}`);
  }
  return `{${members.join(', ')}}`;
}
