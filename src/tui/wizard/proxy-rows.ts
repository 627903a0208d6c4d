// Step 3: the proxy page, with who will inherit it previewed while typing.
import type {FieldDefinition} from '../../model/fields.ts';
import {isFieldKey} from '../../model/desired-change.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {lookAlikeWarning} from '../../model/look-alike.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth, textWidth} from '../../terminal/text-width.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {
  answerOf,
  answerProblem,
  mayKeep,
  pageSystems,
  proxyRows as rowsOfPage,
  sitesWithoutAccount,
  type ProxyRow,
} from '../../wizard/answers.ts';
import {pickedSystems} from '../../wizard/choices.ts';
import {exceptionText, spreadText} from '../../wizard/present-values.ts';
import {isSwitch, namedUpdatePoints} from '../../wizard/named-switches.ts';
import {keep, type Exception, type WizardState} from '../../wizard/state.ts';
import {type Line} from '../components/lines.tsx';
import {lineRow, lineRows, type ScreenRow, type Size} from '../rows.ts';
import {bodyRoom, framed, isCompact, type Frame} from './frame-rows.ts';
import {pickRows} from './pick-rows.ts';
import {previewLines} from './preview-lines.ts';
import {switchNow, switchText, switchTitle} from './switch-texts.ts';
import {textWindow} from './text-window.ts';

function frameOf(state: WizardState): Frame {
  const systems = pageSystems(state);
  const [only] = systems;
  if (state.exception !== null) return {step: 'proxy', title: `Exception: ${only?.server ?? state.exception}`};
  return {
    step: 'proxy',
    title:
      systems.length === 1 && only !== undefined
        ? `Proxy for ${only.server}`
        : `Proxy for ${systems.length} servers in ${sitesText(state)}`,
  };
}

const siteCounts = new WeakMap<readonly SiteSystem[], number>();

function sitesText(state: WizardState): string {
  const systems = pickedSystems(state);
  const count = siteCounts.get(systems) ?? new Set(systems.map(system => system.siteCode)).size;
  siteCounts.set(systems, count);
  return `${count} ${count === 1 ? 'site' : 'sites'}`;
}

export interface ProxyParts {
  /** Keys come in, and what they make takes long: no preview yet. */
  readonly isTyping?: boolean;
}

export function proxyStepRows(state: WizardState, size: Size, {isTyping = false}: ProxyParts): readonly ScreenRow[] {
  const frame = frameOf(state);
  const room = bodyRoom(state, size, frame);
  if (state.picking !== null) return framed(state, size, frame, pickRows(state, size, room));
  if (state.view === 'preview')
    return framed(state, size, frame, textWindow(previewLines(state, size.width, Infinity), state.scroll, room));
  const rows = rowsOfPage(state);
  const compact = isCompact(size);
  const columns = columnsFor(size.width);
  const heading = compact
    ? []
    : [lineRow(`  ${padToWidth('', columns.title)}${padToWidth('NOW', columns.now)} NEW`, 'dim')];
  const fields = visibleWindow(rows, state.field, Math.max(1, room - heading.length - (compact ? 2 : 4))).map(
    ({row, index}) => fieldRow(state, row, index === state.field, size.width),
  );
  const help = helpRows(state, rows[state.field], size.width).slice(0, compact ? 2 : 5);
  const rule = compact ? [] : [lineRow('-'.repeat(size.width), 'dim')];
  const left = Math.max(0, room - heading.length - fields.length - help.length - rule.length);
  const preview = left === 0 ? [] : isTyping ? [waiting] : previewLines(state, size.width, left);
  return framed(state, size, frame, [...heading, ...fields, ...help, ...rule, ...lineRows(preview.slice(0, left))]);
}

const waiting: Line = {text: 'WHO WILL INHERIT: shown when the keys rest', look: 'dim'};

/** The rows around the cursor, where not all of them fit. */
function visibleWindow(
  rows: readonly ProxyRow[],
  cursor: number,
  room: number,
): readonly {readonly row: ProxyRow; readonly index: number}[] {
  const start = rows.length <= room ? 0 : Math.max(0, Math.min(cursor - Math.floor(room / 2), rows.length - room));
  return rows.slice(start, start + room).map((row, index) => ({row, index: start + index}));
}

/** Cells of the title and of the present value, which a narrow terminal does without. */
function columnsFor(width: number): {readonly title: number; readonly now: number} {
  if (width >= 70) return {title: 28, now: Math.min(40, Math.max(22, Math.floor((width - 31) * 0.45)))};
  return {title: Math.max(12, Math.min(20, Math.floor(width * 0.42))), now: 0};
}

