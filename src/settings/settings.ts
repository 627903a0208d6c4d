// The settings file as data: which hierarchies there are, and which one is meant when none is named.

import type {PreferenceValue} from './preferences.ts';

export const settingsSchema = 'cmproxy/settings@1';
export const labConnection = 'lab';

export interface SnapshotConnection {
  readonly kind: 'snapshot';
  /** Absolute path of a `cmproxy/hierarchy@1` file. */
  readonly file: string;
}

export type Connection = SnapshotConnection;

export interface Settings {
  readonly schema: typeof settingsSchema;
  readonly connections: Readonly<Record<string, Connection>>;
  /** null: the embedded lab. */
  readonly selected: string | null;
  /** By key of a preference; checked when it was read. */
  readonly preferences: Readonly<Record<string, PreferenceValue>>;
}

export const noSettings: Settings = {schema: settingsSchema, connections: {}, selected: null, preferences: {}};

/** A connection name as people type it: letters, digits, dot, hyphen and underscore, at most 64, not beginning with a hyphen or dot. */
export function isConnectionName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,63}$/.test(name) && !['__proto__', 'constructor', 'prototype'].includes(name);
}
