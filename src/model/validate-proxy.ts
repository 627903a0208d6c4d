// The one validator of proxy values: wizard, command line, files, plan and apply all ask here.
import {isDigits} from './digits.ts';
import {serverKey} from './server-name.ts';

export type Validated<Value> =
  | {readonly kind: 'ok'; readonly value: Value}
  | {
      readonly kind: 'refused';
      readonly code: 'CMP001' | 'CMP002' | 'CMP003';
      readonly text: string;
      readonly do: string;
    };

const refuseName = (text: string, todo: string): Validated<string> => ({
  kind: 'refused',
  code: 'CMP001',
  text,
  do: todo,
});

/**
 * A proxy server name: host name, FQDN, IPv4, or IPv6 without brackets. A trailing dot is dropped. What a refused text holds before an `@`
 * is never repeated, because it may be a password. Source: Set-CMSiteSystemServer, -ProxyServerName.
 */
export function validateServerName(text: string): Validated<string> {
  const plain = 'Give a host name, an FQDN or an IP address, for example proxy.contoso.com.';
  if (text === '') return refuseName('the proxy server name is empty', plain);
  if (text.includes('@'))
    return refuseName(
      'the proxy server name holds user information before an "@"',
      `Give the host alone; the account is a setting of its own (proxy.account). ${plain}`,
    );
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return refuseScheme(text);
  if (/\s/.test(text)) return refuseName('the proxy server name holds a blank', `Remove it. ${plain}`);
  if (/^\[.*\](:\d+)?$/.test(text)) return refuseBrackets(text);
  if (text.includes(':')) return isIpv6(text) ? {kind: 'ok', value: text.toLowerCase()} : refuseColon(text, plain);
  if (/[/\\?#]/.test(text))
    return refuseName(
      'the proxy server name holds a path',
      `${/\.(pac|dat)$/i.test(text) ? 'A site system takes a proxy host, not a script. ' : ''}${plain}`,
    );
  const name = text.endsWith('.') ? text.slice(0, -1) : text;
  if (/[^\u0000-\u007f]/.test(name))
    return refuseName(
      'the proxy server name holds characters outside ASCII, which can look like others',
      `Give the name in its ASCII (punycode, xn--) form${punycodeHint(name)}.`,
    );
  if (/^[\d.]+$/.test(name)) {
    return isIpv4(name)
      ? {kind: 'ok', value: name}
      : refuseName(`"${text}" is not an IPv4 address`, 'Give four numbers from 0 to 255 with dots between them.');
  }
  const label = name.split('.').find(part => !/^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/i.test(part));
  if (label !== undefined || name.length > 253)
    return refuseName(
      'the proxy server name is not a host name',
      `Its parts take letters, digits and hyphens, at most 63 characters each. ${plain}`,
    );
  return {kind: 'ok', value: name};
}

function refuseScheme(text: string): Validated<string> {
  const match = /^([a-z][a-z0-9+.-]*):\/\/(\[[^\]]*\]|[^/:?#]*)(?::(\d+))?/i.exec(text);
  const host = match?.[2]?.replace(/^\[|\]$/g, '') ?? '';
  const port = match?.[3];
  const parts =
    host === '' ? '' : ` Here: proxy.serverName=${host}${port === undefined ? '' : ` and proxy.port=${port}`}.`;
  return refuseName(
    `the proxy server name begins with a scheme (${match?.[1] ?? ''}://)`,
    `A site system takes the host alone, and the port apart.${parts}`,
  );
}

function refuseBrackets(text: string): Validated<string> {
  const inner = /^\[(.*)\](?::(\d+))?$/.exec(text);
  const port = inner?.[2] === undefined ? '' : ` and proxy.port=${inner[2]}`;
  return refuseName(
    'the IPv6 address is in brackets',
    `Write it without them: proxy.serverName=${inner?.[1] ?? ''}${port}.`,
  );
}

function refuseColon(text: string, plain: string): Validated<string> {
  const port = /^([^:]+):(\d+)$/.exec(text);
  return port === null
    ? refuseName(`"${text}" is not an IPv6 address, and a host name has no ":"`, plain)
    : refuseName(
        'the proxy server name holds a port',
        `The port is a setting of its own: proxy.serverName=${port[1] ?? ''} and proxy.port=${port[2] ?? ''}.`,
      );
}

function punycodeHint(name: string): string {
  try {
    return `: ${new URL(`http://${name}/`).hostname}`;
  } catch {
    return '';
  }
}

/** Without a leading zero, which some programs take for octal. */
function isByte(part: string): boolean {
  return isDigits(part) && Number(part) <= 255 && String(Number(part)) === part;
}

export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(isByte);
}

export function isIpv6(text: string): boolean {
  const halves = text.split('::');
  if (halves.length > 2) return false;
  let groups = 0;
  for (const [half, index] of halves.map((value, at) => [value, at] as const)) {
    if (half === '') continue;
    const parts = half.split(':');
    for (const [part, at] of parts.map((value, position) => [value, position] as const)) {
      const isLast = index === halves.length - 1 && at === parts.length - 1;
      if (isLast && part.includes('.')) {
        if (!isIpv4(part)) return false;
        groups += 2;
      } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups += 1;
      else return false;
    }
  }
  return halves.length === 2 ? groups <= 7 : groups === 8;
}

/** A port as typed or stored: digits alone, 1 to 65535. Source: Set-CMSiteSystemServer, -ProxyServerPort. */
export function validatePort(value: string | number | null): Validated<number> {
  const text = value === null ? '' : String(value);
  if (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535) return {kind: 'ok', value: Number(text)};
  return {
    kind: 'refused',
    code: 'CMP002',
    text: text === '' ? 'there is no port' : `"${text}" is not a port`,
    do: 'Give a whole number from 1 to 65535, digits alone.',
  };
}

/** `DOMAIN\user` or `domain.fqdn\user`. A UPN is refused. Sources: Get-CMAccount ("domain\user"); "Accounts used in Configuration Manager". */
export function validateAccountName(text: string): Validated<string> {
  const refused = (why: string): Validated<string> => ({
    kind: 'refused',
    code: 'CMP003',
    text: why,
    do: 'Give DOMAIN\\user or domain.fqdn\\user, or "system" for the computer\'s System account.',
  });
  if (text === '') return refused('the account is empty');
  if (/^[^\\]+@[^\\]+$/.test(text))
    return refused(`"${text}" is a user principal name, which Configuration Manager does not take here`);
  const match = /^([^\\]+)\\([^\\]+)$/.exec(text);
  if (match === null) return refused(`"${text}" is not DOMAIN\\user`);
  const [, domain = '', user = ''] = match;
  if (!/^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?$/i.test(domain) || domain.includes('..'))
    return refused(`"${domain}" is not a domain name`);
  // Characters that Windows does not allow in a user name (sAMAccountName), and controls.
  if (/["/[\]:;|=,+*?<>@\u0000-\u001f\u007f]/.test(user) || user.trim() !== user || /^[. ]+$/.test(user))
    return refused(`"${user}" is not a user name`);
  return {kind: 'ok', value: text};
}

/** Whether two proxy server names mean the same host: case and a trailing dot do not count. */
export function sameProxyName(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && serverKey(a) === serverKey(b));
}

/** Whether two account names are the same account name: case does not count. */
export function sameAccountName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
