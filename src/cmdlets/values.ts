// What parameters are bound to.

/** An object that was piped in. */
export type InputObject = Readonly<Record<string, unknown>>;
export type Value = string | number | boolean | null | readonly string[] | InputObject;
export type Values = ReadonlyMap<string, Value>;
