// Step 2: what the picked servers are. Nothing to fill in: it is the pause before a shared setting is changed.
import type {ReactElement} from 'react';
import {accountText, proxyText} from '../../cmdlets/views/proxy-text.ts';
import {verdictText} from '../../cmdlets/views/preview-view.ts';
import {subjectName} from '../../cmdlets/views/used-by.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {sameServer, shortName} from '../../model/server-name.ts';
import {pickedSystems} from '../../wizard/answers.ts';
import {roleFactsOf, type InheritanceRow} from '../../wizard/role-facts.ts';
import type {WizardState} from '../../wizard/state.ts';
import {Frame, frameRows} from '../components/frame.tsx';
import {Lines, pageStart, type Line} from '../components/lines.tsx';
import type {ScreenProps} from '../screen-props.ts';

export function RoleStep({state, width, height}: ScreenProps): ReactElement {
  const systems = pickedSystems(state);
  const rows = Math.max(1, height - frameRows);
  const [only] = systems;
  const shown = systems.length === 1 ? only : state.opened ? systems[state.roleCursor] : undefined;
  const keys =
    systems.length === 1
      ? 'arrows scroll   tab or enter next   esc back   ctrl+c cancel'
      : 'arrows move  o open one  tab or enter next  esc back  ctrl+c cancel';
  return (
    <Frame
      state={state}
      width={width}
      step="role"
      title={systems.length === 1 ? 'Site system role' : `Site system role: ${systems.length} servers`}
      keys={keys}
    >
      {shown === undefined ? (
        <ServerRows state={state} systems={systems} rows={rows} />
      ) : (
        <Lines lines={factLines(state, shown)} height={rows} from={state.scroll} />
      )}
    </Frame>
  );
}

/** Only the rows of the page are made: thousands of servers may be picked. */
function ServerRows({
  state,
  systems,
  rows,
}: {
  readonly state: WizardState;
  readonly systems: readonly SiteSystem[];
  readonly rows: number;
}): ReactElement {
  const start = pageStart(state.roleCursor, rows);
  const lines = systems.slice(start, start + rows).map((system, index) => rowOf(state, system, start + index));
  return <Lines lines={lines} height={rows} />;
}

function rowOf(state: WizardState, system: SiteSystem, index: number): Line {
  const {followers} = roleFactsOf(state.subject.hierarchy, system);
  const users =
    followers.length === 0
      ? 'nothing that uses the internet follows it'
      : followers.map(row => subjectName(row.subject)).join(', ');
  const selected = index === state.roleCursor;
  return {
    text: `${selected ? '>' : ' '} ${system.siteCode}/${system.server}  ${proxyText(system.proxy)}  ${users}`,
    ...(selected ? {look: 'selected' as const} : {}),
  };
}

function factLines(state: WizardState, system: SiteSystem): readonly Line[] {
  const {hierarchy} = state.subject;
  const {roles, followers, others} = roleFactsOf(hierarchy, system);
  const site = hierarchy.sites.find(item => item.siteCode === system.siteCode);
  const {proxy} = system;
  return [
    {text: `${system.server}   site ${system.siteCode}${site?.siteName ? ` ${site.siteName}` : ''}`, look: 'heading'},
    {
      text: `Proxy now: ${proxyText(proxy)}${proxy !== null && proxy.enabled ? `, as ${accountText(proxy.account)}` : ''}`,
    },
    {
      text:
        proxy?.enabled === true
          ? 'A new configuration overwrites this one, for every role below.'
          : 'All roles of this computer share one proxy configuration.',
    },
    {text: ''},
    {text: `Roles: ${roles.length === 0 ? 'none besides the site system' : roles.join(', ')}`},
    {text: ''},
    {
      text:
        followers.length === 0 ? 'Nothing that uses the internet follows this server.' : "Follows this server's proxy:",
      look: 'heading',
    },
    ...followers.map(row => ({text: `  ${rowName(row, system)}: now ${verdictText(row)}`})),
    ...(others.length === 0
      ? []
      : [
          {text: ''},
          {text: 'Does not go through it:', look: 'heading' as const},
          ...others.map(row => ({text: `  ${subjectName(row.subject)}: ${verdictText(row)}`, look: 'dim' as const})),
        ]),
  ];
}

/** A row about another server names it: the rules of a remote software update point run on the site server. */
function rowName(row: InheritanceRow, system: SiteSystem): string {
  const name = subjectName(row.subject);
  return row.server === null || sameServer(row.server, system.server) ? name : `${name} of ${shortName(row.server)}`;
}
