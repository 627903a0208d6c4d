// The lists that lie over the proxy page: accounts, profiles, and servers that get something else.
import {meansSystem, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth} from '../../terminal/text-width.ts';
import {accountChoices} from '../../wizard/answers.ts';
import {pickedSystems} from '../../wizard/choices.ts';
import {exceptionText} from '../../wizard/present-values.ts';
import type {Picking, WizardState} from '../../wizard/state.ts';
import {pageStart, type Line} from '../components/lines.tsx';
import {lineRow, type ScreenRow, type Size} from '../rows.ts';

interface List {
  readonly title: string;
  /** The lines from `start` to before `end`: only those of the page are made, since there may be thousands of servers. */
  readonly lines: (state: WizardState, start: number, end: number) => readonly Line[];
}

const lists: Readonly<Record<Exclude<Picking['kind'], 'options'>, List>> = {
  account: {
    title: 'Accounts of the picked sites. Enter takes one.',
    lines: (state, start, end) => accountChoices(state).slice(start, end).map(accountLine),
  },
  profile: {
    title: 'Saved profiles. Enter fills the page; what a profile does not say stays.',
    lines: ({subject}, start, end) =>
      subject.profiles.all.slice(start, end).map(profile => ({text: profileText(profile)})),
  },
  exception: {
    title: 'Which server gets something else? Enter opens it.',
    lines: (state, start, end) =>
      pickedSystems(state)
        .slice(start, end)
        .map(system => exceptionLine(state, system)),
  },
};

export function pickRows(state: WizardState, {width}: Size, room: number): readonly ScreenRow[] {
  const {picking} = state;
  if (picking === null || picking.kind === 'options') return [];
  const list = lists[picking.kind];
  const start = pageStart(picking.cursor, room - 1);
  return [
    lineRow(cutToWidth(list.title, width), 'dim'),
    ...list.lines(state, start, start + room - 1).map(({text, look}, index) => {
      const isHere = start + index === picking.cursor;
      return lineRow(cutToWidth(`${isHere ? '>' : ' '} ${makeSafe(text)}`, width), isHere ? 'selected' : look);
    }),
  ];
}

function accountLine({name, lacks}: {readonly name: string; readonly lacks: readonly string[]}): Line {
  if (meansSystem(name)) return {text: "system   the computer's own account"};
  return lacks.length === 0 ? {text: name} : {text: `${name}   missing at ${lacks.join(', ')}`, look: 'dim'};
}

/** `standby   proxy.serverName=proxy-b proxy.port=3128`, with its description before what it sets. */
export function profileText({
  name,
  description,
  settings,
}: {
  readonly name: string;
  readonly description: string;
  readonly settings: DesiredChange;
}): string {
  const sets = settingKeys.flatMap(key => (settings[key] === undefined ? [] : [`${key}=${String(settings[key])}`]));
  return [name, ...(description === '' ? [] : [description]), sets.join(' ')].join('   ');
}

function exceptionLine(state: WizardState, system: SiteSystem): Line {
  const own = state.exceptions.get(siteSystemKey(system.siteCode, system.server));
  return {text: own === undefined ? `${system.siteCode}/${system.server}` : exceptionText(system, own)};
}
