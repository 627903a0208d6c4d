// `status --watch` in a pipe: the first reading, then a line for each field that changed, and nothing while nothing changes.
import {exitCodes} from '../../model/exit-codes.ts';
import {formatProblem} from '../../terminal/error-text.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {renderPlain} from '../../terminal/render-plain.ts';
import type {Context} from '../context.ts';
import {showSystems, type StatusLook} from '../views/show-status.ts';
import {statusDocument} from '../views/status-json.ts';
import {countText} from '../views/summary.ts';
import type {WatchedReading, WatchSink} from './watch-loop.ts';

export function lineSink(context: Context, look: StatusLook, intervalMs: number): WatchSink {
  const json = context.format === 'json';
  const event = (name: string, more: object): void =>
    context.data(`${JSON.stringify({schemaVersion: 1, event: name, ...more})}\n`);
  let lastNotice: string | null = null;
  const notice = (reading: WatchedReading): void => {
    if (reading.notice !== null && reading.notice !== lastNotice) context.message(makeSafe(reading.notice));
    lastNotice = reading.notice;
  };
  return {
    first: reading => {
      notice(reading);
      const {open, systems, shown} = reading;
      if (json) {
        const {schemaVersion: _, ...document} = statusDocument(open, shown);
        event('reading', document);
      } else showSystems(context, open, {all: systems, shown}, look);
    },
    again: (reading, changes, failures) => {
      notice(reading);
      const at = reading.open.reading.readAt;
      if (failures > 0) {
        context.message(`Read again after ${countText(failures, 'failed reading')}.`);
        if (json) event('recovered', {at, failures});
      }
      if (json) for (const change of changes) event('changed', {at, ...change});
      else {
        const rows = changes.map(({siteCode, server, field, before, after}) => [
          'changed',
          siteCode,
          server,
          field,
          before ?? 'not listed',
          after ?? 'not listed',
          at,
        ]);
        context.data(renderPlain(['event', 'siteCode', 'server', 'field', 'before', 'after', 'at'], rows));
      }
    },
    failed: ({what, why, todo}, failures) => {
      const at = context.clock().toISOString();
      if (json)
        event('failed', {
          at,
          failures,
          retryInMs: intervalMs,
          error: {exitCode: exitCodes.failed, what, why, do: todo},
        });
      context.message(
        `${formatProblem({what, why, todo})}\n  ${countText(failures, 'failed reading')} in a row; it is tried again.`,
      );
    },
  };
}
