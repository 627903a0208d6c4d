// What the service connection point and the features that follow it contact.
// Source: "Internet access requirements", section "Service connection point" (2026-06-08), which names outgoing TCP 443.
import {bare, https, http, tcp, type Endpoint} from './endpoint.ts';

export const serviceConnectionPointEndpoints = {
  updatesAndServicing: [
    tcp('*.akamaiedge.net', 'content network'),
    tcp('*.akamaitechnologies.com', 'content network'),
    tcp('*.manage.microsoft.com', 'ConfigMgr cloud service'),
    tcp('go.microsoft.com', 'manifest links'),
    tcp('download.microsoft.com', 'update payload'),
    tcp('download.windowsupdate.com', 'prerequisites'),
    tcp('download.visualstudio.microsoft.com', 'prerequisites'),
    tcp('definitionupdates.microsoft.com', 'definitions'),
    tcp('configmgrbits.azureedge.net', 'console and update bits, being replaced since 2025-03', {
      tls: '1.2 with Azure Front Door ciphers',
    }),
    tcp('configmgrbits.cdn.manage.microsoft.com', 'replacement of azureedge host', {
      tls: '1.2 with Azure Front Door ciphers',
    }),
    tcp('cmbitsstore.blob.core.windows.net', 'bits'),
    tcp('ceuswatcab01.blob.core.windows.net', 'diagnostics'),
    tcp('ceuswatcab02.blob.core.windows.net', 'diagnostics'),
    tcp('eaus2watcab01.blob.core.windows.net', 'diagnostics'),
    tcp('eaus2watcab02.blob.core.windows.net', 'diagnostics'),
    tcp('weus2watcab01.blob.core.windows.net', 'diagnostics'),
    tcp('weus2watcab02.blob.core.windows.net', 'diagnostics'),
    tcp('umwatsonc.events.data.microsoft.com', 'diagnostics'),
    tcp('*-umwatsonc.events.data.microsoft.com', 'diagnostics'),
    tcp('sccmconnected-a01.cloudapp.net', 'ConfigMgr cloud service', {
      status: 'listed until at least 2022, absent from the 2025+ text',
    }),
  ],
  windowsServicing: [
    tcp('download.microsoft.com', 'servicing data'),
    https('go.microsoft.com', 'servicing link', {path: '/fwlink/?LinkID=619849'}),
    tcp('dl.delivery.mp.microsoft.com', 'delivery'),
  ],
  azureServices: [
    tcp('management.azure.com', 'Azure resource manager', {cloud: 'public'}),
    tcp('management.usgovcloudapi.net', 'Azure resource manager', {cloud: 'usgov'}),
  ],
  entraDiscoveryAndGroupSync: [https('graph.microsoft.com', 'Entra user discovery')],
  cmgDeployment: [tcp('<from SQL table AzureEnvironments>', 'per-environment Azure endpoints')],
  tenantAttach: [
    https('aka.ms', 'gateway lookup', {path: '/configmgrgateway'}),
    https('*.manage.microsoft.com', 'notification service', {cloud: 'public', minIdleTimeoutSeconds: 180}),
    https('*.manage.microsoft.us', 'notification service', {cloud: 'usgov', since: '2107'}),
    https('dc.services.visualstudio.com', 'telemetry'),
    http('crl3.digicert.com', 'CRL'),
    http('crl4.digicert.com', 'CRL'),
    http('ocsp.digicert.com', 'OCSP'),
    http('www.d-trust.net', 'CRL'),
    http('root-c3-ca2-2009.ocsp.d-trust.net', 'OCSP'),
    http('crl.microsoft.com', 'CRL'),
    http('oneocsp.microsoft.com', 'OCSP'),
    http('ocsp.msocsp.com', 'OCSP'),
    http('www.microsoft.com', 'certificate chain', {path: '/pkiops'}),
  ],
  endpointAnalytics: [
    https('graph.windows.net', 'settings when attaching'),
    https('*.manage.microsoft.com', 'collection and device sync'),
  ],
  externalNotifications: [https('*.<region>.logic.azure.com', 'Azure Logic Apps')],
  consoleNotifications: [tcp('configmgrbits.cdn.manage.microsoft.com', 'push messages shown in the console')],
  storeForBusiness: [
    {
      ...bare('<see Intune endpoints page>', 'deprecated feature: Microsoft Store for Business', {
        status: 'deprecated',
      }),
      ports: [],
    },
  ],
} as const satisfies Readonly<Record<string, readonly Endpoint[]>>;
