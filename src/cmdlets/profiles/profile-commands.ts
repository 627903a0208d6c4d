// `cmproxy profile`: named proxy settings, kept with conf, used on any server.
import {selectionParameters, planParameters} from '../change/change-parameters.ts';
import type {Cmdlet, Parameter} from '../cmdlet.ts';
import {newAccountPassword, runParameters} from '../change/run-parameters.ts';

const nameParameter: Parameter = {
  name: 'Name',
  completes: 'profile',
  type: 'String',
  position: 0,
  mandatory: true,
  valueFromPipelineByPropertyName: true,
  valueName: 'NAME',
  validateNotNullOrEmpty: true,
  help: 'The name of the profile; upper and lower case do not matter.',
};

const setParameter = planParameters.find(({name}) => name === 'Set');
const ofChange = planParameters.filter(({name}) => !['Profile', 'Answers'].includes(name));

const forceParameter = (help: string): Parameter => ({name: 'Force', type: 'SwitchParameter', short: 'f', help});
const descriptionParameter: Parameter = {
  name: 'Description',
  type: 'String',
  valueName: 'TEXT',
  help: 'What it is for.',
};

export const profileCmdlets = (): readonly Cmdlet[] => [
  {
    name: 'Get-CMProxyProfile',
    command: ['profile', 'list'],
    synopsis: 'Lists the saved profiles.',
    examples: [
      {command: 'cmproxy profile list', about: 'all'},
      {command: "cmproxy profile list 'branch*' --output json", about: 'by wildcard, for scripts'},
    ],
    parameters: [
      {
        name: 'Name',
        completes: 'profile',
        type: 'String',
        position: 0,
        valueFromPipelineByPropertyName: true,
        wildcards: true,
        valueName: 'NAME',
        help: 'Only those; *, ? and [a-z] are wildcards.',
      },
    ],
    run: async (values, context) => (await import('./list-profiles.ts')).listProfiles(values, context),
  },
  {
    name: 'Show-CMProxyProfile',
    command: ['profile', 'show'],
    synopsis: 'Shows what a profile sets.',
    examples: [{command: 'cmproxy profile show standby', about: ''}],
    pipeline: 'each',
    parameters: [nameParameter],
    run: async (values, context) => (await import('./list-profiles.ts')).showProfile(values, context),
  },
  {
    name: 'Save-CMProxyProfile',
    command: ['profile', 'save'],
    synopsis: 'Saves settings as a profile. What is not said is kept by each server on which it is used.',
    examples: [
      {
        command: 'cmproxy profile save standby --set proxy.serverName=proxy-b.contoso.com --set proxy.port=3128',
        about: 'name and port; each server keeps its account',
      },
    ],
    parameters: [
      nameParameter,
      ...(setParameter === undefined ? [] : [setParameter]),
      descriptionParameter,
      forceParameter('Replace the profile of that name.'),
    ],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./save-profile.ts')).saveProfile(values, context),
  },
  {
    name: 'New-CMProxyProfile',
    command: ['profile', 'adopt'],
    synopsis: 'Saves what a server has now as a profile.',
    examples: [{command: 'cmproxy profile adopt branch --server PS1/DP05', about: 'as that server is'}],
    parameters: [
      nameParameter,
      {
        name: 'Server',
        completes: 'server',
        type: 'String',
        mandatory: true,
        valueName: 'SERVER',
        validateNotNullOrEmpty: true,
        help: 'The server, as SERVER or SITE/SERVER.',
      },
      descriptionParameter,
      forceParameter('Replace the profile of that name.'),
    ],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./save-profile.ts')).adoptProfile(values, context),
  },
  {
    name: 'Remove-CMProxyProfile',
    command: ['profile', 'remove'],
    synopsis: 'Forgets a profile. Servers stay as they are.',
    examples: [{command: 'cmproxy profile remove standby', about: ''}],
    pipeline: 'each',
    parameters: [nameParameter],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./profile-actions.ts')).removeProfile(values, context),
  },
  {
    name: 'Invoke-CMProxyProfile',
    command: ['profile', 'apply'],
    synopsis: 'Sets what a profile says on servers: shows the plan, asks, and applies it.',
    description: 'The same as `apply --profile NAME`: plan, consent, journal and read-back are the same.',
    examples: [
      {command: 'cmproxy profile apply standby --where site=PS1 --what-if', about: 'what it would change'},
      {command: 'cmproxy profile apply standby --server PS1/DP05 --yes', about: 'without a question'},
    ],
    parameters: [nameParameter, ...ofChange, newAccountPassword, ...runParameters],
    supportsShouldProcess: true,
    confirmImpact: 'High',
    run: async (values, context) => (await import('./profile-actions.ts')).applyProfile(values, context),
  },
  {
    name: 'Compare-CMProxyProfile',
    command: ['profile', 'compare'],
    synopsis: 'Compares servers with a profile: what differs, field by field.',
    description:
      'Ends with 0 where nothing differs, 2 where something does, 3 where a chosen server could not be read.',
    examples: [{command: 'cmproxy profile compare standby --where site=PS1', about: 'drift of a site'}],
    parameters: [nameParameter, ...selectionParameters.filter(({name}) => name !== 'InputObject')],
    run: async (values, context) => (await import('./compare-profile.ts')).compareProfile(values, context),
  },
  {
    name: 'Export-CMProxyProfile',
    command: ['profile', 'export'],
    synopsis: 'Prints profiles as a file that `profile import` takes; or saves it with --out.',
    examples: [
      {command: 'cmproxy profile export', about: 'all'},
      {command: 'cmproxy profile export standby --out standby.json', about: 'one, to a file'},
    ],
    parameters: [
      {...nameParameter, mandatory: false, type: 'String[]', help: 'Only these; without one all.'},
      {
        name: 'Out',
        completes: 'file',
        type: 'String',
        valueName: 'FILE',
        validateNotNullOrEmpty: true,
        help: 'The file; an existing one is refused unless --force.',
      },
      forceParameter('Overwrite the file of --out.'),
    ],
    run: async (values, context) => (await import('./exchange-profiles.ts')).exportProfiles(values, context),
  },
  {
    name: 'Import-CMProxyProfile',
    command: ['profile', 'import'],
    synopsis: 'Takes profiles from a file: all of them or none.',
    examples: [
      {
        command: 'cmproxy profile import profiles.json',
        about: 'refused where a profile would be replaced, unless --force',
      },
    ],
    parameters: [
      {
        name: 'Path',
        completes: 'file',
        aliases: ['File'],
        type: 'String',
        position: 0,
        mandatory: true,
        valueName: 'FILE',
        validateNotNullOrEmpty: true,
        help: 'A file of `profile export`; - reads standard input.',
      },
      forceParameter('Replace profiles that have the same name.'),
    ],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./exchange-profiles.ts')).importProfiles(values, context),
  },
];
