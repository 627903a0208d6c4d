// Get-CMSite and Get-CMSiteRole: the module's names and parameters, answered from the reading. Source: the ConfigurationManager cmdlet reference.
import type {Cmdlet} from '../cmdlet.ts';
import {searchParameters} from './search-parameters.ts';

export const getSite = (): Cmdlet => ({
  name: 'Get-CMSite',
  synopsis: 'Gets the sites. A name or code that is not there gives nothing, as in Configuration Manager.',
  examples: [
    {command: 'cmproxy Get-CMSite', about: 'all'},
    {command: "cmproxy Get-CMSite -Name 'Contoso*' --output json", about: 'by wildcard, for scripts'},
  ],
  parameters: [
    {
      name: 'SiteCode',
      completes: 'site',
      type: 'String',
      position: 0,
      valueName: 'CODE',
      help: 'Only this site.',
    },
    {
      name: 'Name',
      aliases: ['SiteName'],
      type: 'String',
      wildcards: true,
      valueName: 'NAME',
      help: 'The name of the site; *, ? and [a-z] are wildcards.',
    },
    {name: 'DisableWildcardHandling', type: 'SwitchParameter', help: 'Take *, ?, [ and ] in a name as they are.'},
    {name: 'ForceWildcardHandling', type: 'SwitchParameter', help: 'Accepted for compatibility.'},
  ],
  run: async (values, context) => (await import('./show-sites.ts')).showSites(values, context),
});

export const getSiteRole = (): Cmdlet => ({
  name: 'Get-CMSiteRole',
  synopsis: 'Gets site system roles, one row for each role on each server.',
  examples: [
    {command: 'cmproxy Get-CMSiteRole -AllSite', about: 'all'},
    {command: "cmproxy Get-CMSiteRole -RoleName 'SMS Software*' --output csv", about: "by the role's provider name"},
  ],
  defaultParameterSet: 'SearchByName',
  pipeline: 'together',
  parameters: searchParameters({
    name: 'RoleName',
    type: 'String',
    sets: ['SearchByName'],
    wildcards: true,
    valueName: 'ROLE',
    help: "The provider's name of a role, such as 'SMS Distribution Point'; wildcards.",
  }),
  run: async (values, context, piped) => (await import('./show-sites.ts')).showSiteRoles(values, context, piped),
});
