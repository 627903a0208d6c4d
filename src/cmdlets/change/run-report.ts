// What a run tells, as JSON lines or in words, and its end.
import {differenceText} from '../../apply/check-records.ts';
import type {RunEvent} from '../../apply/events.ts';
import type {RunReport} from '../../apply/run-input.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import type {Context} from '../context.ts';
import {fullName} from '../views/proxy-text.ts';

const words: Readonly<Record<string, string>> = {
  writing: 'writing',
  accepted: 'accepted',
  applied: 'applied',
  failed: 'FAILED',
  uncertain: 'UNCERTAIN',
  skipped: 'skipped',
};

/** Prints events as they come. In words the steps go to standard error and the result to standard output. */
export function eventPrinter(context: Context): (event: RunEvent) => void {
  if (context.format === 'json') return event => context.data(`${JSON.stringify(event)}\n`);
  return event => {
    if ('order' in event) {
      if (event.event === 'writing' && !context.verbose) return;
      const why = event.why === null ? '' : `: ${event.why}`;
      context.message(
        makeSafe(`${words[event.event] ?? event.event}  ${fullName(event)}  ${objectText(event.object)}${why}`),
      );
    } else if (event.event !== 'started' && event.event !== 'finished') context.message(makeSafe(event.text));
  };
}

function objectText(object: string): string {
  return object === 'siteSystem'
    ? 'site system proxy'
    : object === 'softwareUpdatePoint'
      ? 'software update point switches'
      : 'account';
}

const results: Readonly<Record<string, string>> = {
  applied: 'applied, in use not checked',
  same: 'nothing differs',
  acceptedNotApplied: 'accepted, not applied yet',
  uncertain: 'uncertain',
  failed: 'failed',
  stale: 'changed meanwhile, not written',
  notStarted: 'not started',
};

/** One result per server, then where the way back is. Nothing in JSON: there the events say it. */
export function printReport(context: Context, report: RunReport): void {
  if (context.format === 'json') {
    if (report.exitCode !== exitCodes.done) context.message(makeSafe(`cmproxy: ${report.text}`));
    return;
  }
  for (const difference of report.differences) {
    context.message(makeSafe(`  ${differenceText(difference)}`));
  }
  for (const server of report.servers) {
    const why = server.why === null ? '' : `: ${server.why}`;
    context.data(
      context.format === 'table'
        ? `${makeSafe(`${fullName(server)}  ${results[server.result] ?? server.result}${why}`)}\n`
        : `${[server.result, server.siteCode, server.server, server.why ?? '-'].map(text => makeSafe(text)).join('\t')}\n`,
    );
  }
  context.message(makeSafe(report.exitCode === exitCodes.done ? report.text : `cmproxy: ${report.text}`));
  if (report.undoFile !== null) context.message(makeSafe(`Undo file: ${report.undoFile}`));
  if (report.undoFile !== null && !context.quiet) context.message(makeSafe(`To go back: cmproxy undo ${report.run}`));
}
