// How the lab misbehaves when it is told to, everywhere or at one server.
import {serverKey, shortName, siteSystemKey} from '../../model/server-name.ts';

export const faultKinds = [
  'read-denied',
  'write-denied',
  'timeout',
  'never-applied',
  'changed-meanwhile',
  'slow',
] as const;

/**
 * `read-denied`: what it names is unreadable. `write-denied`: writes are refused. `timeout`: a write happens, its answer comes too late.
 * `never-applied`: a write is accepted and nothing follows. `changed-meanwhile`: another console changes the record whenever it is looked at
 * alone, as just before a write. `slow`: 1.5 s more for each call.
 */
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  readonly kind: FaultKind;
  /** `SITE/SERVER`, or a server in whichever site; null: everywhere. */
  readonly server: string | null;
}

export function isFaultKind(text: string): text is FaultKind {
  return (faultKinds as readonly string[]).includes(text);
}

/** Whether a fault of this kind is set for a site system. */
export function hasFault(faults: readonly Fault[], kind: FaultKind, siteCode: string, server: string): boolean {
  return faults.some(fault => fault.kind === kind && (fault.server === null || names(fault.server, siteCode, server)));
}

/** Whether a fault of this kind is set everywhere. */
export function hasFaultEverywhere(faults: readonly Fault[], kind: FaultKind): boolean {
  return faults.some(fault => fault.kind === kind && fault.server === null);
}

/** Whether `name` (`SITE/SERVER` or `SERVER`, short or whole) means this site system. */
export function names(name: string, siteCode: string, server: string): boolean {
  const slash = name.indexOf('/');
  if (slash >= 0) {
    const ofSite = siteSystemKey(name.slice(0, slash), name.slice(slash + 1));
    return ofSite === siteSystemKey(siteCode, server) || ofSite === siteSystemKey(siteCode, shortName(server));
  }
  return serverKey(name) === serverKey(server) || serverKey(name) === serverKey(shortName(server));
}
