// The results of a run that ended before its first server.
import type {ServerOutcome, ServerResult} from './events.ts';
import type {RunWork} from './run-input.ts';
import {groupByServer} from './server-groups.ts';

/** What is known of single servers, by `SITE/server` as the plan spells them. */
export type KnownResults = ReadonlyMap<string, {readonly result: ServerResult; readonly why: string}>;

export function resultKey({siteCode, server}: {readonly siteCode: string; readonly server: string}): string {
  return `${siteCode}/${server}`;
}

/** One result per server: what is known of it, else applied where an earlier part of the run brought it there, else `otherwise`. */
export function unstartedServers(
  work: RunWork,
  known: KnownResults,
  otherwise: 'notStarted' | 'same' = 'notStarted',
): readonly ServerOutcome[] {
  return groupByServer(work.items).map(({server, siteCode, items}) => {
    const finished = items.every(({state}) => state === 'applied');
    const {result, why} = known.get(resultKey({server, siteCode})) ?? {
      result: finished ? ('applied' as const) : otherwise,
      why: null,
    };
    return {server, siteCode, result, why};
  });
}
