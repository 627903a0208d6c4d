// One reading of the statuses that says nothing by itself: what goes wrong comes back as text.
import {statusFindings} from '../../plan/findings/status-findings.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
import type {OpenSite} from '../opened.ts';
import {siteSystemStatuses, type SiteSystemStatus} from '../views/status-json.ts';
import {acceptedHere} from './accepted.ts';

export interface Statuses {
  readonly open: OpenSite;
  readonly systems: readonly SiteSystemStatus[];
  /** What has to be told beside it; null as a rule. */
  readonly notice: string | null;
}

export type ReadStatuses = ({readonly kind: 'read'} & Statuses) | {readonly kind: 'failed'; readonly text: string};

/** Reads afresh. Never writes to the terminal. */
export async function readStatuses(context: Context): Promise<ReadStatuses> {
  const said: string[] = [];
  const heard = silent(context, text => said.push(text));
  const opened = await openAndRead(heard);
  if (opened.kind === 'refused') return {kind: 'failed', text: said.join('\n')};
  return {kind: 'read', ...(await statusesOf(context, opened.value))};
}

export async function statusesOf(context: Context, open: OpenSite): Promise<Statuses> {
  const {hierarchy} = open.reading;
  const {acceptance, problem} = await acceptedHere(context, open.hierarchyId);
  return {
    open,
    systems: siteSystemStatuses(hierarchy, statusFindings(hierarchy), acceptance),
    notice: problem === null ? null : `${problem.what}: ${problem.why}`,
  };
}

/** The same context, its getters kept, with nothing that could reach the terminal. */
export function silent(context: Context, message: (text: string) => void = () => undefined): Context {
  return Object.create(context, {data: {value: () => undefined}, message: {value: message}}) as Context;
}
