// Keys that no file may have.

/** Keys that reach the prototype of an object. */
export function isDangerousKey(key: string): boolean {
  return key === '__proto__' || key === 'constructor' || key === 'prototype';
}
