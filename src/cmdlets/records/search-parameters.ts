// By what the Get- cmdlets of the module find rows of SMS_SCI_SysResUse. Source: the ConfigurationManager cmdlet reference.
import type {Parameter} from '../cmdlet.ts';

const inputObject: Parameter = {
  name: 'InputObject',
  type: 'IResultObject',
  sets: ['SearchByValue'],
  mandatory: true,
  valueFromPipeline: true,
  requires: ['RoleName', 'SiteCode'],
  help: 'Piped rows of SMS_SCI_SysResUse, of which the present ones are shown.',
};

/** `own`: what one of them also searches by. */
export const searchParameters = (...own: readonly Parameter[]): readonly Parameter[] => [
  {
    name: 'SiteSystemServerName',
    completes: 'server',
    aliases: ['Name', 'ServerName'],
    type: 'String',
    position: 0,
    sets: ['SearchByName'],
    wildcards: true,
    valueName: 'NAME',
    help: 'A server name; *, ? and [a-z] are wildcards.',
  },
  {
    name: 'SiteCode',
    completes: 'site',
    type: 'String',
    sets: ['SearchByName'],
    valueName: 'CODE',
    help: 'Only this site.',
  },
  ...own,
  {
    name: 'AllSite',
    aliases: ['AllSites'],
    type: 'SwitchParameter',
    sets: ['SearchByName'],
    help: 'All sites; that is the default here.',
  },
  inputObject,
  {name: 'DisableWildcardHandling', type: 'SwitchParameter', help: 'Take *, ?, [ and ] in a name as they are.'},
  {
    name: 'ForceWildcardHandling',
    type: 'SwitchParameter',
    help: 'Accepted for compatibility; wildcards are on by default.',
  },
];
