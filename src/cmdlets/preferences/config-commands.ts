// `cmproxy config`: what is preferred, where it comes from, and the user's own.
import type {Cmdlet, Parameter} from '../cmdlet.ts';
import {preferences} from '../../settings/preferences.ts';

const keyParameter: Parameter = {
  name: 'Key',
  type: 'String',
  position: 0,
  mandatory: true,
  validateSet: preferences.map(({key}) => key),
  valueName: 'KEY',
  help: `One of ${preferences.map(({key}) => key).join(', ')}.`,
};

export const configCmdlets = (): readonly Cmdlet[] => [
  {
    name: 'Get-CMProxyPreference',
    command: ['config', 'show'],
    synopsis: 'Shows what is preferred; with --origin also where each value comes from.',
    description:
      "A flag goes before a variable of the environment, that before the project's file (.cmproxy.json in this folder or above), that before the user's settings, those before the system's file. A safety (readOnly, noInput) that any of them turns on is on.",
    examples: [
      {command: 'cmproxy config show', about: ''},
      {command: 'cmproxy config show --origin --output json', about: 'with variable or file'},
    ],
    parameters: [
      {...keyParameter, mandatory: false, help: 'Only this one.'},
      {name: 'Origin', type: 'SwitchParameter', help: 'Say where each value comes from.'},
    ],
    run: async (values, context) => (await import('./show-config.ts')).showConfig(values, context),
  },
  {
    name: 'Set-CMProxyPreference',
    command: ['config', 'set'],
    synopsis: "Keeps a preference in the user's settings.",
    examples: [{command: 'cmproxy config set output json', about: ''}],
    parameters: [
      keyParameter,
      {
        name: 'Value',
        type: 'String',
        position: 1,
        mandatory: true,
        validateNotNullOrEmpty: true,
        valueName: 'VALUE',
        help: 'What is preferred.',
      },
    ],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./change-config.ts')).setPreference(values, context),
  },
  {
    name: 'Remove-CMProxyPreference',
    command: ['config', 'unset'],
    synopsis: "Forgets a preference of the user's settings.",
    examples: [{command: 'cmproxy config unset output', about: ''}],
    parameters: [keyParameter],
    supportsShouldProcess: true,
    confirmImpact: 'Medium',
    run: async (values, context) => (await import('./change-config.ts')).unsetPreference(values, context),
  },
  {
    name: 'Get-CMProxyPath',
    command: ['config', 'path'],
    synopsis: 'Shows where cmproxy keeps its files.',
    examples: [{command: 'cmproxy config path', about: ''}],
    parameters: [],
    run: async (values, context) => (await import('./show-config.ts')).showPaths(values, context),
  },
];
