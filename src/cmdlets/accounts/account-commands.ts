// `cmproxy account`: the proxy accounts of all sites. An account exists per site, so every command gives one result per site.
import {planParameters} from '../change/change-parameters.ts';
import type {Cmdlet, Parameter} from '../cmdlet.ts';
import {newAccountPassword, runParameters} from '../change/run-parameters.ts';

const nameParameter: Parameter = {
  name: 'UserName',
  completes: 'account',
  aliases: ['Name'],
  type: 'String',
  position: 0,
  mandatory: true,
  valueFromPipelineByPropertyName: true,
  valueName: 'DOMAIN\\user',
  validateNotNullOrEmpty: true,
  help: 'The account, as DOMAIN\\user.',
};

const siteParameter: Parameter = {
  name: 'Site',
  completes: 'site',
  aliases: ['SiteCode'],
  type: 'String[]',
  valueName: 'CODE',
  validateNotNullOrEmpty: true,
  help: 'A site; may be repeated.',
};

const allSitesParameter: Parameter = {
  name: 'AllSites',
  type: 'SwitchParameter',
  help: "Every site that keeps accounts (a secondary site's are kept by its parent).",
};

export const passwordParameters: readonly Parameter[] = [
  {
    name: 'Password',
    type: 'SecureString',
    valueName: 'SECURESTRING',
    help: 'Never on a command line, where others can read it: it is asked for without being shown, or comes by --password-stdin.',
  },
  {
    name: 'PasswordStdin',
    type: 'SwitchParameter',
    help: 'The password is the first line of standard input.',
  },
];

const endParameters: readonly Parameter[] = [
  {name: 'Ticket', type: 'String', valueName: 'TEXT', help: 'The number of the change request; kept in the journal.'},
  ...runParameters.filter(({name}) => name === 'Timeout' || name === 'Journal'),
];

const ofSwitch = planParameters.filter(({name}) => !['Set', 'Profile', 'Answers', 'InputObject'].includes(name));

export const accountCmdlets = (): readonly Cmdlet[] => [
  {
    name: 'Get-CMProxyAccount',
    command: ['account', 'list'],
    synopsis: 'Lists the accounts that sites store or servers use: where each is stored, and how many servers use it.',
    examples: [
      {command: 'cmproxy account list', about: 'all'},
      {command: "cmproxy account list 'CONTOSO\\svc*' --output csv", about: 'by wildcard'},
    ],
    parameters: [
      {...nameParameter, mandatory: false, wildcards: true, help: 'Only those; *, ? and [a-z] are wildcards.'},
    ],
    run: async (values, context) => (await import('./list-accounts.ts')).listAccounts(values, context),
  },
  {
    name: 'Get-CMProxyAccountUse',
    command: ['account', 'uses'],
    synopsis: 'Shows which servers use an account, and at which sites it is stored.',
    examples: [{command: "cmproxy account uses 'CONTOSO\\svc-proxy'", about: ''}],
    pipeline: 'each',
    parameters: [nameParameter],
    run: async (values, context) => (await import('./list-accounts.ts')).showUses(values, context),
  },
  {
    name: 'Add-CMProxyAccount',
    command: ['account', 'add'],
    synopsis: 'Adds an account to sites; its password is asked for once.',
    examples: [
      {command: "cmproxy account add 'CONTOSO\\svc-new' --all-sites --what-if", about: 'what it would do'},
      {
        command: "cmproxy account add 'CONTOSO\\svc-new' --site PS1 --password-stdin < secret",
        about: 'without a question',
      },
    ],
    parameters: [nameParameter, siteParameter, allSitesParameter, ...passwordParameters, ...endParameters],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./change-accounts.ts')).addAccount(values, context),
  },
  {
    name: 'Set-CMProxyAccountPassword',
    command: ['account', 'set-password'],
    synopsis: 'Gives an account its new password at every site that stores it; it is asked for once.',
    description:
      'Change the password in Active Directory first, then run this at once: a site that still holds the old one keeps trying it, which can lock the account out. What is stored cannot be read back, so try the new one afterwards.',
    examples: [
      {command: "cmproxy account set-password 'CONTOSO\\svc-proxy' --what-if", about: 'at which sites it is stored'},
      {command: "cmproxy account set-password 'CONTOSO\\svc-proxy' --password-stdin < secret", about: 'for scripts'},
    ],
    parameters: [
      nameParameter,
      {...siteParameter, help: 'Only at this site; may be repeated. Without it at every site that stores the account.'},
      ...passwordParameters,
      ...endParameters,
    ],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./change-accounts.ts')).setAccountPassword(values, context),
  },
  {
    name: 'Switch-CMProxyAccount',
    command: ['account', 'switch'],
    synopsis: 'Moves all servers from one proxy account to another: shows the plan, asks, and applies it.',
    description: 'The same as `apply --where account=OLD --set proxy.account=NEW`. NEW may be "system".',
    examples: [
      {
        command: "cmproxy account switch 'CONTOSO\\svc-proxy' system --what-if",
        about: 'what would move; 2 where something does, 3 where a server could not be read',
      },
    ],
    parameters: [
      {
        ...nameParameter,
        name: 'Old',
        completes: 'account',
        aliases: [],
        valueName: 'OLD',
        valueFromPipelineByPropertyName: false,
        help: 'The account that is used now.',
      },
      {
        ...nameParameter,
        name: 'New',
        completes: 'accountOrSystem',
        aliases: [],
        position: 1,
        valueName: 'NEW',
        valueFromPipelineByPropertyName: false,
        help: 'The account to use, or "system".',
      },
      ...ofSwitch,
      newAccountPassword,
      ...runParameters,
    ],
    supportsShouldProcess: true,
    confirmImpact: 'High',
    run: async (values, context) => (await import('./switch-account.ts')).switchAccount(values, context),
  },
  {
    name: 'Remove-CMProxyAccount',
    command: ['account', 'remove'],
    synopsis: 'Removes an account from sites where nothing uses it.',
    description:
      'Refused where a server uses it: switch the servers first. It cannot be undone, because the password is known to nobody.',
    examples: [{command: "cmproxy account remove 'CONTOSO\\svc-old' --all-sites --what-if", about: 'what it would do'}],
    parameters: [nameParameter, siteParameter, allSitesParameter, ...endParameters],
    supportsShouldProcess: true,
    confirmImpact: 'High',
    run: async (values, context) => (await import('./change-accounts.ts')).removeAccount(values, context),
  },
];
