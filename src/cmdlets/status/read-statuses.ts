// One reading of the statuses that says nothing by itself: what goes wrong comes back as text.
import {statusFindings} from '../../plan/findings/status-findings.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {siteSystemStatuses, type SiteSystemStatus} from '../views/status-json.ts';
import {acceptance} from './accepted.ts';

export type ReadStatuses =
  | {readonly kind: 'read'; readonly open: OpenSite; readonly systems: readonly SiteSystemStatus[]}
  | {readonly kind: 'failed'; readonly text: string};

/** Reads afresh. Never writes to the terminal. */
export async function readStatuses(context: Context): Promise<ReadStatuses> {
  const said: string[] = [];
  const heard = silent(context, text => said.push(text));
  const opened = await openAndRead(heard);
  if (opened.kind === 'refused') return {kind: 'failed', text: said.join('\n')};
  const open = opened.value;
  const accepted = await acceptance(heard, open.hierarchyId);
  if (accepted.kind === 'refused') return {kind: 'failed', text: said.join('\n')};
  const {hierarchy} = open.reading;
  return {kind: 'read', open, systems: siteSystemStatuses(hierarchy, statusFindings(hierarchy), accepted.value)};
}

/** The same context, its getters kept, with nothing that could reach the terminal. */
export function silent(context: Context, message: (text: string) => void = () => undefined): Context {
  return Object.create(context, {data: {value: () => undefined}, message: {value: message}}) as Context;
}
