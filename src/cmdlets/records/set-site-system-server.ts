// Set-CMSiteSystemServer and Set-CMSoftwareUpdatePoint: typed changes, which are their own consent, through plan, journal and read-back all the same.
import {type Cmdlet, type Parameter} from '../cmdlet.ts';

const byName = ['SearchByNameMandatory'];

/** `alias`: the module's other name of -InputObject. */
const targetParameters = (alias: string): readonly Parameter[] => [
  {
    name: 'InputObject',
    aliases: [alias],
    type: 'IResultObject',
    sets: ['SearchByValueMandatory'],
    mandatory: true,
    valueFromPipeline: true,
    requires: ['RoleName', 'SiteCode'],
    help: 'Piped rows of SMS_SCI_SysResUse: all are planned together and written as one run.',
  },
  {
    name: 'SiteSystemServerName',
    completes: 'server',
    aliases: ['Name', 'ServerName'],
    type: 'String',
    position: 0,
    sets: byName,
    mandatory: true,
    valueName: 'NAME',
    validateNotNullOrEmpty: true,
    help: 'The site system server; needed with -SiteCode where the name stands under two sites.',
  },
  {
    name: 'SiteCode',
    completes: 'site',
    type: 'String',
    sets: byName,
    valueName: 'CODE',
    validateNotNullOrEmpty: true,
    help: 'The site of the server.',
  },
];

const endParameters: readonly Parameter[] = [
  {name: 'PassThru', type: 'SwitchParameter', help: 'Print the changed object.'},
  {
    name: 'Timeout',
    type: 'TimeSpan',
    valueName: 'DURATION',
    help: 'How long to wait for the change to be applied, for example 30s or 2m (60s).',
  },
  {
    name: 'DisableWildcardHandling',
    type: 'SwitchParameter',
    help: 'Accepted for compatibility; a name is always taken as it is.',
  },
  {
    name: 'ForceWildcardHandling',
    type: 'SwitchParameter',
    help: 'Accepted for compatibility; a name is always taken as it is.',
  },
];

const otherSetting = 'cmproxy changes the proxy alone; use the ConfigurationManager module for the rest';

export const setSiteSystemServer = (): Cmdlet => ({
  name: 'Set-CMSiteSystemServer',
  synopsis:
    'Sets the proxy of a site system server. A port or account that is left out is kept (the module would set 80 and System).',
  description: 'The whole record is written, read back and journalled; `cmproxy undo` goes back.',
  examples: [
    {
      command:
        "cmproxy Set-CMSiteSystemServer CM01.contoso.com -SiteCode PS1 -EnableProxy '$true' -ProxyServerName proxy.contoso.com -ProxyServerPort 8080 -WhatIf",
      about: 'what it would change',
    },
    {
      command: "cmproxy Set-CMSiteSystemServer CM01.contoso.com -EnableProxy '$false'",
      about: 'turn the proxy off; name, port and account stay stored',
    },
  ],
  parameters: [
    ...targetParameters('SiteSystemServer'),
    {
      name: 'EnableProxy',
      type: 'Boolean',
      valueName: '$true|$false',
      help: 'Use a proxy server when synchronizing information from the internet.',
    },
    {
      name: 'ProxyServerName',
      completes: 'proxy',
      type: 'String',
      valueName: 'HOST',
      validateNotNullOrEmpty: true,
      help: 'Host name, FQDN, IPv4 or IPv6 of the proxy.',
    },
    {
      name: 'ProxyServerPort',
      type: 'UInt32',
      valueName: 'PORT',
      validateRange: [1, 65535],
      help: 'The port on the proxy.',
    },
    {
      name: 'ProxyAccessAccount',
      completes: 'account',
      type: 'IResultObject',
      valueName: 'DOMAIN\\user',
      allowNull: true,
      textStandsForIt: true,
      help: "An account that exists at the site; $null for the computer's System account.",
    },
    ...endParameters,
  ],
  defaultParameterSet: 'SearchByValueMandatory',
  pipeline: 'together',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  notOffered: {
    AccountName: otherSetting,
    UseSiteServerAccount: otherSetting,
    FdmOperation: otherSetting,
    PublicFqdn: otherSetting,
  },
  run: async (values, context, piped) => (await import('./set-records.ts')).setSiteSystem(values, context, piped),
});

export const setSoftwareUpdatePoint = (): Cmdlet => ({
  name: 'Set-CMSoftwareUpdatePoint',
  synopsis: 'Sets the two proxy switches of a software update point. A switch that is left out is kept.',
  examples: [
    {
      command:
        "cmproxy Set-CMSoftwareUpdatePoint SUP01.contoso.com -UseProxy '$true' -UseProxyForAutoDeploymentRule '$false' -WhatIf",
      about: 'what it would change',
    },
  ],
  parameters: [
    ...targetParameters('SoftwareUpdatePoint'),
    {
      name: 'UseProxy',
      type: 'Boolean',
      valueName: '$true|$false',
      help: 'Use a proxy server when synchronizing software updates.',
    },
    {
      name: 'UseProxyForAutoDeploymentRule',
      type: 'Boolean',
      valueName: '$true|$false',
      help: 'Use a proxy server when downloading content by using automatic deployment rules.',
    },
    ...endParameters,
  ],
  defaultParameterSet: 'SearchByValueMandatory',
  pipeline: 'together',
  supportsShouldProcess: true,
  confirmImpact: 'Medium',
  notOffered: Object.fromEntries(
    [
      'WsusAccessAccount',
      'AnonymousWsusAccess',
      'EnableSsl',
      'SslWsus',
      'WsusSsl',
      'HttpPort',
      'HttpsPort',
      'WsusIisPort',
      'WsusIisSslPort',
      'ClientConnectionType',
      'EnableCloudGateway',
      'NlbVirtualIP',
      'PublicVirtualIP',
    ].map(name => [name, otherSetting]),
  ),
  run: async (values, context, piped) => (await import('./set-records.ts')).setUpdatePoint(values, context, piped),
});
