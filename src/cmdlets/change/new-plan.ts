// `cmproxy plan`: desired against current, with findings, inheritance, follow-ups and script; writes nothing to the site.
import {planParameters} from './change-parameters.ts';
import {formParameters} from './form-parameters.ts';
import {type Cmdlet} from '../cmdlet.ts';

export const newPlan = (): Cmdlet => ({
  name: 'New-CMProxyPlan',
  command: ['plan'],
  synopsis:
    'Compares what is wanted with what is there, and shows every write, warning and inheritor. Writes nothing to the site.',
  description:
    'Ends with 0 where nothing differs, 2 where something does, 3 where a chosen server could not be read, 1 where the plan has an error.',
  examples: [
    {
      command: 'cmproxy plan --server CM01 --set proxy.serverName=proxy-c.contoso.com',
      about: 'a new proxy name; port and account are kept',
    },
    {
      command:
        'cmproxy plan --where proxy.serverName=proxy-a.contoso.com --set proxy.serverName=proxy-c.contoso.com --out move.json',
      about: 'everything that uses proxy-a; saved for review',
    },
    {
      command: 'cmproxy plan --server PS2/DP21 --set proxy.enabled=false --as cmdlet',
      about: 'the change as a Configuration Manager script',
    },
    {
      command: 'cmproxy plan --server PS2/DP21 --set proxy.port=8080 --as ansible --undo',
      about: 'the way back as an Ansible play',
    },
    {
      command: 'cmproxy plan --where site=PS1 --as answers',
      about: 'what these servers have now as an answer file, which changes nothing until they do',
    },
  ],
  pipeline: 'servers',
  parameters: [
    ...planParameters,
    {
      name: 'Out',
      completes: 'file',
      type: 'String',
      valueName: 'FILE',
      validateNotNullOrEmpty: true,
      help: 'Save the plan; an existing file is refused unless --force. `-` prints it.',
    },
    {name: 'Force', type: 'SwitchParameter', short: 'f', help: 'Overwrite the file of --out.'},
    ...formParameters,
  ],
  run: async (values, context) => (await import('./show-plan.ts')).showPlan(values, context),
});
