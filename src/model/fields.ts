// The questions about a proxy, once: title, help and validation, for the wizard, plain prompts and help alike.
import type {FieldKey} from './finding.ts';
import {meansSystem} from './desired-change.ts';
import {validateAccountName, validatePort, validateServerName} from './validate-proxy.ts';

export interface FieldProblem {
  readonly text: string;
  readonly do: string;
}

export interface FieldDefinition {
  readonly key: FieldKey;
  readonly kind: 'choice' | 'text';
  /** What it is in an answer file. `port` is a whole number, or its text. */
  readonly value: 'boolean' | 'text' | 'port';
  readonly title: string;
  /** One line, always shown. */
  readonly help: string;
  /** More, on demand. */
  readonly longHelp: string;
  /** null where the text is good. */
  readonly validate: (text: string) => FieldProblem | null;
}

const good = (): null => null;

/** In the order in which they are asked. Titles and facts: "Proxy server support in Configuration Manager", Configure the proxy for a site system server. */
export const fieldDefinitions: readonly FieldDefinition[] = [
  {
    key: 'proxy.enabled',
    kind: 'choice',
    value: 'boolean',
    title: 'Use a proxy server',
    help: 'One proxy configuration for the whole computer: all roles on it share it.',
    longHelp:
      'Console: "Use a proxy server when synchronizing information from the internet". Off leaves name, port and account stored; every role of this server then connects directly.',
    validate: good,
  },
  {
    key: 'proxy.serverName',
    kind: 'text',
    value: 'text',
    title: 'Proxy server name',
    help: 'Host name, FQDN or IP; no http://, no port.',
    longHelp:
      'A site system has one proxy for HTTP and HTTPS. There is no bypass list and no PAC script here. An FQDN lets Kerberos work; an IP address or short name often does not.',
    validate: text => problemOf(validateServerName(text)),
  },
  {
    key: 'proxy.port',
    kind: 'text',
    value: 'port',
    title: 'Port',
    help: "A whole number from 1 to 65535. Configuration Manager's default is 80.",
    longHelp:
      'The network port on the proxy. When it is left out the module would write 80; cmproxy always writes the port that it shows.',
    validate: text => problemOf(validatePort(text)),
  },
  {
    key: 'proxy.account',
    kind: 'text',
    value: 'text',
    title: 'Connect as',
    help: '"system" for the computer\'s System account, or DOMAIN\\user.',
    longHelp:
      'By default the computer account of the server connects. A site system proxy server account has to exist at the site; Microsoft lists it for the service connection point, the software update point, the Exchange connector and Asset Intelligence.',
    validate: text => (meansSystem(text) ? null : problemOf(validateAccountName(text))),
  },
  {
    key: 'softwareUpdatePoint.useProxy',
    kind: 'choice',
    value: 'boolean',
    title: 'SUP: proxy when synchronizing',
    help: 'Use a proxy server when synchronizing software updates.',
    longHelp:
      'Only the software update point that synchronizes with Microsoft has internet traffic to carry; the others synchronize inside the hierarchy.',
    validate: good,
  },
  {
    key: 'softwareUpdatePoint.useProxyForAutoDeploymentRule',
    kind: 'choice',
    value: 'boolean',
    title: 'SUP: proxy for ADR content',
    help: 'Use a proxy server when downloading content by using automatic deployment rules.',
    longHelp: 'Not used by software update points at secondary sites.',
    validate: good,
  },
];

function problemOf(
  result: ReturnType<typeof validateServerName> | ReturnType<typeof validatePort>,
): FieldProblem | null {
  return result.kind === 'ok' ? null : {text: `${result.code} ${result.text}`, do: result.do};
}

export function fieldDefinition(key: FieldKey): FieldDefinition {
  const found = fieldDefinitions.find(definition => definition.key === key);
  if (found === undefined) throw new Error(`no field ${key}`);
  return found;
}
