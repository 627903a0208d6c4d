// What one server is to get otherwise than the others, as it is typed: `SERVER:KEY=VALUE`.
import {addSetting, type DesiredChange} from './desired-change.ts';

export type ParsedOverride =
  | {readonly kind: 'overrides'; readonly overrides: ReadonlyMap<string, DesiredChange>}
  | {readonly kind: 'refused'; readonly why: string; readonly key: string};

/** One `SERVER:KEY=VALUE`, added to those before it. The value may hold colons, a server's name cannot. By the name as it was typed. */
export function addOverride(overrides: ReadonlyMap<string, DesiredChange>, text: string): ParsedOverride {
  const equals = text.indexOf('=');
  const colon = text.slice(0, equals < 0 ? text.length : equals).lastIndexOf(':');
  const server = colon < 0 ? '' : text.slice(0, colon).trim();
  if (server === '') return {kind: 'refused', key: text, why: `"${text}" names no server; write SERVER:KEY=VALUE`};
  const name = [...overrides.keys()].find(known => known.toLowerCase() === server.toLowerCase()) ?? server;
  const setting = addSetting(overrides.get(name) ?? {}, text.slice(colon + 1));
  return setting.kind === 'refused'
    ? setting
    : {kind: 'overrides', overrides: new Map([...overrides, [name, setting.change]])};
}
