// `cmproxy preview`: who uses whose proxy, now, or before and after a proposed change.
import {answersParameter, changeParameters, overrideParameter, profileParameter} from './change-parameters.ts';
import type {Cmdlet} from '../cmdlet.ts';

export const getInheritance = (): Cmdlet => ({
  name: 'Get-CMProxyInheritance',
  command: ['preview'],
  synopsis: 'Shows which roles and features use which proxy, and as whom; with --set, before and after.',
  description:
    'Every row carries its public source in --output json. What the documentation leaves open is shown as "not documented".',
  examples: [
    {command: 'cmproxy preview', about: 'who uses whose proxy now'},
    {command: 'cmproxy preview --server CM01 --set proxy.enabled=false', about: 'who would lose the proxy'},
    {
      command:
        'cmproxy preview --where proxy.serverName=proxy-a.contoso.com --set proxy.serverName=proxy-c.contoso.com',
      about: 'a proxy that moves',
    },
  ],
  pipeline: 'servers',
  parameters: [...changeParameters, overrideParameter, profileParameter, answersParameter],
  run: async (values, context) => (await import('./show-preview.ts')).showPreview(values, context),
});
