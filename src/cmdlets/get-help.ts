// `cmproxy help`: of a command, of exit codes, of findings.
import type {Cmdlet} from './cmdlet.ts';

/** `all` gives the whole table, which help itself is a part of. */
export function makeHelp(all: () => readonly Cmdlet[]): Cmdlet {
  return {
    name: 'Get-Help',
    command: ['help'],
    synopsis: 'Shows help: of a command, of exit-codes, or of findings.',
    examples: [{command: 'cmproxy help plan', about: 'one command'}],
    parameters: [
      {
        name: 'Topic',
        completes: 'topic',
        type: 'String[]',
        position: 0,
        valueName: 'TOPIC',
        help: 'A command, exit-codes, or findings.',
      },
    ],
    run: async (values, context) => (await import('./show-help.ts')).showHelp(values, context, all()),
  };
}
