// A command that the status screen runs, as lines: what runs, how far it is, how it ended.
import {addRunLine, noProgress} from '../../wizard/run-progress.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Line} from '../components/lines.tsx';
import {logResult} from '../command-log.ts';
import {commandLine} from './command-line.ts';
import type {Running} from './state.ts';

export function runLines({prepared, lines, stopping, ended}: Running, width: number): readonly Line[] {
  const progress = lines.reduce(addRunLine, noProgress);
  const wrapped = (text: string, look?: Line['look']): Line[] =>
    wrapText(text, width).map(part => ({text: part, look}));
  return [
    {text: prepared.title, look: 'heading'},
    ...wrapped(`Runs: ${commandLine(prepared.args)}`, 'dim'),
    {text: ''},
    ...progress.servers.flatMap(({siteCode, server, state, why}) =>
      wrapped(`${siteCode}/${server}  ${state}${why === null ? '' : `: ${why}`}`),
    ),
    ...progress.notices.flatMap(text => wrapped(text)),
    ...(progress.passing === null ? [] : wrapped(progress.passing)),
    ...(stopping && ended === null
      ? [{text: 'Stopping: the server in hand is finished first.', look: 'warning' as const}]
      : []),
    ...(progress.end === null ? [] : wrapped(progress.end.text, progress.end.exitCode === 0 ? undefined : 'warning')),
    ...(progress.end?.undoFile ? wrapped(`Undo file: ${progress.end.undoFile}`) : []),
    ...(ended === null ? [] : wrapped(`It ${logResult(ended)}`, ended.exitCode === 0 ? 'heading' : 'fault')),
  ];
}
