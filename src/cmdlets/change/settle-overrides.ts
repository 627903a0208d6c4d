// `--override` against what is open: the servers that are meant, among those that are chosen.
import type {DesiredChange} from '../../model/desired-change.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {siteSystemFinder} from '../../model/select-servers.ts';
import {chooseServers} from '../../plan/choose-servers.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse} from '../refuse.ts';
import {ownOverrides} from './own-overrides.ts';
import type {Proposal} from './proposed.ts';

type Overrides = ReadonlyMap<string, DesiredChange>;

/** By `siteSystemKey`. */
export function settleOverrides(
  context: Context,
  open: OpenSite,
  proposal: Proposal,
  overrides: Overrides,
): Opened<Overrides> {
  const {hierarchy} = open.reading;
  const chosen = chooseServers(hierarchy, proposal.names, proposal.conditions);
  if (chosen.kind === 'refused') return refuse(context, exitCodes.usage, chosen);
  const own = ownOverrides({
    overrides,
    names: proposal.names,
    chosen: chosen.systems,
    find: siteSystemFinder(hierarchy),
    label: name => name,
    among: 'the chosen servers',
  });
  return own.kind === 'refused'
    ? refuse(context, exitCodes.usage, {what: '--override cannot be used', why: own.why, todo: own.todo})
    : {kind: 'open', value: own.overrides};
}
