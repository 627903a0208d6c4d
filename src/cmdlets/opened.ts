// A site that is open and read, or the exit code of the refusal that was said.
import type {ExitCode} from '../model/exit-codes.ts';
import type {Reading, SiteConnection} from '../sites/site.ts';

export interface OpenSite {
  readonly site: SiteConnection;
  readonly reading: Reading;
  readonly hierarchyId: string;
  readonly mayWrite: boolean;
  readonly whyNot: string | null;
}

export type Opened<T> =
  {readonly kind: 'open'; readonly value: T} | {readonly kind: 'refused'; readonly exitCode: ExitCode};
