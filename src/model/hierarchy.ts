// The hierarchy as data: what one reading of a Configuration Manager hierarchy says. Plain, immutable, without behaviour.

export type SiteType = 'centralAdministration' | 'primary' | 'secondary';

/** One site. `release` is the marketing version ("2509"), `later than 2409`, or null where neither the file nor a sourced table tells. */
export interface Site {
  readonly siteCode: string;
  readonly siteName: string;
  /** null where no row tells. */
  readonly siteType: SiteType | null;
  /** Name of the site server; empty where no row tells. */
  readonly serverName: string;
  readonly parentSiteCode: string | null;
  readonly version: string | null;
  readonly release: string | null;
  readonly readable: boolean;
  readonly why: string | null;
}

export type ProxyAccount =
  | {readonly kind: 'system'; /** e.g. `CM01$` */ readonly computerAccount: string}
  | {readonly kind: 'account'; readonly userName: string}
  | {readonly kind: 'unknown'};

/** The whole proxy record of a site system. Name and port may be stored although `enabled` is false. */
export interface ProxyRecord {
  readonly enabled: boolean;
  /** null where none is stored. */
  readonly serverName: string | null;
  /** 1 to 65535 as a rule, but shown as stored; null where none is stored. */
  readonly port: number | null;
  readonly account: ProxyAccount;
}

/** The two proxy switches of a software update point. */
export interface SoftwareUpdatePointSwitches {
  readonly useProxy: boolean;
  readonly useProxyForAutoDeploymentRule: boolean;
}

/** The copy of the proxy that a software update point row carries beside its switches. */
export interface SoftwareUpdatePointCopy {
  readonly serverName: string | null;
  readonly port: number | null;
  readonly userName: string | null;
}

/** Where a software update point gets its metadata. `upstream`: another one or a WSUS server; `server` null where none is known. */
export type SynchronizationSource =
  | {readonly kind: 'microsoft'}
  | {readonly kind: 'upstream'; readonly server: string | null}
  | {readonly kind: 'none'}
  | {readonly kind: 'unknown'; readonly why: string};

export interface SoftwareUpdatePoint extends SoftwareUpdatePointSwitches {
  readonly synchronizesFrom: SynchronizationSource;
  readonly ownCopy: SoftwareUpdatePointCopy;
}

/** One role instance on a server. `known` is false for a RoleName that this version has no row for; it is kept all the same. */
export interface Role {
  readonly name: string;
  readonly known: boolean;
  /** Distribution points: `Flags & 4`. */
  readonly connectedCache: boolean;
  /** Distribution points that pull from others. */
  readonly pullDistributionPoint: boolean;
  /** Service connection points: offline mode. */
  readonly offline: boolean;
}

/** A server as a site system of one site. The same server under two sites is two site systems; they are never merged. */
export interface SiteSystem {
  readonly server: string;
  /** Empty where no row tells. */
  readonly siteCode: string;
  readonly readable: boolean;
  readonly why: string | null;
  /** In row order, `SMS Site System` included. */
  readonly roles: readonly Role[];
  /** null where it could not be read. */
  readonly proxy: ProxyRecord | null;
  /** A user name that is still stored although credentials are off. */
  readonly storedUserName: string | null;
  /** null where the server has no software update point, or could not be read. */
  readonly softwareUpdatePoint: SoftwareUpdatePoint | null;
  readonly siteServer: boolean;
  readonly passiveSiteServer: boolean;
}

export interface Account {
  readonly userName: string;
  readonly siteCode: string;
}

export interface SoftwareUpdatePointComponent {
  readonly siteCode: string;
  readonly defaultServer: string | null;
  /** 0 Microsoft Update, 1 another WSUS server, 2 none. */
  readonly parentMode: 0 | 1 | 2 | null;
  readonly parentServer: string | null;
}

export interface ExchangeConnector {
  readonly siteCode: string;
  readonly serverName: string;
  readonly url: string;
}

export interface CloudDistributionPoint {
  readonly name: string;
  readonly siteCode: string;
}

export type CloudFeature =
  | 'entraUserDiscovery'
  | 'entraGroupDiscovery'
  | 'collectionSync'
  | 'tenantAttach'
  | 'endpointAnalytics'
  | 'cloudManagementGateway'
  | 'entraJoinedClients';

/** true: in use; false: not; null: may be in use (no cmdlet tells). */
export type CloudFeatures = Readonly<Record<CloudFeature, boolean | null>>;

export interface Hierarchy {
  readonly name: string;
  readonly exportedAt: string | null;
  readonly readAs: string | null;
  readonly scopeLimited: boolean;
  readonly sites: readonly Site[];
  readonly siteSystems: readonly SiteSystem[];
  /** null where the reading says nothing about accounts at all. */
  readonly accounts: readonly Account[] | null;
  readonly softwareUpdatePointComponents: readonly SoftwareUpdatePointComponent[];
  readonly exchangeConnectors: readonly ExchangeConnector[];
  readonly cloudDistributionPoints: readonly CloudDistributionPoint[];
  readonly cloudFeatures: CloudFeatures;
}

/** What kind of place a reading comes from. Part of the identity: a plan made on a snapshot is not applied to the live site. */
export type HierarchyOrigin = 'lab' | 'snapshot' | 'live';
