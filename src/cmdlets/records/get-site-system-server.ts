// Get-CMSiteSystemServer and Get-CMSoftwareUpdatePoint: the module's names and parameters, answered from the reading.
import type {Cmdlet} from '../cmdlet.ts';
import {searchParameters} from './search-parameters.ts';

export const getSiteSystemServer = (): Cmdlet => ({
  name: 'Get-CMSiteSystemServer',
  synopsis:
    'Gets site system servers with their proxy record. A name that is not there gives nothing, as in Configuration Manager.',
  examples: [
    {
      command: 'cmproxy Get-CMSiteSystemServer -SiteSystemServerName CM01.contoso.com -SiteCode PS1',
      about: 'one server',
    },
    {command: "cmproxy Get-CMSiteSystemServer 'SUP*' --output json", about: 'by wildcard, for scripts'},
  ],
  parameters: searchParameters(),
  defaultParameterSet: 'SearchByName',
  pipeline: 'together',
  run: async (values, context, piped) =>
    (await import('./show-site-system-servers.ts')).showSiteSystemServers(values, context, piped, 'siteSystem'),
});

export const getSoftwareUpdatePoint = (): Cmdlet => ({
  name: 'Get-CMSoftwareUpdatePoint',
  synopsis: 'Gets software update points with their two proxy switches.',
  examples: [
    {command: 'cmproxy Get-CMSoftwareUpdatePoint -SiteCode PS1', about: 'the software update points of a site'},
  ],
  parameters: searchParameters(),
  defaultParameterSet: 'SearchByName',
  pipeline: 'together',
  run: async (values, context, piped) =>
    (await import('./show-site-system-servers.ts')).showSiteSystemServers(
      values,
      context,
      piped,
      'softwareUpdatePoint',
    ),
});
