// The hierarchy that a fresh machine has: Contoso, with every role and feature that uses a proxy, healthy and faulty.
import {hierarchySchema} from '../../model/parse-hierarchy.ts';
import {contosoRows} from './contoso-site-systems.ts';
import type {HierarchyDocument} from './lab-document.ts';
import {numberProperty, textProperty} from './make-row.ts';

const account = (siteCode: string, userName: string): object => ({UserName: userName, SiteCode: siteCode});

const component = (siteCode: string, defaultServer: string, useParent: 0 | 1): object => ({
  SiteCode: siteCode,
  Props: [textProperty('DefaultWSUS', defaultServer), numberProperty('DefaultUseParentWSUS', useParent)],
});

/**
 * Contoso as `cmproxy/hierarchy@1`, made anew with each call. It is in the middle of an update: the central administration site and PS1 have
 * release 2603, PS2 and the secondary site S01 still 2409.
 */
export function contosoHierarchy(): HierarchyDocument {
  return {
    schema: hierarchySchema,
    name: 'Contoso',
    readAs: 'CONTOSO\\cm-admin',
    scopeLimited: false,
    sites: [
      site('CAS', 'Contoso Central', 'CM00.contoso.com', 4, '', {Version: '5.00.9141.1000', Release: '2603'}),
      site('PS1', 'Contoso North', 'CM01.contoso.com', 2, 'CAS', {Version: '5.00.9141.1000', Release: '2603'}),
      site('PS2', 'Contoso South', 'CM02.contoso.com', 2, 'CAS', {Version: '5.00.9132.1000'}),
      site('S01', 'Contoso Harbour', 'CM10.contoso.com', 1, 'PS1', {Version: '5.00.9132.1000'}),
    ],
    siteSystemUses: contosoRows(),
    softwareUpdatePointComponents: [
      component('CAS', 'CM00.contoso.com', 0),
      component('PS1', 'SUP01.contoso.com', 1),
      component('PS2', 'CM02.contoso.com', 1),
    ],
    siteServers: [
      {siteCode: 'PS1', server: 'CM01.contoso.com', mode: 'active'},
      {siteCode: 'PS1', server: 'CM01P.contoso.com', mode: 'passive'},
    ],
    accounts: [
      account('CAS', 'CONTOSO\\svc-proxy'),
      account('PS1', 'CONTOSO\\svc-proxy'),
      account('PS1', 'contoso.com\\svc-cmg'),
      account('PS1', 'CONTOSO\\svc-branch'),
      account('PS2', 'CONTOSO\\svc-cache'),
      account('PS2', 'CONTOSO\\svc-naa'),
    ],
    exchangeConnectors: [
      {SiteCode: 'PS1', ServerName: 'CM01.contoso.com', ExchangeServerUrl: 'https://mail.contoso.com/PowerShell'},
    ],
    cloudDistributionPoints: [{Name: 'clouddp1', SiteCode: 'PS1'}],
    cloudFeatures: {
      entraUserDiscovery: true,
      entraGroupDiscovery: true,
      collectionSync: null,
      tenantAttach: true,
      endpointAnalytics: false,
      cloudManagementGateway: true,
      entraJoinedClients: true,
    },
    unreadable: [{siteCode: 'PS2', server: 'DP23.contoso.com', why: 'access denied'}],
  };
}

function site(
  siteCode: string,
  siteName: string,
  serverName: string,
  type: 1 | 2 | 4,
  parent: string,
  version: {readonly Version: string; readonly Release?: string},
): object {
  return {
    SiteCode: siteCode,
    SiteName: siteName,
    ServerName: serverName,
    Type: type,
    ReportingSiteCode: parent,
    ...version,
  };
}
