// One plain value of a YAML file as the text of a condition.
import {isScalar} from 'yaml';

/** null for a null, an empty text, a list or a mapping. */
export function scalarText(node: unknown): string | null {
  const value: unknown = isScalar(node) ? node.value : null;
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}
