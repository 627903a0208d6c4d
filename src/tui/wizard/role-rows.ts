// Step 2: what the picked servers are. Nothing to fill in: it is the pause before a shared setting is changed.
import {accountText, proxyText} from '../../cmdlets/views/proxy-text.ts';
import {verdictText} from '../../cmdlets/views/preview-view.ts';
import {subjectName, usersText} from '../../cmdlets/views/used-by.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {sameServer, shortName, siteSystemKey} from '../../model/server-name.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {pickedSystems} from '../../wizard/choices.ts';
import {roleFactsOf, type InheritanceRow} from '../../wizard/role-facts.ts';
import type {WizardState} from '../../wizard/state.ts';
import {pageStart, type Line} from '../components/lines.tsx';
import {lineRow, type ScreenRow, type Size} from '../rows.ts';
import {bodyRoom, framed} from './frame-rows.ts';
import {textWindow} from './text-window.ts';

export function roleRows(state: WizardState, size: Size): readonly ScreenRow[] {
  const systems = pickedSystems(state);
  const frame = frameOf(systems);
  const room = bodyRoom(state, size, frame);
  const shown = shownSystem(state, systems);
  if (shown !== undefined)
    return framed(state, size, frame, textWindow(factLines(state, shown, size.width), state.scroll, room));
  return framed(state, size, frame, [
    lineRow('Enter opens one; tab goes on to the proxy for all of them.', 'dim'),
    ...serverRows(state, systems, room - 1, size.width),
  ]);
}

function frameOf(systems: readonly SiteSystem[]): {readonly step: 'role'; readonly title?: string} {
  return systems.length === 1 ? {step: 'role'} : {step: 'role', title: `Site system role: ${systems.length} servers`};
}

function shownSystem(state: WizardState, systems: readonly SiteSystem[]): SiteSystem | undefined {
  if (systems.length === 1) return systems[0];
  return state.opened ? systems[state.roleCursor] : undefined;
}

/** Rows of the list or text in front. */
export function roleRoom(state: WizardState, size: Size): number {
  return bodyRoom(state, size, frameOf(pickedSystems(state))) - 1;
}

/** Only the rows of the page are made: thousands of servers may be picked. */
function serverRows(
  state: WizardState,
  systems: readonly SiteSystem[],
  room: number,
  width: number,
): readonly ScreenRow[] {
  const start = pageStart(state.roleCursor, room);
  return systems.slice(start, start + room).map((system, index) => {
    const isHere = start + index === state.roleCursor;
    const {followers} = roleFactsOf(state.subject.hierarchy, system);
    const users = usersText([...new Set(followers.map(row => subjectName(row.subject)))], 3);
    const name = padToWidth(cutToWidth(makeSafe(`${system.siteCode}/${shortName(system.server)}`), 18), 18);
    const proxy = padToWidth(cutToWidth(makeSafe(proxyText(system.proxy)), 26), width >= 70 ? 26 : 0);
    const changed = state.changedMeanwhile.get(siteSystemKey(system.siteCode, system.server));
    const text = `${isHere ? '>' : ' '} ${name} ${proxy} ${changed === undefined ? '' : `changed meanwhile: ${makeSafe(changed)}  `}${users === '-' ? 'nothing follows it' : makeSafe(users)}`;
    return lineRow(cutToWidth(text, width), isHere ? 'selected' : changed === undefined ? undefined : 'warning');
  });
}

/** One server: what it is, who follows it, what a change would overwrite. */
export function factLines(state: WizardState, system: SiteSystem, width: number): readonly Line[] {
  const {hierarchy} = state.subject;
  const {roles, followers, others} = roleFactsOf(hierarchy, system);
  const site = hierarchy.sites.find(item => item.siteCode === system.siteCode);
  const {proxy} = system;
  const changed = state.changedMeanwhile.get(siteSystemKey(system.siteCode, system.server));
  const wrapped = (text: string, look?: Line['look']): readonly Line[] =>
    wrapText(text, width).map(line => ({text: line, look}));
  return [
    ...wrapped(`${system.server}   site ${system.siteCode}${site?.siteName ? ` ${site.siteName}` : ''}`, 'heading'),
    ...(changed === undefined ? [] : wrapped(`Changed since these answers were given: ${changed}`, 'warning')),
    ...wrapped(
      `Proxy now: ${proxyText(proxy)}${proxy !== null && proxy.enabled ? `, as ${accountText(proxy.account)}` : ''}`,
    ),
    ...wrapped(
      proxy?.enabled === true
        ? 'A new configuration overwrites this one, for every role below.'
        : 'All roles of this computer share one proxy configuration.',
    ),
    {text: ''},
    ...wrapped(`Roles: ${roles.length === 0 ? 'none besides the site system' : roles.join(', ')}`),
    {text: ''},
    {
      text:
        followers.length === 0 ? 'Nothing that uses the internet follows this server.' : "Follows this server's proxy:",
      look: 'heading',
    },
    ...followers.flatMap(row => wrapped(`  ${rowName(row, system)}: now ${verdictText(row)}`)),
    ...(others.length === 0
      ? []
      : [
          {text: ''},
          {text: 'Does not go through it:', look: 'heading' as const},
          ...others.flatMap(row => wrapped(`  ${subjectName(row.subject)}: ${verdictText(row)}`, 'dim')),
        ]),
  ];
}

/** A row about another server names it: the rules of a remote software update point run on the site server. */
function rowName(row: InheritanceRow, system: SiteSystem): string {
  const name = subjectName(row.subject);
  return row.server === null || sameServer(row.server, system.server) ? name : `${name} of ${shortName(row.server)}`;
}
