// Every entry of the list is needed by what a whole hierarchy hosts, and each by the server that connects.
import {expect, test} from 'vitest';
import type {Endpoint} from '../../src/inheritance/endpoints/endpoint.ts';
import {
  namesOfSubjects,
  neededEndpoints,
  type NeededEndpoint,
} from '../../src/inheritance/endpoints/needed-endpoints.ts';
import {otherEndpoints} from '../../src/inheritance/endpoints/other-endpoints.ts';
import {serviceConnectionPointEndpoints} from '../../src/inheritance/endpoints/service-connection-point-endpoints.ts';
import {fqdn, hierarchyOf} from '../model/hierarchy-of.ts';

const sup = 'SMS Software Update Point';

const whole = hierarchyOf({
  servers: [
    {name: 'CAS/CM00', roles: ['SMS Dmp Connector', sup]},
    {name: 'PS1/CM01', roles: [sup, 'SMS Management Point']},
    {name: 'PS1/AI01', roles: ['AI Update Service Point']},
    {name: 'PS1/GW01', roles: ['SMS Cloud Proxy Connector']},
    {name: 'PS1/DP01', roles: ['SMS Distribution Point'], values: {'SMS Distribution Point': {Flags: 4}}},
    {name: 'PS1/DP02', roles: ['SMS Distribution Point']},
    {name: 'S01/CM10', roles: [sup]},
  ],
  more: {
    softwareUpdatePointComponents: [
      {SiteCode: 'CAS', Props: [{PropertyName: 'DefaultWSUS', Value2: fqdn('CM00')}]},
      {SiteCode: 'PS1', Props: [{PropertyName: 'DefaultWSUS', Value2: fqdn('CM01')}]},
    ],
    exchangeConnectors: [{SiteCode: 'PS1', ServerName: fqdn('CM01'), ExchangeServerUrl: 'https://mail.contoso.com/x'}],
    cloudFeatures: {
      entraUserDiscovery: true,
      entraGroupDiscovery: null,
      collectionSync: true,
      tenantAttach: true,
      endpointAnalytics: true,
      cloudManagementGateway: true,
      entraJoinedClients: true,
    },
  },
});

function needed(cloud: 'public' | 'usgov' = 'public', wanted: RegExp = /./): readonly NeededEndpoint[] {
  return neededEndpoints(whole, {servers: null, cloud, isWanted: (subject, name) => wanted.test(`${subject} ${name}`)});
}

const listed: readonly Endpoint[] = [
  ...Object.values(serviceConnectionPointEndpoints),
  ...Object.values(otherEndpoints),
].flat();

test('no entry of the list is left out, in the cloud that it is for, with its scheme, ports and path', () => {
  // Counted in the public list of 2026-06-08 with the one entry of 2020 and the one of a public post.
  expect(listed).toHaveLength(84);
  for (const cloud of ['public', 'usgov'] as const) {
    const found = needed(cloud);
    const own = listed.filter(item => item.cloud === undefined || item.cloud === cloud);
    for (const {host, scheme, ports, path} of own)
      expect(found).toContainEqual(
        expect.objectContaining({host, scheme, ports, ...(path === undefined ? {} : {path})}),
      );
    expect(found.filter(item => item.cloud !== undefined && item.cloud !== cloud)).toEqual([]);
  }
});

test('each is needed by the server that connects, and a server that hosts nothing of the kind needs nothing', () => {
  const at = (host: string): readonly string[] =>
    needed()
      .filter(item => item.host === host)
      .map(({siteCode, server}) => `${siteCode}/${server}`);
  expect(at('graph.microsoft.com')).toEqual([`CAS/${fqdn('CM00')}`]);
  expect(at('omex.cdn.office.net')).toEqual([`CAS/${fqdn('CM00')}`]);
  expect(at('sc.microsoft.com')).toEqual([`PS1/${fqdn('AI01')}`]);
  expect(at('<prefix>.vault.azure.net')).toEqual([`PS1/${fqdn('GW01')}`]);
  expect(at('login.microsoftonline.com')).toEqual([`PS1/${fqdn('CM01')}`]);
  expect(at('<the configured Exchange server URL>')).toEqual([`PS1/${fqdn('CM01')}`]);
  expect(at('<child SUP FQDN>')).toContain(`CAS/${fqdn('CM00')}`);
  expect(at('<parent SUP FQDN>')).toEqual([`PS1/${fqdn('CM01')}`, `S01/${fqdn('CM10')}`]);
  expect(needed().filter(item => item.server === fqdn('DP02'))).toEqual([]);
});

test('what is deprecated or gone says so; the port is marked where none is stated', () => {
  expect(
    needed()
      .filter(item => item.status !== undefined)
      .map(item => item.host),
  ).toEqual([
    '<see Intune endpoints page>',
    'sccmconnected-a01.cloudapp.net',
    'test.stats.update.microsoft.com',
    'sc.microsoft.com',
    'ssu2.manage.microsoft.com',
  ]);
  expect(needed().find(item => item.host === 'officecdn.microsoft.com')?.portStated).toBe(false);
});

test('deploying a cloud management gateway needs what the service connection point needs', () => {
  const hosts = new Set(needed('public', /gateway deployment/).map(item => item.host));
  for (const {host} of serviceConnectionPointEndpoints.updatesAndServicing) expect(hosts).toContain(host);
  expect(namesOfSubjects).toContain('Cloud management gateway deployment');
});
