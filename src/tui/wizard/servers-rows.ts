// Step 1: which site system servers.
import {identityText, proxyText, shortProxyText} from '../../cmdlets/views/proxy-text.ts';
import {usersText} from '../../cmdlets/views/used-by.ts';
import {factsOfRole, siteSystemRole} from '../../model/roles.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth} from '../../terminal/text-width.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {markCounts, shownChoices} from '../../wizard/choices.ts';
import {problemTexts} from '../../wizard/mark-names.ts';
import type {ServerChoice, WizardState} from '../../wizard/state.ts';
import {pageStart, type Line} from '../components/lines.tsx';
import {lineRow, type ScreenRow, type Size} from '../rows.ts';
import {bodyRoom, framed, isCompact} from './frame-rows.ts';
import {textWindow} from './text-window.ts';

const frame = {step: 'servers'} as const;

export function serversRows(state: WizardState, size: Size): readonly ScreenRow[] {
  if (state.editing?.what === 'list') return framed(state, size, frame, listField(state, size));
  const room = serversRoom(state, size);
  const choices = shownChoices(state);
  const start = pageStart(state.cursor, room);
  const rows = choices.slice(start, start + room).map((choice, index) => choiceRow(state, choice, start + index, size));
  const none = choices.length === 0 ? [lineRow('No server fits the filter. Press / and change it, or esc.')] : [];
  return framed(state, size, frame, [filterRow(state, size), ...rows, ...none]);
}

/** Rows for servers. */
export function serversRoom(state: WizardState, size: Size): number {
  return Math.max(1, bodyRoom(state, size, frame) - 1);
}

function filterRow(state: WizardState, size: Size): ScreenRow {
  if (state.editing?.what === 'filter') return {kind: 'field', label: 'Filter: ', value: state.filter, style: 'filter'};
  const shown = shownChoices(state).length;
  const {marked, hidden} = markCounts(state);
  const marks = `${marked} marked${hidden === 0 ? '' : ` (${hidden} hidden by the filter)`}`;
  const filter = state.filter.trim() === '' ? 'none (/)' : makeSafe(state.filter.trim());
  const counts = size.width >= 60 ? `${shown} of ${state.choices.length} shown, ${marks}` : `${shown}, ${marks}`;
  const left = `Filter: ${filter}`;
  const room = Math.max(0, size.width - counts.length - 1);
  return lineRow(`${padToWidth(cutToWidth(left, room), room)} ${counts}`);
}

/** The field first, so that it stays at its place; below it what became of the lists that were given. */
function listField(state: WizardState, size: Size): readonly ScreenRow[] {
  const {width} = size;
  const lines = [
    ...wrapText(
      'Paste or type servers: SERVER or SITE/SERVER, one a line or with blanks, commas or semicolons between. Enter marks them; once more goes back.',
      width,
      '',
    ).map((text): Line => ({text, look: 'dim'})),
    {text: ''},
    {text: `${state.marked.size} marked`},
    ...(state.listProblems.length === 0
      ? []
      : [{text: 'Not marked, because it did not match:', look: 'heading' as const}]),
    ...problemTexts(state.listProblems).flatMap(text =>
      wrapText(makeSafe(text), width).map((part): Line => ({text: part, look: 'warning'})),
    ),
  ];
  const field: ScreenRow = {kind: 'field', label: 'Servers: ', value: state.editing?.text ?? '', style: 'list'};
  return [field, ...textWindow(lines, state.scroll, Math.max(1, bodyRoom(state, size, frame) - 1))];
}

function choiceRow(state: WizardState, choice: ServerChoice, index: number, size: Size): ScreenRow {
  const isHere = index === state.cursor;
  const isMarked = state.marked.has(choice.key);
  const text = choiceText(choice, size, {isHere, isMarked});
  const changed = state.changedMeanwhile.get(choice.key);
  const look = isHere ? 'selected' : changed !== undefined ? 'warning' : choice.why === null ? undefined : 'dim';
  return lineRow(
    changed === undefined ? text : cutToWidth(`${text}  changed meanwhile: ${makeSafe(changed)}`, size.width),
    look,
  );
}

function choiceText(
  choice: ServerChoice,
  size: Size,
  {isHere, isMarked}: {readonly isHere: boolean; readonly isMarked: boolean},
): string {
  const {system, why} = choice;
  const {width} = size;
  const mark = why === null ? (isMarked ? '[x]' : '[ ]') : ' - ';
  const name = `${system.siteCode || '?'}/${width >= 100 ? system.server : choice.name}`;
  const nameWidth =
    isCompact(size) && width < 60
      ? Math.max(14, width - 6 - 16)
      : Math.min(34, width >= 100 ? Math.floor(width * 0.34) : 20);
  const head = `${isHere ? '>' : ' '} ${mark} ${fit(name, nameWidth)} `;
  if (why !== null) return cutToWidth(`${head}cannot be picked: ${makeSafe(why)}`, width);
  const left = width - nameWidth - 7;
  const proxyWidth = left < 30 ? left : Math.min(30, Math.floor(left * 0.5));
  const asWidth = left - proxyWidth < 12 ? 0 : Math.min(18, Math.floor((left - proxyWidth) * 0.5));
  const cells = [
    fit(width >= 100 ? proxyText(system.proxy) : shortProxyText(system.proxy), proxyWidth),
    ...(asWidth === 0 ? [] : [fit(identityText(system.proxy), asWidth)]),
    ...(left - proxyWidth - asWidth < 8 ? [] : [makeSafe(rolesText(choice))]),
  ];
  return cutToWidth(`${head}${cells.join(' ')}`, width).trimEnd();
}

function fit(text: string, width: number): string {
  return padToWidth(cutToWidth(makeSafe(text), width), width);
}

/** Roles that may use the internet come first, because the column is narrow. */
function rolesText({system}: ServerChoice): string {
  const names = system.roles
    .filter(role => role.name !== siteSystemRole)
    .map(role => ({name: role.name, facts: factsOfRole(role.name)}));
  const rank = ({facts}: (typeof names)[number]): number => (facts === undefined || facts.internet === 'may' ? 0 : 1);
  return usersText(
    names.toSorted((a, b) => rank(a) - rank(b)).map(({name, facts}) => facts?.shortName ?? name),
    2,
  );
}
