// A change for chosen servers, complete enough for a plan, wherever it was said.
import type {DesiredChange} from '../../model/desired-change.ts';
import type {Condition} from '../../model/select-servers.ts';

export interface Proposal {
  readonly names: readonly string[];
  readonly conditions: readonly Condition[];
  readonly desired: DesiredChange;
}

export interface Proposed extends Proposal {
  /** By `siteSystemKey`. */
  readonly overrides: ReadonlyMap<string, DesiredChange>;
  readonly ticket: string | null;
  /** What no file said: by `SITE/SERVER KEY`, or by key for all servers. */
  readonly filled?: ReadonlyMap<string, 'asked' | 'default'>;
}