function fieldRow(state: WizardState, row: ProxyRow, isHere: boolean, width: number): ScreenRow {
  const columns = columnsFor(width);
  const head = (title: string, now: string): string =>
    `${isHere ? '>' : ' '} ${padToWidth(cutToWidth(makeSafe(title), columns.title - 1), columns.title)}${columns.now === 0 ? '' : padToWidth(cutToWidth(makeSafe(now), columns.now - 1), columns.now)} `;
  const look = isHere ? ('selected' as const) : undefined;
  if (row.kind === 'exceptions')
    return lineRow(cutToWidth(`${head('Exceptions', '')}${exceptionsText(state)}`, width), look);
  if (row.kind === 'switch')
    return lineRow(cutToWidth(`${head(switchTitle(row), switchNow(row))}< ${switchText(state, row)} >`, width), look);
  const {field} = row;
  const value = answerOf(state, field.key);
  const start = head(field.title, spreadText(pageSystems(state), field.key));
  if (field.kind === 'choice')
    return lineRow(`${start}< ${value === keep ? 'keep' : value} >${ownMark(state, field)}`, look);
  if (isHere && state.view === 'plan')
    return {
      kind: 'field',
      label: start,
      value,
      style: field.key === 'proxy.serverName' ? 'proxyName' : 'text',
      placeholder: mayKeep(state) ? 'keep' : '',
    };
  const shown = value === keep && mayKeep(state) ? 'keep' : makeSafe(value);
  return lineRow(cutToWidth(`${start} ${shown}${ownMark(state, field)}`, width), look);
}

/** On the page of an exception: which fields are its own. */
function ownMark(state: WizardState, field: FieldDefinition): string {
  const own = state.exception === null ? undefined : state.exceptions.get(state.exception)?.[field.key];
  return own === undefined ? '' : '  (exception)';
}

function exceptionsText(state: WizardState): string {
  const names =
    state.exceptions.size === 0
      ? []
      : pickedSystems(state).flatMap(system => {
          const own = ownBeyondRows(state, system);
          return own === null ? [] : [exceptionText(system, own)];
        });
  return names.length === 0 ? 'none (o, or f4)' : makeSafe(names.join('; '));
}

/** What a server has otherwise, without the switches that stand in rows of their own; null where nothing is left. */
function ownBeyondRows(state: WizardState, system: SiteSystem): Exception | null {
  const own = state.exceptions.get(siteSystemKey(system.siteCode, system.server));
  if (own === undefined) return null;
  const inRows = namedUpdatePoints(state).length > 0;
  const left = Object.entries(own).filter(([key]) => !inRows || !(isFieldKey(key) && isSwitch(key)));
  return left.length === 0 ? null : Object.fromEntries(left);
}

/** A problem with what to do; else the help of the field, and what is worth knowing about the answer. */
function helpRows(state: WizardState, row: ProxyRow | undefined, width: number): readonly ScreenRow[] {
  if (row === undefined) return [];
  if (row.kind === 'exceptions')
    return wrapText('Single servers may get something else than the others.', width, '').map(text =>
      lineRow(text, 'dim'),
    );
  const {field} = row;
  if (row.kind === 'switch') return wrapText(field.help, width, '').map(text => lineRow(text, 'dim'));
  const problem = answerProblem(state, field.key);
  const value = answerOf(state, field.key);
  const more = worthKnowing(state, field);
  const now = spreadText(pageSystems(state), field.key);
  const spread =
    mayKeep(state) && textWidth(now) >= columnsFor(width).now ? wrapText(makeSafe(`Now: ${now}`), width) : [];
  if (problem !== null && (value !== '' || field.kind === 'choice'))
    return [`${problem.text}. ${problem.do}`, ...(more === null ? [] : [more])].flatMap(text =>
      wrapText(text, width).map(part => lineRow(part, 'warning')),
    );
  return [
    ...wrapText(field.help, width, '').map(text => lineRow(text, 'dim')),
    ...spread.map(text => lineRow(text, 'dim')),
    ...(more === null ? [] : wrapText(more, width).map(text => lineRow(text, 'warning'))),
  ];
}

function worthKnowing(state: WizardState, field: FieldDefinition): string | null {
  if (field.key === 'proxy.serverName') return lookAlikeWarning(answerOf(state, field.key));
  if (field.key !== 'proxy.account') return null;
  const lacking = sitesWithoutAccount(state);
  if (lacking.length === 0 || answerProblem(state, field.key) !== null) return null;
  return state.createAccount
    ? `It will be created at ${lacking.join(', ')}; its password is asked just before writing.`
    : `It does not exist at ${lacking.join(', ')}. f2 creates it there, f3 shows those that exist.`;
}
