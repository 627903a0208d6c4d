// Step 4: the review, its long forms, and the consent.
import {diffLineOf} from '../../cmdlets/views/plan-view.ts';
import {planText} from '../../cmdlets/views/plan-view.ts';
import {ageText, countText} from '../../cmdlets/views/summary.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {cutToWidth, padToWidth, textWidth} from '../../terminal/text-width.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import {planOfState, type Plan, scriptForms, titleOfForm} from '../../wizard/plan-of-state.ts';
import {runChoiceKeys} from '../../wizard/reduce-proxy.ts';
import {reviewLines, type ReviewLine} from '../../wizard/review-lines.ts';
import type {RunChoices, WizardState} from '../../wizard/state.ts';
import {pageStart, textLines, type Line} from '../components/lines.tsx';
import {lineRow, lineRows, selectedRows, type ScreenRow, type Size} from '../rows.ts';
import {bodyRoom, framed, isCompact, type Frame} from './frame-rows.ts';
import {afterPlanLines, summaryLines} from './review-summary.ts';
import {textWindow} from './text-window.ts';

export interface ReviewParts {
  /** The line that will run, for people. */
  readonly command: string;
  readonly script: string;
  readonly undoScript: string;
  readonly now: Date;
}

function frameOf(state: WizardState, plan: Plan | null): Frame {
  if (plan === null) return {step: 'review'};
  const servers = new Set(plan.changes.map(({siteCode, server}) => `${siteCode}/${server}`)).size;
  const title = `${state.phase === 'review' ? 'Review' : 'OK'}: ${countText(servers, 'server')}, ${countText(plan.changes.length, 'write')}`;
  return {step: 'review', title};
}

export function reviewRows(state: WizardState, size: Size, parts: ReviewParts): readonly ScreenRow[] {
  const made = planOfState(state);
  const plan = made.kind === 'plan' ? made.plan : null;
  const frame = frameOf(state, plan);
  const room = bodyRoom(state, size, frame);
  if (made.kind === 'refused' || plan === null)
    return framed(
      state,
      size,
      frame,
      wrapText(made.kind === 'refused' ? made.why : '', size.width).map(text => lineRow(text)),
    );
  if (state.view !== 'plan')
    return framed(state, size, frame, textWindow(longText(state, plan, size.width, parts), state.scroll, room));
  if (state.picking !== null) return framed(state, size, frame, optionRows(state, size));
  const top = headRows(state, plan, size, parts);
  const least = Math.min(reviewLines(state).length, isCompact(size) ? 3 : 6) || 1;
  const below = summaryLines(
    state,
    plan,
    size.width,
    Math.max(0, room - top.length - least - (isCompact(size) ? 0 : 1)),
  );
  const rule = isCompact(size) || below.length === 0 ? [] : [lineRow('-'.repeat(size.width), 'dim')];
  const list = Math.max(1, room - top.length - below.length - rule.length);
  return framed(state, size, frame, [...top, ...diffRows(state, list, size.width), ...rule, ...lineRows(below)]);
}

/** Rows of the list in front, for moving by pages. */
export function reviewRoom(state: WizardState, size: Size): number {
  return Math.max(1, Math.floor(bodyRoom(state, size, {step: 'review'}) / 2));
}

function headRows(state: WizardState, plan: Plan, size: Size, {now}: ReviewParts): readonly ScreenRow[] {
  if (state.editing !== null) return [{kind: 'field', label: 'Ticket: ', value: state.editing.text, style: 'text'}];
  const {subject} = state;
  const who = subject.readAs === null ? '' : `   writes as ${subject.readAs}`;
  const text = `Plan ${plan.id}   ${ageText(subject.readAt, now)}${who}   ticket ${state.ticket === '' ? '- (t)' : state.ticket}`;
  return [lineRow(cutToWidth(makeSafe(text), size.width))];
}

/** The changes as lines: a field each, with the server before its first. */
function diffRows(state: WizardState, room: number, width: number): readonly ScreenRow[] {
  const lines = reviewLines(state);
  if (lines.length === 0) return [lineRow('Nothing differs: every chosen server is already as asked.')];
  const fits = lines.length <= room;
  const page = fits ? room : Math.max(1, room - 1);
  const start = pageStart(state.reviewCursor, page);
  const onPage = lines.slice(start, start + page);
  const widths = {
    name: Math.max(...onPage.map((line, index) => textWidth(nameOf(line, index === 0, width)))),
    title: Math.max(...onPage.map(({change, field}) => textWidth(makeSafe(diffLineOf(change, field).title)))),
  };
  const shown = onPage.flatMap((line, index) => {
    const isHere = start + index === state.reviewCursor;
    const name = fit(nameOf(line, index === 0, width), Math.min(widths.name, Math.floor(width * 0.35)));
    const {title, before, after} = diffLineOf(line.change, line.field);
    const what = fit(makeSafe(title), Math.min(widths.title, Math.floor(width * 0.25)));
    const text = `${isHere ? '>' : ' '} ${name}  ${what}  ${makeSafe(before)} -> ${makeSafe(after)}`;
    return isHere ? selectedRows(text, width) : [lineRow(cutToWidth(text, width))];
  });
  const left = lines.length - start - onPage.length;
  return fits
    ? shown.slice(0, room)
    : [...shown.slice(0, page), lineRow(`  ${start} lines above, ${left} below (v shows all)`, 'dim')];
}

