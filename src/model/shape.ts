// Checked access to parsed JSON: every wrong type becomes one error that carries the path of the value.

export class ShapeError extends Error {
  readonly path: string;
  readonly why: string;
  constructor(path: string, why: string) {
    super(`${path}: ${why}`);
    this.path = path;
    this.why = why;
  }
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`;
}

/** One JSON object with the path that leads to it. null and missing members read as empty. */
export class Shape {
  readonly value: Readonly<Record<string, unknown>>;
  readonly #parent: string;
  readonly #index: number;

  /** `index` -1: `parent` is the whole path. */
  constructor(value: unknown, parent: string, index = -1) {
    this.#parent = parent;
    this.#index = index;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ShapeError(this.path || 'file', `must be an object, is ${typeName(value)}`);
    this.value = value as Record<string, unknown>;
  }

  get path(): string {
    return this.#index < 0 ? this.#parent : `${this.#parent}[${this.#index}]`;
  }

  pathOf(key: string): string {
    return this.path === '' ? key : `${this.path}.${key}`;
  }

  fail(key: string, why: string): never {
    throw new ShapeError(this.pathOf(key), why);
  }

  has(key: string): boolean {
    return this.value[key] !== undefined && this.value[key] !== null;
  }

  /** A string; '' for null and missing. */
  text(key: string): string {
    const value = this.value[key];
    if (value === undefined || value === null) return '';
    if (typeof value !== 'string') this.fail(key, `must be a string, is ${typeName(value)}`);
    return value;
  }

  required(key: string): string {
    const value = this.text(key);
    if (value.trim() === '') this.fail(key, 'must be a string that is not empty');
    return value;
  }

  oneOf(key: string, allowed: readonly string[]): string {
    const value = this.text(key);
    if (!allowed.includes(value)) this.fail(key, `must be one of ${allowed.filter(Boolean).join(', ')}`);
    return value;
  }

  boolean(key: string): boolean | null {
    const value = this.value[key];
    if (value === undefined || value === null) return null;
    if (typeof value !== 'boolean') this.fail(key, `must be true, false or null, is ${typeName(value)}`);
    return value;
  }

  /** A whole number of 0 or more, given as a number or as digits; null for null, '' and missing. */
  whole(key: string): number | null {
    const value = this.value[key];
    if (value === undefined || value === null || value === '') return null;
    const number = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < 0)
      this.fail(key, 'must be a whole number, as a number or as digits');
    return number;
  }

  list(key: string): Shape[] {
    const value = this.value[key];
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) this.fail(key, `must be a list, is ${typeName(value)}`);
    const path = this.pathOf(key);
    return value.map((item: unknown, index) => new Shape(item, path, index));
  }

  object(key: string): Shape | null {
    return this.has(key) ? new Shape(this.value[key], this.pathOf(key)) : null;
  }
}
