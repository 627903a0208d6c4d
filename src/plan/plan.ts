// The plan as data: desired against current, reviewed by people, applied by machines, and untrusted when it comes from a file.
import type {InheritanceRow} from '../inheritance/row.ts';
import type {DesiredChange} from '../model/desired-change.ts';
import type {FieldKey, Finding} from '../model/finding.ts';
import type {ProxyAccount, SoftwareUpdatePointSwitches} from '../model/hierarchy.ts';

/** The `proxy` object of status: what is written and compared as a whole. */
export interface PlannedProxy {
  readonly enabled: boolean;
  readonly serverName: string | null;
  readonly port: number | null;
  readonly account: ProxyAccount;
}

interface ChangeBase {
  /** 1 for the first write. */
  readonly order: number;
  readonly server: string;
  readonly siteCode: string;
  readonly fields: readonly FieldKey[];
}

export interface AccountChange extends ChangeBase {
  readonly object: 'account';
  readonly userName: string;
  /** `siteCode` is the site that keeps the account: for a secondary site, its parent. */
  readonly before: {readonly exists: boolean};
  readonly after: {readonly exists: boolean};
}

export interface SiteSystemChange extends ChangeBase {
  readonly object: 'siteSystem';
  readonly before: PlannedProxy;
  readonly after: PlannedProxy;
}

export interface SoftwareUpdatePointChange extends ChangeBase {
  readonly object: 'softwareUpdatePoint';
  readonly before: SoftwareUpdatePointSwitches;
  readonly after: SoftwareUpdatePointSwitches;
}

export type PlannedChange = AccountChange | SiteSystemChange | SoftwareUpdatePointChange;

export interface FollowUp {
  readonly server: string;
  readonly why: string;
  readonly documented: boolean;
  /** What to run or press; empty where there is nothing to run. */
  readonly command: string;
}

export interface NamedServer {
  readonly server: string;
  readonly siteCode: string;
}

export interface Plan {
  readonly schemaVersion: 1;
  readonly schema: 'cmproxy/plan@1';
  /** Short, for people and file names: the first characters of the hash. */
  readonly id: string;
  /** `sha256:` over all that decides what is written (see hash.ts); not over times, findings and scripts. */
  readonly hash: string;
  readonly connection: string;
  readonly hierarchyId: string;
  readonly createdAt: string;
  readonly ticket: string | null;
  readonly note: string | null;
  readonly basedOn: {readonly readAt: string; readonly fingerprint: string};
  /** The servers as they were resolved when the plan was made; the plan stays with them. */
  readonly servers: readonly NamedServer[];
  readonly desired: DesiredChange;
  readonly createAccounts: boolean;
  /** The site code to type where the service connection point's server is touched; null where it is not. */
  readonly confirm: string | null;
  readonly changes: readonly PlannedChange[];
  readonly findings: readonly Finding[];
  readonly inheritance: readonly InheritanceRow[];
  readonly skipped: readonly (NamedServer & {readonly why: string})[];
  /** What could not be judged; `server` is empty where it is a whole site. */
  readonly unknown: readonly (NamedServer & {readonly why: string})[];
  readonly followUp: readonly FollowUp[];
  readonly script: string;
  readonly undoScript: string;
}

export type PlanVerdict = 'same' | 'different' | 'unknown' | 'error';

/** Errors beat unknowns, unknowns beat differences. */
export function verdictOf(plan: Plan): PlanVerdict {
  if (plan.findings.some(finding => finding.severity === 'error')) return 'error';
  if (plan.unknown.length > 0) return 'unknown';
  return plan.changes.length > 0 ? 'different' : 'same';
}
