// The one interface behind which a hierarchy lives: the embedded lab, a snapshot, and later real sites.
import type {Hierarchy, HierarchyOrigin, SiteSystem} from '../model/hierarchy.ts';

export interface Reading {
  readonly hierarchy: Hierarchy;
  /** ISO 8601 UTC. */
  readonly readAt: string;
  readonly readAs: string | null;
}

export type ReadOutcome =
  | {readonly kind: 'read'; readonly reading: Reading}
  | {readonly kind: 'failed'; readonly what: string; readonly why: string; readonly todo: string};

/**
 * What the provider's own calls take: for a site system Set-CMSiteSystemServer, for a software update point Set-CMSoftwareUpdatePoint.
 * A port left out becomes 80 and an account left out becomes System, so writers send the whole record. With `enableProxy: false` nothing else
 * is sent. Source: ConfigMgrCBDsc, DSC_CMSiteSystemServer.
 */
export type WriteRequest =
  | {
      readonly object: 'siteSystem';
      readonly siteCode: string;
      readonly server: string;
      readonly enableProxy: boolean;
      readonly proxyServerName?: string;
      readonly proxyServerPort?: number;
      /** null: System. */
      readonly proxyAccessAccount?: string | null;
    }
  | {
      readonly object: 'softwareUpdatePoint';
      readonly siteCode: string;
      readonly server: string;
      readonly useProxy?: boolean;
      readonly useProxyForAutoDeploymentRule?: boolean;
    };

export interface NewAccount {
  readonly siteCode: string;
  readonly userName: string;
  /** Never kept, printed or logged. */
  readonly password: string;
}

export type StoredAccount = Omit<NewAccount, 'password'>;

/** `uncertain`: no answer in time; the write may or may not have happened. */
export type WriteOutcome =
  | {readonly kind: 'accepted'}
  | {readonly kind: 'refused'; readonly why: string}
  | {readonly kind: 'uncertain'; readonly why: string};

export interface Capabilities {
  readonly mayWrite: boolean;
  /** Why not, for people; null where it may. */
  readonly why: string | null;
}

export type SiteSystemOutcome =
  | {readonly kind: 'read'; readonly siteSystem: SiteSystem}
  | {readonly kind: 'notVisible'}
  | {readonly kind: 'failed'; readonly why: string};

export interface SiteConnection {
  readonly name: string;
  readonly origin: HierarchyOrigin;
  /** Who writes there, for the journal; for example `lab`. */
  readonly provider: string;
  capabilities(): Capabilities;
  read(): Promise<ReadOutcome>;
  /** One site system, fresh. Used just before its write and to read back. */
  readSiteSystem(siteCode: string, server: string): Promise<SiteSystemOutcome>;
  write(request: WriteRequest, options: {readonly timeoutMs: number}): Promise<WriteOutcome>;
  createAccount(account: NewAccount, options: {readonly timeoutMs: number}): Promise<WriteOutcome>;
  /** A new password for an account that a site stores. Only the site is named: what is stored there cannot be read back. Source: Set-CMAccount. */
  setAccountPassword(account: NewAccount, options: {readonly timeoutMs: number}): Promise<WriteOutcome>;
  /** Source: Remove-CMAccount. */
  removeAccount(account: StoredAccount, options: {readonly timeoutMs: number}): Promise<WriteOutcome>;
  accountExists(siteCode: string, userName: string): Promise<boolean | null>;
  close(): Promise<void>;
}
