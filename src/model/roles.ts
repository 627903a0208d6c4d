// Every role name that Configuration Manager is known to use, with its console name and what it has to do with the internet.

/** `never`: makes no internet connection that Microsoft lists; `may`: has a rule in the inheritance table. */
export interface RoleFacts {
  readonly consoleName: string;
  /** Short form for narrow columns. */
  readonly shortName: string;
  readonly internet: 'may' | 'never';
  /** Set where Microsoft lists the role as deprecated or removed. */
  readonly deprecated?: string;
}

export const siteSystemRole = 'SMS Site System';
export const siteServerRole = 'SMS Site Server';
export const softwareUpdatePointRole = 'SMS Software Update Point';
export const serviceConnectionPointRole = 'SMS Dmp Connector';
export const cloudManagementGatewayConnectionPointRole = 'SMS Cloud Proxy Connector';
export const distributionPointRole = 'SMS Distribution Point';
export const managementPointRole = 'SMS Management Point';
export const assetIntelligenceRole = 'AI Update Service Point';

const never = (consoleName: string, shortName: string, deprecated?: string): RoleFacts =>
  deprecated === undefined
    ? {consoleName, shortName, internet: 'never'}
    : {consoleName, shortName, internet: 'never', deprecated};

const enrollment = 'deprecated in January 2022, planned end 2024-03-31';
const applicationCatalog = 'support was removed with version 1910';

/**
 * RoleName to facts. Sources: Get-CMSiteRole (role names); "Site system roles that use a proxy" in "Proxy server support in Configuration
 * Manager" (which roles use the internet); "Removed and deprecated features" (deprecations). Names that only old public scripts carry are
 * listed too, so that an old site reads without surprises.
 */
export const roleFacts: Readonly<Record<string, RoleFacts>> = {
  [siteSystemRole]: never('Site system', 'site system'),
  [siteServerRole]: never('Site server', 'site server'),
  [softwareUpdatePointRole]: {consoleName: 'Software update point', shortName: 'SUP', internet: 'may'},
  [serviceConnectionPointRole]: {consoleName: 'Service connection point', shortName: 'SCP', internet: 'may'},
  [cloudManagementGatewayConnectionPointRole]: {
    consoleName: 'CMG connection point',
    shortName: 'CMG conn.',
    internet: 'may',
  },
  [managementPointRole]: {consoleName: 'Management point', shortName: 'MP', internet: 'may'},
  [assetIntelligenceRole]: {
    consoleName: 'Asset Intelligence synchronization point',
    shortName: 'AI sync',
    internet: 'may',
    deprecated: 'deprecated in November 2021; version 2603 no longer offers the role',
  },
  [distributionPointRole]: never('Distribution point', 'DP'),
  'SMS Component Server': never('Component server', 'component server'),
  'SMS Device Management Point': never('Device management point', 'device MP'),
  'SMS Enrollment Server': never('Enrollment point', 'enrollment', enrollment),
  'SMS Enrollment Web Site': never('Enrollment proxy point', 'enrollment proxy', enrollment),
  'SMS Notification Server': never('Notification server', 'notification'),
  'SMS Certificate Registration Point': never('Certificate registration point', 'CRP'),
  'SMS DM Enrollment Service': never('Device enrollment service', 'device enrollment'),
  'SMS State Migration Point': never('State migration point', 'SMP'),
  'SMS Provider': never('SMS Provider', 'provider'),
  'SMS SQL Server': never('Site database server', 'SQL'),
  'SMS Fallback Status Point': never('Fallback status point', 'FSP'),
  'SMS SRS Reporting Point': never('Reporting services point', 'reporting'),
  'SMS Endpoint Protection Point': never('Endpoint Protection point', 'EPP'),
  'Data Warehouse Service Point': never('Data warehouse service point', 'data warehouse'),
  'SMS Data Warehouse Service Point': never('Data warehouse service point', 'data warehouse'),
  'SMS Multicast Service Point': never('Multicast service point', 'multicast'),
  'SMS System Health Validator': never('System Health Validator point', 'SHV'),
  'SMS AMT Service Point': never('Out of band service point', 'AMT'),
  'SMS Application Web Service': never('Application Catalog web service point', 'app catalog', applicationCatalog),
  'SMS Portal Web Site': never('Application Catalog website point', 'app portal', applicationCatalog),
  'SMS PXE Service Point': never('PXE service point', 'PXE'),
};

/** The facts of a role name, or undefined for a name that this version does not know. */
export function factsOfRole(name: string): RoleFacts | undefined {
  return Object.hasOwn(roleFacts, name) ? roleFacts[name] : undefined;
}

/** The name that the console shows; an unknown role keeps its provider name. */
export function consoleNameOfRole(name: string): string {
  return factsOfRole(name)?.consoleName ?? name;
}
