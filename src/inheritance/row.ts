// The shape of one row of the inheritance preview: who uses whose proxy, as whom.

export type Uses = 'yes' | 'no' | 'switchOff' | 'upstream' | 'notApplicable' | 'notDocumented' | 'unknown';

export type FollowsHow =
  | 'ownServer'
  | 'primarySiteServer'
  | 'serviceConnectionPointServer'
  | 'siteServer'
  | 'softwareUpdatePoint'
  | 'localSystemWinInet'
  | 'workstation';

export interface Follows {
  readonly how: FollowsHow;
  readonly server: string | null;
}

export type Identity =
  | {readonly kind: 'system'}
  | {readonly kind: 'account'; readonly userName: string}
  | {readonly kind: 'none'}
  | {readonly kind: 'notDocumented'};

/** What is decided for a role or feature; given once, or before and after a proposed change. */
export interface Verdict {
  readonly uses: Uses;
  /** null unless it goes through a proxy. */
  readonly proxy: {readonly serverName: string | null; readonly port: number | null} | null;
  readonly identity: Identity;
  readonly follows: Follows;
}

export interface Note {
  readonly code: string;
  readonly text: string;
}

export interface InheritanceRow extends Verdict {
  /** The provider's role name, or the name of a feature. */
  readonly subject: string;
  readonly kind: 'role' | 'feature' | 'console';
  /** Which one, where a server or site has several of a kind: a cloud distribution point, an Exchange connector. */
  readonly name?: string;
  /** Empty for a row about the whole hierarchy. */
  readonly siteCode: string;
  /** The server that the row is about; null for a row about the whole hierarchy whose server is not known. */
  readonly server: string | null;
  readonly notes: readonly Note[];
  /** Public page and section. */
  readonly source: string;
  /** Present with a proposed change. */
  readonly before?: Verdict;
  readonly after?: Verdict;
}