/** ` 1 PS1/CM01`, before the first line of a write and at the top of the page. */
function nameOf({change, isFirst}: ReviewLine, isTop: boolean, width: number): string {
  if (!isFirst && !isTop) return '';
  return makeSafe(`${String(change.order).padStart(2)} ${change.siteCode}/${shortEnough(change.server, width)}`);
}

function fit(text: string, width: number): string {
  return padToWidth(cutToWidth(text, width), width);
}

function shortEnough(server: string, width: number): string {
  const dot = server.indexOf('.');
  return width >= 120 || dot <= 0 || /^[\d.]+$/.test(server) ? server : server.slice(0, dot);
}

const choiceTitles: Readonly<Record<keyof RunChoices, string>> = {
  serial: 'Steps, servers or percent (such as 1,10,25%)',
  pause: 'Pause after the first server (such as 10m)',
  maxFailures: 'Stop after so many failures',
};

function optionRows(state: WizardState, {width}: Size): readonly ScreenRow[] {
  return [
    lineRow('How it runs. Enter edits a line; esc goes back.', 'dim'),
    ...runChoiceKeys.map((key, index): ScreenRow => {
      const isHere = index === state.picking?.cursor;
      const label = `${isHere ? '>' : ' '} ${cutToWidth(choiceTitles[key], Math.max(10, width - 18))}: `;
      if (state.editing?.what === key) return {kind: 'field', label, value: state.editing.text, style: 'text'};
      return lineRow(`${label}${state.run[key] === '' ? '-' : state.run[key]}`, isHere ? 'selected' : undefined);
    }),
  ];
}

function longText(state: WizardState, plan: Plan, width: number, parts: ReviewParts): readonly Line[] {
  if (state.view === 'script' || state.view === 'undoScript')
    return [
      {text: cutToWidth(formTitle(state), width), look: 'heading'},
      ...textLines(parts[state.view]).flatMap(({text}) => wrapText(text, width).map(part => ({text: part}))),
    ];
  if (state.view === 'notes') {
    const notes = plan.findings.filter(finding => finding.severity === 'information');
    if (notes.length === 0) return [{text: 'There are no notes.'}];
    return notes.flatMap(finding => [
      ...wrapText(`${finding.code} ${finding.server}: ${finding.text}`, width).map(text => ({text})),
      ...wrapText(`  do: ${finding.do}`, width).map((text): Line => ({text, look: 'dim'})),
    ]);
  }
  return [
    ...textLines(planText(plan, width)),
    {text: ''},
    ...afterPlanLines(state, plan, width),
    {text: ''},
    {text: 'This command will run:', look: 'heading'},
    ...wrapText(parts.command, width).map(text => ({text})),
  ];
}

/** `Undo as Ansible play   5 of 5`. */
function formTitle({view, form}: WizardState): string {
  const at = scriptForms.findIndex(item => item.form === form) + 1;
  return `${view === 'undoScript' ? 'Undo' : 'Change'} as ${titleOfForm(form)}   ${at} of ${scriptForms.length}`;
}

/** The consent: a word to type where all cloud features hang on it, else a choice whose first answer does nothing. */
export function confirmRows(state: WizardState, size: Size, {command}: ReviewParts): readonly ScreenRow[] {
  const made = planOfState(state);
  if (made.kind === 'refused') return framed(state, size, {step: 'review'}, [lineRow(made.why)]);
  const {plan} = made;
  const writes = countText(plan.changes.length, 'write');
  const ask: readonly ScreenRow[] =
    plan.confirm === null
      ? [
          lineRow(`${writes} to the site now?`, 'heading'),
          {
            kind: 'choice',
            items: [
              {value: 'back', label: 'Go back to the review'},
              {value: 'write', label: `OK: ${writes}`},
            ],
          },
        ]
      : [
          ...wrapText(
            "This plan touches the service connection point's server: all cloud features follow it.",
            size.width,
          ).map(text => lineRow(text, 'warning')),
          {
            kind: 'field',
            label: `Type ${plan.confirm} and enter for ${writes}: `,
            value: state.confirmation,
            style: 'text',
            width: 14,
          },
        ];
  return framed(state, size, frameOf(state, plan), [
    ...ask,
    lineRow(''),
    ...wrapText(`Runs: ${command}`, size.width).map(text => lineRow(text, 'dim')),
  ]);
}

/** The password of a new account: asked once, just before writing. */
export function passwordRows(state: WizardState, size: Size): readonly ScreenRow[] {
  const made = planOfState(state);
  const plan = made.kind === 'plan' ? made.plan : null;
  const accounts = (plan?.changes ?? []).flatMap(change =>
    change.object === 'account' ? [`${change.userName} at site ${change.siteCode}`] : [],
  );
  return framed(state, size, {step: 'review', title: 'New account'}, [
    ...wrapText(`Will be created, because it does not exist there: ${accounts.join(', ')}`, size.width).map(text =>
      lineRow(text),
    ),
    ...wrapText('The password goes to the run over its standard input and is kept nowhere.', size.width).map(text =>
      lineRow(text, 'dim'),
    ),
    lineRow(''),
    {kind: 'field', label: 'Password', value: '', style: 'password'},
  ]);
}
