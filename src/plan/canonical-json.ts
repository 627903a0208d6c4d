// JSON with sorted keys and without blanks: the same value always gives the same text, so that it can be hashed.
import {sha256} from './sha256.ts';

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const record = value as Readonly<Record<string, unknown>>;
  const parts = Object.keys(record)
    .filter(key => record[key] !== undefined)
    .toSorted()
    .map(key => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${parts.join(',')}}`;
}

/** `sha256:` and 64 hexadecimal digits over the canonical form. */
export function hashOfValue(value: unknown): string {
  return `sha256:${sha256(canonicalJson(value))}`;
}
