// Findings that others than the rules make, and the one way to make any.
import type {FieldKey, Finding, Severity} from '../../model/finding.ts';

export interface About {
  readonly server: string;
  readonly siteCode: string;
}

export interface FindingText {
  readonly text: string;
  readonly do: string;
  readonly field?: FieldKey;
}

export function makeFinding(
  code: string,
  severity: Severity,
  {server, siteCode}: About,
  {text, do: todo, field}: FindingText,
): Finding {
  return {code, severity, server, siteCode, field: field ?? null, text, do: todo};
}

/** CMP007: a name that no site system of the reading has. */
export function findingNotFound(name: string): Finding {
  const slash = name.indexOf('/');
  const about = {
    server: slash < 0 ? name : name.slice(slash + 1),
    siteCode: slash < 0 ? '' : name.slice(0, slash).toUpperCase(),
  };
  return makeFinding('CMP007', 'error', about, {
    text: 'there is no such site system server, or it is not visible to this account',
    do: 'See the names with: cmproxy status',
  });
}

/** CMP008: a server that could not be read. */
export function findingUnreadable(system: About & {readonly why: string | null}): Finding {
  return makeFinding('CMP008', 'unknown', system, {
    text: `could not be read: ${system.why ?? 'not told'}`,
    do: 'Check the permissions and scope of this account and the replication of its site, then read again.',
  });
}

/** CMP121: what was left out, is kept here, and would be reset by the module. Source: ConfigMgrCBDsc, DSC_CMSiteSystemServer. */
export function findingLeftOut(system: About, fields: readonly ('proxy.port' | 'proxy.account')[]): Finding {
  const resets = fields.map(field => (field === 'proxy.port' ? 'port 80' : 'System')).join(' and ');
  const names = fields
    .map(field => (field === 'proxy.port' ? '-ProxyServerPort' : '-ProxyAccessAccount'))
    .join(' and ');
  return makeFinding('CMP121', 'warning', system, {
    text: `${names} ${fields.length === 1 ? 'was' : 'were'} left out and ${fields.length === 1 ? 'is' : 'are'} kept; with the real module this line would set ${resets}`,
    do: 'Write them out to get the same everywhere.',
    ...(fields[0] === undefined ? {} : {field: fields[0]}),
  });
}
