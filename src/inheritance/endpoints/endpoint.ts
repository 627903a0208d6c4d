// The shape of one internet endpoint, and short ways to write one down.

export type Cloud = 'public' | 'usgov';

export interface Endpoint {
  /** As documented: `*.` is a wildcard, `<...>` is to be filled in from the site. */
  readonly host: string;
  /** null: the documentation names none. */
  readonly scheme: 'https' | 'http' | 'http or https' | null;
  /** TCP ports. */
  readonly ports: readonly number[];
  /** false: the documentation states no port, and the one here is a default. */
  readonly portStated: boolean;
  readonly why: string;
  readonly path?: string;
  /** Absent: for every cloud. */
  readonly cloud?: Cloud;
  /** The first Configuration Manager version concerned. */
  readonly since?: string;
  /** Set where it is deprecated or no longer listed: shown, not required. */
  readonly status?: string;
  readonly tls?: string;
  /** Seconds that the proxy must leave an idle connection open. */
  readonly minIdleTimeoutSeconds?: number;
}

type More = Pick<Endpoint, 'path' | 'cloud' | 'since' | 'status' | 'tls' | 'minIdleTimeoutSeconds'>;
type Write = (host: string, why: string, more?: More) => Endpoint;

const written =
  (base: Pick<Endpoint, 'scheme' | 'ports' | 'portStated'>): Write =>
  (host, why, more = {}) => ({host, ...base, why, ...more});

export const https = written({scheme: 'https', ports: [443], portStated: true});
export const http = written({scheme: 'http', ports: [80], portStated: true});
export const either = written({scheme: 'http or https', ports: [80, 443], portStated: false});
/** The page states TCP 443 for the whole role, and no scheme. */
export const tcp = written({scheme: null, ports: [443], portStated: true});
export const tcpBoth = written({scheme: null, ports: [80, 443], portStated: false});
/** The page states neither scheme nor port. */
export const bare = written({scheme: null, ports: [443], portStated: false});

/** Public page, and the date of the text that the list was made from. */
export const endpointSource = {
  url: 'https://learn.microsoft.com/en-us/intune/configmgr/core/plan-design/network/internet-endpoints',
  date: '2026-06-08',
} as const;
