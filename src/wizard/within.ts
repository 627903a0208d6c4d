// Where a cursor may stand.

/** `value` as an index into something of that length; 0 where it is empty. */
export function within(value: number, length: number): number {
  return Math.max(0, Math.min(length - 1, value));
}
