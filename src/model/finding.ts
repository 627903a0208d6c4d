// A finding: something worth knowing about a server, with its code, why it matters and what to do.

export type Severity = 'error' | 'warning' | 'information' | 'unknown';

export interface Finding {
  /** `CMP101`; never reused for anything else. */
  readonly code: string;
  readonly severity: Severity;
  /** The name without the site; empty for a finding about the whole hierarchy. */
  readonly server: string;
  readonly siteCode: string;
  /** A dotted field key, or null. */
  readonly field: FieldKey | null;
  readonly text: string;
  readonly do: string;
}

export type FieldKey =
  | 'proxy.enabled'
  | 'proxy.serverName'
  | 'proxy.port'
  | 'proxy.account'
  | 'softwareUpdatePoint.useProxy'
  | 'softwareUpdatePoint.useProxyForAutoDeploymentRule';

/** The state of a site system in status. */
export type State = 'ok' | 'information' | 'warning' | 'fault' | 'unknown';

/** Unreadable is unknown; else the worst severity, an error being a fault. */
export function stateOf(readable: boolean, findings: readonly Finding[]): State {
  if (!readable) return 'unknown';
  let state: State = 'ok';
  for (const {severity} of findings) {
    if (severity === 'error') return 'fault';
    if (severity === 'warning') state = 'warning';
    else if (severity === 'information' && state === 'ok') state = 'information';
  }
  return state;
}
