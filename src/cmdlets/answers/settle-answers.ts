// An answer file against what is open: the servers that it means, its exceptions, what is missing, and where the answers were given.
import {exitCodes} from '../../model/exit-codes.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemFinder} from '../../model/select-servers.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {chooseServers} from '../../plan/choose-servers.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import type {Recorded} from '../../wizard/answer-file/answer-file.ts';
import {keptSwitches} from '../../wizard/kept-switches.ts';
import {textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {ownOverrides} from '../change/own-overrides.ts';
import type {Proposed} from '../change/proposed.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import {refuse} from '../refuse.ts';

export async function settleAnswers(
  context: Context,
  values: Values,
  open: OpenSite,
  file: ReadAnswerFile,
): Promise<Opened<Proposed>> {
  const {hierarchy} = open.reading;
  const conditions = file.select ?? [];
  const selected = conditions.length === 0 ? null : chooseServers(hierarchy, [], conditions);
  if (selected?.kind === 'refused') return refuse(context, exitCodes.usage, selected);
  const find = siteSystemFinder(hierarchy);
  const systems = selected === null ? file.servers.flatMap(name => onlyOne(find(name))) : selected.systems;
  const chosen = new Map(systems.map(system => [keyOf(system), system] as const));
  if (selected !== null && !selected.systems.some(system => system.readable))
    context.message(makeSafe('No server that could be read has now what `select` says.'));
  const own = ownOverrides({
    overrides: file.overrides,
    names: file.servers,
    chosen: systems,
    find,
    label: name => `overrides.${name}`,
    among: file.select === undefined ? 'servers' : 'those that are selected',
  });
  if (own.kind === 'refused')
    return refuse(context, exitCodes.failed, {
      what: 'The answer file cannot be used',
      why: own.why,
      todo: own.todo,
    });
  const overrides = new Map(own.overrides);
  for (const text of differences(file.recorded, open, [...chosen.values()]))
    context.message(makeSafe(`warning: ${text}`));
  for (const [key, kept] of keptSwitches(file.desired, [...chosen.values()])) {
    overrides.set(key, {...kept.switches, ...overrides.get(key)});
    context.message(
      makeSafe(
        `skipped ${kept.siteCode}/${kept.server}: softwareUpdatePoint.*: it does not synchronize with Microsoft itself`,
      ),
    );
  }
  const proposed: Proposed = {
    names: file.servers,
    conditions,
    desired: file.desired,
    overrides,
    ticket: textOf(values, 'Ticket') ?? file.ticket,
  };
  const policy = textOf(values, 'Missing');
  const ask = file.ask ?? [];
  if (policy === 'ask' || policy === 'default' || policy === 'fail')
    return (await import('./missing-answers.ts')).fillGaps(context, hierarchy, proposed, {policy, ask});
  if (ask.length > 0)
    context.message(
      makeSafe(`The file wants to be asked for ${ask.join(', ')}; here its answers are taken. replay asks.`),
    );
  return {kind: 'open', value: proposed};
}

function keyOf({siteCode, server}: SiteSystem): string {
  return siteSystemKey(siteCode, server);
}

/** Nothing for a name that stands for several: choosing servers refuses it. */
function onlyOne(matches: readonly SiteSystem[]): readonly SiteSystem[] {
  return matches.length === 1 ? matches : [];
}

/** What is otherwise than where and when the answers were given. */
function differences(recorded: Recorded | null, open: OpenSite, chosen: readonly SiteSystem[]): readonly string[] {
  if (recorded === null) return [];
  const {connection, siteCodes, releases} = recorded;
  const {sites} = open.reading.hierarchy;
  const texts: string[] = [];
  if (connection !== '' && connection !== open.site.name)
    texts.push(`these answers were given for the connection ${connection}, and ${open.site.name} is open`);
  const missing = siteCodes.filter(code => !sites.some(site => site.siteCode === code));
  if (missing.length > 0) texts.push(`these answers were given where there was a site ${missing.join(', ')}`);
  const others = new Set(chosen.map(system => system.siteCode).filter(code => !siteCodes.includes(code)));
  if (siteCodes.length > 0 && others.size > 0)
    texts.push(
      `these answers were given for the site ${siteCodes.join(', ')}, and they now meet servers of ${[...others].join(', ')}`,
    );
  const now = new Set(
    sites
      .filter(site => siteCodes.length === 0 || siteCodes.includes(site.siteCode))
      .map(site => site.release)
      .filter(release => release !== null),
  );
  const gone = releases.filter(release => !now.has(release));
  const come = siteCodes.length === 0 ? [] : [...now].filter(release => !releases.includes(release));
  if (releases.length > 0 && (gone.length > 0 || come.length > 0))
    texts.push(
      `these answers were given when a site had the release ${releases.join(', ')}${now.size === 0 ? '' : `, and now it is ${[...now].join(', ')}`}`,
    );
  return texts;
}
