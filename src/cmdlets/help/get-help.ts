// `cmproxy help`: of a command, of exit codes, of findings.
import type {Cmdlet} from '../cmdlet.ts';

/** `all` gives the whole table, which help itself is a part of. */
export function makeHelp(all: () => Promise<readonly Cmdlet[]>): Cmdlet {
  return {
    name: 'Get-Help',
    command: ['help'],
    synopsis: 'Shows help: of a command or cmdlet, or of a topic such as exit-codes.',
    examples: [
      {command: 'cmproxy help plan', about: 'one command'},
      {command: 'cmproxy Get-Help Set-CMSiteSystemServer -Full', about: 'with types, sets and pipeline input'},
      {command: 'cmproxy Get-Help Set-CMSiteSystemServer -Parameter ProxyServerPort', about: 'one parameter'},
      {command: "cmproxy Get-Help '*Account*'", about: 'all whose names are like this'},
      {command: 'cmproxy help --man > cmproxy.1', about: 'the manual page'},
    ],
    parameters: [
      {
        name: 'Topic',
        completes: 'topic',
        type: 'String[]',
        position: 0,
        valueName: 'TOPIC',
        help: 'A command, a cmdlet (* is a wildcard), or a topic; `help topics` lists them.',
      },
      {name: 'Full', type: 'SwitchParameter', help: 'All of it: types, parameter sets, pipeline input.'},
      {name: 'Detailed', type: 'SwitchParameter', help: 'Parameters and examples, as without an option.'},
      {name: 'Examples', type: 'SwitchParameter', help: 'Name, synopsis and examples alone.'},
      {name: 'Parameter', type: 'String', valueName: 'NAME', help: 'One parameter (* is a wildcard).'},
      {name: 'Man', type: 'SwitchParameter', help: 'The manual page of all commands, for man(1).'},
    ],
    run: async (values, context) => (await import('./show-help.ts')).showHelp(values, context, await all()),
  };
}
