// One server of a plan while it is being made: as it is, as it shall be, and what was asked for it.
import type {DesiredChange} from '../model/desired-change.ts';
import type {SiteSystem} from '../model/hierarchy.ts';

export interface PlannedServer {
  readonly before: SiteSystem;
  /** With the values that would be written. A typed value that is not valid stands here as typed (user information redacted), or as null for a port. */
  readonly after: SiteSystem;
  /** What applies to this server: the common change with its own exceptions. */
  readonly desired: DesiredChange;
}
