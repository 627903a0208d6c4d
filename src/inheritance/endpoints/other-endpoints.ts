// What every other role contacts.
// Source: "Internet access requirements" (2026-06-08); where a host stands there without scheme and port, 443 is taken and the port is marked as not stated.
import {https, http, bare, either, tcpBoth, type Endpoint} from './endpoint.ts';

export const otherEndpoints = {
  always: [
    https('aka.ms', 'Microsoft short links used across the product'),
    https('go.microsoft.com', 'Microsoft forward links used across the product'),
  ],
  microsoftUpdate: [
    http('windowsupdate.microsoft.com', 'software update metadata and content'),
    http('*.windowsupdate.microsoft.com', 'software update metadata and content'),
    https('*.windowsupdate.microsoft.com', 'software update metadata and content'),
    http('*.update.microsoft.com', 'software update metadata and content'),
    https('*.update.microsoft.com', 'software update metadata and content'),
    http('*.windowsupdate.com', 'software update metadata and content'),
    http('download.windowsupdate.com', 'software update metadata and content'),
    http('download.microsoft.com', 'software update metadata and content'),
    http('*.download.windowsupdate.com', 'software update metadata and content'),
    http('ntservicepack.microsoft.com', 'software update metadata and content'),
  ],
  /** Not in the present text: one from its 2020 edition, and one from a public post. */
  updatesElsewhere: [
    http('test.stats.update.microsoft.com', 'software update statistics', {status: 'in the 2020 text, gone later'}),
    https(
      'sws.update.microsoft.com',
      'WSUS sync endpoint per a public post (racknotes.pro), covered by *.update.microsoft.com',
    ),
  ],
  childUpdateServers: [either('<child SUP FQDN>', 'firewall between site systems')],
  parentUpdateServers: [either('<parent SUP FQDN>', 'firewall between site systems')],
  microsoft365Apps: [
    bare('officecdn.microsoft.com', 'sync SUP for client updates'),
    bare('config.office.com', 'custom configurations'),
    https('clients.config.office.net', 'update deployment and file list API'),
    https('go.microsoft.com', 'update deployment', {path: '/fwlink/?linkid=2190568'}),
    bare('contentstorage.osi.office.net', 'add-in readiness'),
  ],
  topLevelSiteServer: [
    https('omex.cdn.office.net', 'Microsoft 365 Apps readiness file', {
      path: '/mirrored/sccmreadiness/SOT_SCCM_AddinReadiness.CAB',
    }),
  ],
  cloudManagementGatewayConnectionPoint: [
    bare('<prefix>.<region>.cloudapp.azure.com', 'CMG service name', {cloud: 'public'}),
    bare('<prefix>.blob.core.windows.net', 'storage', {cloud: 'public'}),
    bare('<prefix>.table.core.windows.net', 'storage', {cloud: 'public'}),
    bare('<prefix>.vault.azure.net', 'key vault', {cloud: 'public'}),
    bare('<prefix>.usgovcloudapp.net', 'CMG service name', {cloud: 'usgov'}),
    bare('<prefix>.blob.core.usgovcloudapi.net', 'storage', {cloud: 'usgov'}),
    bare('<prefix>.table.core.usgovcloudapi.net', 'storage', {cloud: 'usgov'}),
    bare('<prefix>.vault.usgovcloudapi.net', 'key vault', {cloud: 'usgov'}),
  ],
  managementPoint: [
    https('login.microsoftonline.com', 'token validation', {cloud: 'public', since: '2603'}),
    https('sts.windows.net', 'token validation', {cloud: 'public', since: '2603'}),
    https('login.microsoftonline.us', 'token validation', {cloud: 'usgov', since: '2603'}),
    https('sts.windows.net', 'token validation', {cloud: 'usgov', since: '2603'}),
  ],
  connectedCache: [
    tcpBoth('*.do.dsp.mp.microsoft.com', 'delivery optimization service'),
    bare(
      '<content hosts, seen in the rewrite rules>',
      'dl.delivery.mp.microsoft.com, tlu.dl.delivery.mp.microsoft.com, officecdn.microsoft.com, download.windowsupdate.com, au.download.windowsupdate.com, b1.download.windowsupdate.com, au.b1.download.windowsupdate.com, swdc01.manage.microsoft.com, swdc02.manage.microsoft.com, emdl.ws.microsoft.com, assets1.xboxlive.com, assets2.xboxlive.com, officecdn.microsoft.com.edgesuite.net',
    ),
  ],
  assetIntelligence: [
    https('sc.microsoft.com', 'catalogue sync', {status: 'deprecated'}),
    https('ssu2.manage.microsoft.com', 'catalogue sync', {status: 'deprecated'}),
  ],
  exchangeConnector: [
    bare('<the configured Exchange server URL>', 'remote PowerShell or Exchange Online; no list in the endpoints page'),
  ],
} as const satisfies Readonly<Record<string, readonly Endpoint[]>>;
