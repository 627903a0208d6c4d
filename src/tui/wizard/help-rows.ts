// The help of the place where one is: what it is about, then its keys.
import {stepTitles, type Step, type WizardState} from '../../wizard/state.ts';
import {proxyRows} from '../../wizard/answers.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Line} from '../components/lines.tsx';
import {helpLines} from '../key-table.ts';
import type {ScreenRow, Size} from '../rows.ts';
import {bodyRoom, framed} from './frame-rows.ts';
import {keysOf} from './keys-of.ts';
import {textWindow} from './text-window.ts';

const about: Readonly<Record<Step, string>> = {
  servers:
    'Pick the servers that get a proxy configuration. A server that could not be read cannot be picked: nothing is known that could be kept. Marks stay when the filter changes.',
  role: 'A site system has one proxy configuration, and all its roles share it. This page shows who that is. There is nothing to fill in.',
  proxy:
    'What is not said is kept: each server its own value. The whole record is always written, because the module would set port 80 and System for what is left out.',
  review:
    'Nothing has been written yet. What is written is a command: it is shown, it can be copied, and the same line works in a script.',
};

export function wizardHelpRows(state: WizardState, size: Size): readonly ScreenRow[] {
  const step: Step =
    state.phase === 'servers' || state.phase === 'role' || state.phase === 'proxy' ? state.phase : 'review';
  const frame = {step, title: `Help: ${stepTitles[step]}`};
  const wrapped = (texts: readonly string[]): readonly Line[] =>
    texts.flatMap(text => wrapText(text, size.width)).map(text => ({text}));
  const lines: readonly Line[] = [
    ...fieldHelp(state, size.width),
    ...wrapped([about[step]]),
    {text: ''},
    {text: 'Keys', look: 'heading'},
    ...wrapped(helpLines(keysOf({...state, view: 'plan'}))),
    {text: ''},
    ...wrapped(['cmproxy sets site system servers only. Clients have proxies of their own.']),
  ];
  return framed(state, size, frame, textWindow(lines, state.scroll, bodyRoom(state, size, frame)));
}

/** On the proxy page the field under the cursor comes first. */
function fieldHelp(state: WizardState, width: number): readonly Line[] {
  const row = state.phase === 'proxy' ? proxyRows(state)[state.field] : undefined;
  if (row === undefined || row.kind === 'exceptions') return [];
  return [
    {text: row.field.title, look: 'heading'},
    ...[row.field.help, row.field.longHelp].flatMap(text => wrapText(text, width)).map(text => ({text})),
    {text: ''},
  ];
}
