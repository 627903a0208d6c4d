// `cmproxy completion SHELL`: the script that makes a shell ask cmproxy at each Tab.
import {exitCodes} from '../../model/exit-codes.ts';
import {textOf, type Cmdlet} from '../cmdlet.ts';

export const getCompletion = (): Cmdlet => ({
  name: 'Get-CMProxyCompletion',
  command: ['completion'],
  synopsis:
    'Prints the script that completes commands, parameters and live names in a shell: bash, zsh, fish or PowerShell.',
  description:
    'The first lines of the script say where to put it. Names of servers, accounts, profiles and files are asked for at each Tab.',
  examples: [
    {command: 'cmproxy completion bash', about: 'to try it in this shell: source <(cmproxy completion bash)'},
    {command: 'cmproxy completion powershell', about: 'for $PROFILE'},
  ],
  parameters: [
    {
      name: 'Shell',
      type: 'String',
      position: 0,
      mandatory: true,
      valueName: 'SHELL',
      validateSet: ['bash', 'zsh', 'fish', 'powershell'],
      help: 'The shell.',
    },
  ],
  run: async (values, context) => {
    const {shellScripts} = await import('./shell-scripts.ts');
    const shell = textOf(values, 'Shell');
    if (shell === 'bash' || shell === 'zsh' || shell === 'fish' || shell === 'powershell')
      context.data(shellScripts[shell]);
    return exitCodes.done;
  },
});
