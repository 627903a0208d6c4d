// The public pages that the rules come from.

const network = 'https://learn.microsoft.com/en-us/intune/configmgr/core/plan-design/network';
const page = 'Proxy server support in Configuration Manager';

/** Page, section and address. */
export const sources = {
  assetIntelligence: `${page}, "Asset Intelligence synchronization point" (${network}/proxy-server-support)`,
  automaticDeploymentRule: `${page}, "Software update point", note on automatic deployment rules (${network}/proxy-server-support)`,
  cloudDistributionPoint: `${page}, "Cloud distribution point" (${network}/proxy-server-support)`,
  cloudManagementGateway: `Internet access requirements, "Service connection point", cloud management gateway (${network}/internet-endpoints)`,
  cloudManagementGatewayConnectionPoint: `${page}, "Cloud management gateway connection point" (${network}/proxy-server-support)`,
  connectedCache: `${page}, "Distribution point" (${network}/proxy-server-support)`,
  console: `${page}, "Configuration Manager console" (${network}/proxy-server-support)`,
  exchangeConnector: `${page}, "Exchange Server connector" (${network}/proxy-server-support)`,
  managementPoint: `What's new in version 2603 of Configuration Manager, and ${page}, "Management point" (${network}/proxy-server-support)`,
  noInternet: `${page}, "Site system roles that use a proxy": the role is not listed (${network}/proxy-server-support)`,
  otherFeatures: `${page}, "Other features that use the proxy" (${network}/proxy-server-support)`,
  serviceConnectionPoint: `${page}, "Service connection point" (${network}/proxy-server-support)`,
  softwareUpdatePoint: `${page}, "Software update point" (${network}/proxy-server-support); "Plan for software updates", synchronization source`,
  tenantAttach: `Internet access requirements, "Tenant attach" and "Endpoint analytics" (${network}/internet-endpoints)`,
  unknownRole: 'none: this version does not know the role; the list of role names is that of Get-CMSiteRole',
} as const;
