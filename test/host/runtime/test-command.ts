// The command that the binder's tests bind: the same parameters as the compiled cmdlet of the oracle, with PowerShell's common ones.
import type {CommandSpec, ParameterSpec} from '../../../src/host/runtime/parameter.ts';

const own: readonly ParameterSpec[] = [
  {
    name: 'SiteSystemServerName',
    aliases: ['Name', 'ServerName'],
    type: 'String',
    position: 0,
    mandatory: true,
    sets: ['ByName'],
    validateNotNullOrEmpty: true,
  },
  {name: 'Id', type: 'Int32', mandatory: true, sets: ['ByNumber']},
  {name: 'SiteCode', type: 'String'},
  {name: 'EnableProxy', type: 'Boolean'},
  {name: 'ProxyServerPort', type: 'UInt32', validateRange: [1, 65535]},
  {name: 'OutputFormat', type: 'String', validateSet: ['table', 'plain', 'json', 'csv'], short: 'o'},
  {name: 'Server', type: 'String[]'},
  {name: 'NotBefore', type: 'DateTime'},
  {name: 'Wait', type: 'TimeSpan'},
  {name: 'ProxyAccessAccount', type: 'IResultObject', allowNull: true, textStandsForIt: true},
  {name: 'PassThru', type: 'SwitchParameter'},
];

const piping: readonly ParameterSpec[] = [
  {
    name: 'InputObject',
    aliases: ['SiteSystemServer'],
    type: 'IResultObject',
    mandatory: true,
    sets: ['ByValue'],
    valueFromPipeline: true,
    requires: ['RoleName'],
  },
  {
    name: 'SiteSystemServerName',
    aliases: ['Name', 'ServerName'],
    type: 'String',
    position: 0,
    mandatory: true,
    sets: ['ByName'],
    validateNotNullOrEmpty: true,
    valueFromPipelineByPropertyName: true,
  },
  {name: 'SiteCode', type: 'String', sets: ['ByName'], valueFromPipelineByPropertyName: true},
  {name: 'Note', type: 'String', valueFromPipelineByPropertyName: true, validateNotNullOrEmpty: true},
  {name: 'EnableProxy', type: 'Boolean', valueFromPipelineByPropertyName: true},
  {name: 'ProxyServerPort', type: 'UInt32', validateRange: [1, 65535], valueFromPipelineByPropertyName: true},
  {name: 'Server', aliases: ['Servers'], type: 'String[]', valueFromPipelineByPropertyName: true},
  {name: 'PassThru', type: 'SwitchParameter'},
];

const common: readonly ParameterSpec[] = [
  {name: 'Verbose', aliases: ['vb'], type: 'SwitchParameter', short: 'v', common: true},
  {name: 'Debug', aliases: ['db'], type: 'SwitchParameter', common: true},
  {name: 'ErrorAction', aliases: ['ea'], type: 'String', common: true},
  {name: 'WarningAction', aliases: ['wa'], type: 'String', common: true},
  {name: 'InformationAction', aliases: ['infa'], type: 'String', common: true},
  {name: 'ProgressAction', aliases: ['proga'], type: 'String', common: true},
  {name: 'ErrorVariable', aliases: ['ev'], type: 'String', common: true},
  {name: 'WarningVariable', aliases: ['wv'], type: 'String', common: true},
  {name: 'InformationVariable', aliases: ['iv'], type: 'String', common: true},
  {name: 'OutVariable', aliases: ['ov'], type: 'String', common: true},
  {name: 'OutBuffer', aliases: ['ob'], type: 'Int32', common: true},
  {name: 'PipelineVariable', aliases: ['pv'], type: 'String', common: true},
  {name: 'WhatIf', aliases: ['wi', 'DryRun'], type: 'SwitchParameter', short: 'n', common: true},
  {name: 'Confirm', aliases: ['cf'], type: 'SwitchParameter', common: true},
];

export const testCommand: CommandSpec = {
  name: 'Test-Binding',
  parameters: [...own, ...common],
  defaultParameterSet: 'ByName',
};

/** As the oracle's Test-Piping. */
export const pipingCommand: CommandSpec = {
  name: 'Test-Piping',
  parameters: [...piping, ...common],
  defaultParameterSet: 'ByValue',
};

/** As the oracle's Test-PipedText: text by value, a mandatory number by property name. */
export const pipedTextCommand: CommandSpec = {
  name: 'Test-PipedText',
  parameters: [
    {name: 'Name', type: 'String', position: 0, mandatory: true, valueFromPipeline: true},
    {name: 'Id', type: 'Int32', mandatory: true, valueFromPipelineByPropertyName: true},
    {name: 'Count', type: 'Int32', valueFromPipeline: true},
    ...common,
  ],
};
