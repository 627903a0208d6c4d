// An answer file as data: which servers, what they all get, what single ones get otherwise. A password is never in it: an account is named.
import type {DesiredChange} from '../../model/desired-change.ts';
import type {FieldKey} from '../../model/finding.ts';
import type {Condition} from '../../model/select-servers.ts';

export const answersSchema = 'cmproxy/answers@1';

/** Where and when the answers were given. */
export interface Recorded {
  /** ISO 8601 UTC. */
  readonly at: string;
  /** `cmproxy 1.0.0`. */
  readonly by: string;
  readonly connection: string;
  readonly siteCodes: readonly string[];
  readonly releases: readonly string[];
}

export interface AnswerFile {
  /** `SERVER` or `SITE/SERVER`, as written; empty where `select` says which. */
  readonly servers: readonly string[];
  /** Servers by what they are or have when the answers are used; all conditions must hold. */
  readonly select?: readonly Condition[];
  readonly desired: DesiredChange;
  /** By the name as written in `servers` or another name of the same server. */
  readonly overrides: ReadonlyMap<string, DesiredChange>;
  /** Asked each time, with what the file says as the answer that is offered. */
  readonly ask?: readonly FieldKey[];
  readonly ticket: string | null;
  readonly recorded: Recorded | null;
}
