// What was done to the hierarchy: the list of runs, and one run with what can be done about it.
import type {StatusReading} from '../../../cmdlets/status/read-status.ts';
import {countText} from '../../../cmdlets/views/summary.ts';
import {wrapText} from '../../../terminal/wrap-text.ts';
import type {Line} from '../../components/lines.tsx';
import type {StatusState} from '../state.ts';
import {listPage, type Item, type PageView} from './page-view.ts';

export function historyPage({runs, journalProblem}: StatusReading): PageView {
  const items = runs.map((run): Item => ({
    line: {
      text: `${run.at.slice(0, 16).replace('T', ' ')}  ${run.operation}  ${countText(run.servers.length, 'server')}  ${run.result}${run.resumable ? ', unfinished' : ''}  ${run.who}${run.ticket === null ? '' : `  ${run.ticket}`}${run.undoneBy === null ? '' : '  (undone)'}`,
      ...(run.result === 'partial' || run.result === 'unknown' ? {look: 'warning' as const} : {}),
      ...(run.result === 'failed' ? {look: 'fault' as const} : {}),
    },
    event: {type: 'goTo', kind: 'run', about: run.run},
    copy: run.run,
  }));
  return listPage('History', items, {
    intro: [
      ...(journalProblem === null ? [] : [{text: journalProblem, look: 'warning' as const}]),
      {text: 'Times are UTC. Enter opens a run.', look: 'dim'},
    ],
    empty: 'No change by cmproxy is recorded for this hierarchy.',
  });
}

export function runPage({runs}: StatusReading, name: string, read: StatusState['runFields'], width: number): PageView {
  const run = runs.find(item => item.run === name);
  if (run === undefined) return listPage(`Run ${name}`, [], {empty: 'This run is not in the journal any more.'});
  const facts: readonly string[] = [
    `${run.operation} at ${run.at} by ${run.who} on ${run.host}${run.siteAccount === null ? '' : `, writing as ${run.siteAccount}`}`,
    `Result: ${run.result}${run.resumable ? ', unfinished: it can be resumed' : ''}${run.ticket === null ? '' : `   Ticket ${run.ticket}`}`,
    ...(run.undoes === null ? [] : [`It undid ${run.undoes}.`]),
    ...(run.undoneBy === null ? [] : [`It was undone by ${run.undoneBy}.`]),
    ...(run.trusted ? [] : ['The chain of the journal is broken before it: it cannot be undone by the journal.']),
  ];
  const fields = read?.run === name ? read : null;
  const changes: readonly string[] =
    fields === null
      ? ['reading what it changed...']
      : fields.problem !== null
        ? [fields.problem]
        : fields.fields.map(
            ({siteCode, server, field, before, after, state, why}) =>
              `${siteCode}/${server}: ${field} ${before} -> ${after}  ${state}${why === null ? '' : `: ${why}`}`,
          );
  const show = `cmproxy history ${name}`;
  const items: readonly Item[] = [
    ...(run.undoneBy !== null
      ? []
      : [
          {
            line: {text: 'Undo this run: look at what it would write back'},
            event: {type: 'undo', run: name},
            copy: `cmproxy undo ${name}`,
          } satisfies Item,
        ]),
    ...(run.resumable
      ? [
          {
            line: {text: 'Resume it: complete the servers that are left'},
            event: {
              type: 'prepare' as const,
              prepared: {
                title: `Resume run ${name}`,
                args: ['apply', '--resume', name, '--yes', '--output', 'json'],
                review: ['Each server is read again first; one that is already as planned is left alone.'],
                siteCode: null,
              },
            },
            copy: `cmproxy apply --resume ${name}`,
          },
        ]
      : []),
    {
      line: {text: `Copy the command that shows every field: ${show}`},
      event: {type: 'copyText', text: show, what: 'the command'},
      copy: show,
    },
  ];
  return listPage(
    `Run ${name}`,
    [
      ...items,
      ...changes.flatMap(text => wrapText(text, width - 2)).map((text): Item => ({line: {text}, event: null})),
    ],
    {
      intro: [...facts.flatMap(text => wrapText(text, width)).map((text): Line => ({text})), {text: ''}],
    },
  );
}
