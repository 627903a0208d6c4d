// The parameters that every command takes.
import type {Parameter} from './cmdlet.ts';

export const commonParameters: readonly Parameter[] = [
  {
    name: 'Connection',
    completes: 'connection',
    type: 'String',
    valueName: 'NAME',
    validateNotNullOrEmpty: true,
    help: 'The hierarchy to work on; `site list` shows the names.',
  },
  {
    name: 'OutputFormat',
    aliases: ['Output'],
    short: 'o',
    type: 'String',
    valueName: 'FORMAT',
    validateSet: ['table', 'plain', 'json', 'csv'],
    help: 'table on a terminal, plain (one record a line, tabs between fields) otherwise.',
  },
  {name: 'Json', type: 'SwitchParameter', help: 'The same as --output json.'},
  {
    name: 'NoColor',
    type: 'SwitchParameter',
    help: 'No colour. NO_COLOR and TERM=dumb do the same; FORCE_COLOR overrides.',
  },
  {name: 'Plain', type: 'SwitchParameter', help: 'Accessible, append-only output; one record a line.'},
  {name: 'NoInput', type: 'SwitchParameter', help: 'Never ask; end with 64 and name what is missing.'},
  {name: 'Yes', short: 'y', type: 'SwitchParameter', help: 'Consent without being asked. The same as -Confirm:$false.'},
  {
    name: 'Confirm',
    aliases: ['cf'],
    type: 'SwitchParameter',
    help: 'Ask before writing; -Confirm:$false does not ask.',
  },
  {
    name: 'WhatIf',
    aliases: ['wi', 'DryRun'],
    short: 'n',
    type: 'SwitchParameter',
    help: 'Show what would happen and write nothing.',
  },
  {name: 'ReadOnly', type: 'SwitchParameter', help: 'Refuse every write.'},
  {
    name: 'Fresh',
    type: 'SwitchParameter',
    help: 'Wait for a fresh reading. The status screen else shows the last one of a slow hierarchy until it is there; commands always read fresh.',
  },
  {name: 'Verbose', aliases: ['vb'], short: 'v', type: 'SwitchParameter', help: 'Say more on standard error.'},
  {
    name: 'ErrorAction',
    aliases: ['ea'],
    type: 'String',
    valueName: 'ACTION',
    validateSet: ['Continue', 'Stop', 'SilentlyContinue', 'Ignore', 'Inquire'],
    help: 'What an error about one object of several does: Continue tells it and goes on, Stop ends the command before anything more is done.',
  },
  {name: 'Debug', aliases: ['db'], type: 'SwitchParameter', help: 'Show the stack of an unexpected error.'},
  {name: 'Quiet', short: 'q', type: 'SwitchParameter', help: 'No hints on standard error; warnings and errors stay.'},
  {name: 'Help', aliases: ['?'], short: 'h', type: 'SwitchParameter', help: 'Show the help of a command.'},
];

/** Of commands that take objects. */
export const standardInputParameter: Parameter = {
  name: 'Stdin',
  type: 'SwitchParameter',
  help: 'Take objects from standard input, as JSON; `-` does the same.',
};
