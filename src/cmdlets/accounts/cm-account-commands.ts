// Get-, New-, Set- and Remove-CMAccount: the module's names and parameters. Source: the ConfigurationManager cmdlet reference.
import {passwordParameters} from './account-commands.ts';
import type {Cmdlet, Parameter} from '../cmdlet.ts';
import {runParameters} from '../change/run-parameters.ts';

const wildcardParameters: readonly Parameter[] = [
  {name: 'DisableWildcardHandling', type: 'SwitchParameter', help: 'Take *, ?, [ and ] in a name as they are.'},
  {name: 'ForceWildcardHandling', type: 'SwitchParameter', help: 'Accepted for compatibility.'},
];

const siteParameter: Parameter = {
  name: 'SiteCode',
  completes: 'site',
  type: 'String',
  valueName: 'CODE',
  validateNotNullOrEmpty: true,
  help: 'The site that stores the account.',
};

function userName(more: Partial<Parameter>): Parameter {
  return {
    name: 'UserName',
    completes: 'account',
    aliases: ['Name'],
    type: 'String',
    valueName: 'DOMAIN\\user',
    validateNotNullOrEmpty: true,
    help: 'The account, as DOMAIN\\user.',
    ...more,
  };
}

function inputObject(set: string): Parameter {
  return {
    name: 'InputObject',
    aliases: ['Account'],
    type: 'IResultObject',
    sets: [set],
    mandatory: true,
    valueFromPipeline: true,
    requires: ['UserName', 'SiteCode'],
    help: 'Piped rows of SMS_SCI_Reserved.',
  };
}

const endParameters = runParameters.filter(({name}) => name === 'Timeout');

export const cmAccountCmdlets = (): readonly Cmdlet[] => [
  {
    name: 'Get-CMAccount',
    synopsis:
      'Gets the accounts that sites store. A name that is not there gives nothing, as in Configuration Manager.',
    examples: [
      {command: "cmproxy Get-CMAccount 'CONTOSO\\svc-proxy'", about: 'every site that stores it'},
      {command: 'cmproxy Get-CMAccount -SiteCode PS1 --output json', about: 'all of a site, for scripts'},
    ],
    parameters: [
      userName({position: 0, wildcards: true, help: 'The account; *, ? and [a-z] are wildcards.'}),
      {...siteParameter, help: 'Only this site.'},
      ...wildcardParameters,
    ],
    run: async (values, context) => (await import('./show-cm-accounts.ts')).showCmAccounts(values, context),
  },
  {
    name: 'New-CMAccount',
    synopsis: 'Adds an account to a site. The password is asked for, or comes by --password-stdin.',
    description: 'Without -SiteCode the top-level site, as on its drive.',
    examples: [
      {command: "cmproxy New-CMAccount -UserName 'CONTOSO\\svc-new' -SiteCode PS1 -WhatIf", about: 'what it would do'},
    ],
    parameters: [
      userName({mandatory: true}),
      ...passwordParameters,
      siteParameter,
      ...wildcardParameters,
      ...endParameters,
    ],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./cm-account-actions.ts')).newAccount(values, context),
  },
  {
    name: 'Set-CMAccount',
    synopsis: 'Gives an account that a site stores its new password; it is asked for, or comes by --password-stdin.',
    description: 'Where several sites store it, -SiteCode says which; for all of them: cmproxy account set-password.',
    examples: [
      {
        command: "cmproxy Set-CMAccount -UserName 'CONTOSO\\svc-proxy' -SiteCode CAS -WhatIf",
        about: 'what it would do',
      },
    ],
    defaultParameterSet: 'SetByName',
    pipeline: 'together',
    parameters: [
      userName({mandatory: true, sets: ['SetByName']}),
      inputObject('SetByObject'),
      ...passwordParameters,
      {...siteParameter, sets: ['SetByName']},
      ...wildcardParameters,
      ...endParameters,
    ],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context, piped) => (await import('./cm-account-actions.ts')).setAccount(values, context, piped),
  },
  {
    name: 'Remove-CMAccount',
    synopsis: 'Removes an account from the site that stores it; asks first.',
    description:
      'Refused where a server uses it. Where several sites store it, it is refused as well: pipe the row of the one that is meant, or use cmproxy account remove.',
    examples: [{command: "cmproxy Remove-CMAccount -UserName 'CONTOSO\\svc-old' -WhatIf", about: 'what it would do'}],
    defaultParameterSet: 'RemoveByValue',
    pipeline: 'together',
    parameters: [
      inputObject('RemoveByValue'),
      userName({mandatory: true, sets: ['RemoveByName']}),
      {name: 'Force', type: 'SwitchParameter', help: 'Do not ask.'},
      ...wildcardParameters,
      ...endParameters,
    ],
    supportsShouldProcess: true,
    confirmImpact: 'High',
    run: async (values, context, piped) =>
      (await import('./cm-account-actions.ts')).removeCmAccount(values, context, piped),
  },
];
