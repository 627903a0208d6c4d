// Every finding code, for `help findings`. Codes are never reused.

export interface CatalogEntry {
  readonly code: string;
  readonly severity: string;
  readonly title: string;
}

const entry = (code: string, severity: string, title: string): CatalogEntry => ({code, severity, title});

export const findingCatalog: readonly CatalogEntry[] = [
  entry('CMP001', 'error', 'the proxy server name is not a host name, FQDN or IP address'),
  entry('CMP002', 'error', 'the port is not a whole number from 1 to 65535'),
  entry('CMP003', 'error', 'the account is not DOMAIN\\user or domain.fqdn\\user'),
  entry('CMP004', 'error', "the account does not exist at the server's site"),
  entry('CMP005', 'error', 'name, port or account given while the proxy is off'),
  entry('CMP006', 'error or information', 'a switch of a software update point is on while its server has no proxy'),
  entry('CMP007', 'error', 'no such site system server, or not visible to this account'),
  entry('CMP008', 'unknown', 'could not be read'),
  entry(
    'CMP101',
    'information or warning',
    'a different proxy configuration is overwritten, or a value falls back to a default',
  ),
  entry('CMP102', 'warning', 'Connected Cache with proxy credentials on'),
  entry('CMP103', 'information', 'CMG connection point with proxy credentials on: not documented that they are used'),
  entry('CMP104', 'information', 'automatic deployment rule switch on at a secondary site: no effect'),
  entry(
    'CMP105',
    'warning',
    'the software update point that synchronizes with Microsoft has its switch off although its server has a proxy',
  ),
  entry(
    'CMP106',
    'information',
    'automatic deployment rules run on another server than the software update point: which record is read is not documented',
  ),
  entry('CMP107', 'warning or information', "the software update point's own copy of the proxy differs or is empty"),
  entry('CMP108', 'information', 'a proxy account is still stored although credentials are off'),
  entry('CMP109', 'information', 'proxy given by IP address or short name: Kerberos is often not possible'),
  entry(
    'CMP110',
    'information or warning',
    "management points of version 2603 or later ignore this proxy and need Local System's WinINET setting",
  ),
  entry('CMP111', 'information', 'deprecated role or feature'),
  entry('CMP112', 'information', 'a cloud distribution point follows this server'),
  entry('CMP113', 'information', 'service connection point in offline mode'),
  entry('CMP116', 'information', 'a proxy is on, and nothing that uses the internet follows this server'),
  entry(
    'CMP117',
    'information',
    'something that needs the internet follows a server without a proxy while others of the site have one',
  ),
  entry('CMP119', 'warning', 'active and passive site server have different proxies'),
  entry(
    'CMP120',
    'warning or information',
    'synchronization switch on at a software update point that synchronizes inside the hierarchy',
  ),
  entry('CMP121', 'warning', 'a port or account was left out: kept here, reset by the real module'),
  entry('CMP123', 'warning', "the plan touches the service connection point's server: all cloud features follow"),
  entry('CMP124', 'information', 'secondary site: the change is written at the parent and arrives later'),
];
