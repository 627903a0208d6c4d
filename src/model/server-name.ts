// Names of servers: how rows spell them, how people name them, and when two spellings mean the same server.
import {isDigits} from './digits.ts';

/** A server name for comparison: lower case, without a trailing dot. */
export function serverKey(server: string): string {
  const lower = server.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** The key of one site system: `PS1/cm01.contoso.com`. */
export function siteSystemKey(siteCode: string, server: string): string {
  return `${siteCode.toUpperCase()}/${serverKey(server)}`;
}

export function sameServer(a: string, b: string): boolean {
  return serverKey(a) === serverKey(b);
}

/** The first label: `CM01` of `CM01.contoso.com`. An address stays whole. */
export function shortName(server: string): string {
  const dot = server.indexOf('.');
  if (dot <= 0 || server.includes(':')) return server;
  const label = server.slice(0, dot);
  return isDigits(label) && isDigits(server.replaceAll('.', '')) ? server : label;
}

/**
 * The computer account that a server's System account is on the network: `CM01$`.
 * The domain is not told here because rows rarely carry it.
 */
export function computerAccount(server: string): string {
  return `${shortName(server).toUpperCase()}$`;
}

/** `\\SERVER` to `SERVER`; null where nothing is left. Source: SMS_SCI_SysResUse, NetworkOSPath. */
export function serverFromNetworkOsPath(path: string): string | null {
  const name = withoutBackslashes(path).trim();
  return name === '' || name.includes('\\') ? null : name;
}

/** Without those at both ends. */
function withoutBackslashes(path: string): string {
  let to = path.length;
  while (path[to - 1] === '\\') to--;
  return withoutLeadingBackslashes(path.slice(0, to));
}

/** By hand, because a large hierarchy has hundreds of thousands. */
export function withoutLeadingBackslashes(path: string): string {
  let from = 0;
  while (path[from] === '\\') from++;
  return path.slice(from);
}

/** The server of `["Display=\\SERVER\"]MSWNET:["SMS_SITE=ABC"]\\SERVER\`; null where the text has another form. */
export function serverFromNalPath(path: string): string | null {
  const match = /(?:^|\]|:)\\\\([^\\\]]+)\\?$/.exec(path) ?? /Display=\\\\([^\\"]+)\\?"?\]/.exec(path);
  return match?.[1] === undefined || match[1].trim() === '' ? null : match[1].trim();
}

/** The site code that a NALPath names, or null. */
export function siteCodeFromNalPath(path: string): string | null {
  return /SMS_SITE=([^"\]]+)"?\]/.exec(path)?.[1] ?? null;
}

/** The NALPath of a server in a site, as the provider writes it. Source: "How to Configure the Software Update Point" (Configuration Manager SDK). */
export function nalPath(siteCode: string, server: string): string {
  return `["Display=\\\\${server}\\"]MSWNET:["SMS_SITE=${siteCode}"]\\\\${server}\\`;
}
