// `cmproxy endpoints`: the allow-list for the firewall team, by what the servers host and what follows them.
import {selectionParameters} from '../change/change-parameters.ts';
import type {Cmdlet} from '../cmdlet.ts';

export const getEndpoint = (): Cmdlet => ({
  name: 'Get-CMProxyEndpoint',
  command: ['endpoints'],
  synopsis: 'Lists the internet endpoints that servers need: host, port, scheme, needed by, source date.',
  description:
    'By the roles that a server hosts and the features that follow it. Wildcards and placeholders (<...>) stay as documented. Where the documentation states no port, the port is marked so. Ends with 3 where a chosen server could not be read.',
  examples: [
    {command: 'cmproxy endpoints --server CM01 --output csv', about: 'the list of one server for the firewall team'},
    {command: 'cmproxy endpoints --where proxy.serverName=proxy-a.contoso.com', about: 'all that goes through a proxy'},
    {command: "cmproxy endpoints --role 'Software update point'", about: 'by role or feature'},
  ],
  pipeline: 'servers',
  parameters: [
    ...selectionParameters,
    {
      name: 'Role',
      completes: 'role',
      type: 'String[]',
      valueName: 'ROLE',
      validateNotNullOrEmpty: true,
      help: "Only what this role or feature needs: the console's name, the provider's role name, or a part of it. May be repeated.",
    },
    {
      name: 'Cloud',
      type: 'String',
      valueName: 'CLOUD',
      validateSet: ['public', 'usgov'],
      help: 'Which Azure cloud the hierarchy uses (public).',
    },
  ],
  run: async (values, context) => (await import('./show-endpoints.ts')).showEndpoints(values, context),
});
