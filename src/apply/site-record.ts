// Reading and writing the one record that a change is about, whatever its kind.
import type {PlannedChange} from '../plan/plan.ts';
import type {SiteConnection, WriteOutcome} from '../sites/site.ts';
import {whyNotWritable} from './parse-change.ts';
import {recordOn, type RecordValue} from './record.ts';
import type {Secrets} from './secret.ts';

export type RecordOutcome =
  {readonly kind: 'read'; readonly value: RecordValue} | {readonly kind: 'unreadable'; readonly why: string};

/** The record as it is now, fresh from the site. What cannot be read is never "not there". */
export async function readRecord(site: SiteConnection, change: PlannedChange): Promise<RecordOutcome> {
  if (change.object === 'account') {
    const exists = await site.accountExists(change.siteCode, change.userName);
    return exists === null
      ? {kind: 'unreadable', why: `the accounts of site ${change.siteCode} could not be read`}
      : {kind: 'read', value: {exists}};
  }
  const outcome = await site.readSiteSystem(change.siteCode, change.server);
  if (outcome.kind === 'failed') return {kind: 'unreadable', why: outcome.why};
  if (outcome.kind === 'notVisible') return {kind: 'unreadable', why: 'it is not visible to this account'};
  if (!outcome.siteSystem.readable) return {kind: 'unreadable', why: outcome.siteSystem.why ?? 'no reason was given'};
  const value = recordOn(outcome.siteSystem, change.object);
  return value === null ? {kind: 'unreadable', why: missingText(change)} : {kind: 'read', value};
}

export function missingText(change: PlannedChange): string {
  return change.object === 'softwareUpdatePoint'
    ? 'it has no software update point that can be read'
    : 'its proxy record could not be read';
}

/**
 * One call to the provider. The whole record is sent, because the provider resets what is left out: a port to 80, an account to System.
 * Source: ConfigMgrCBDsc, DSC_CMSiteSystemServer.
 */
export async function writeRecord(
  site: SiteConnection,
  change: PlannedChange,
  secrets: Secrets,
  timeoutMs: number,
): Promise<WriteOutcome> {
  const {siteCode, server} = change;
  if (change.object === 'account') {
    const password = await secrets.get(change.userName);
    if (password === null) return {kind: 'refused', why: 'there is no password for it'};
    return site.createAccount({siteCode, userName: change.userName, password}, {timeoutMs});
  }
  if (change.object === 'softwareUpdatePoint') {
    const {useProxy, useProxyForAutoDeploymentRule} = change.after;
    return site.write(
      {object: 'softwareUpdatePoint', siteCode, server, useProxy, useProxyForAutoDeploymentRule},
      {timeoutMs},
    );
  }
  const {enabled, serverName, port, account} = change.after;
  if (!enabled) return site.write({object: 'siteSystem', siteCode, server, enableProxy: false}, {timeoutMs});
  const why = whyNotWritable(change.after);
  if (why !== null || serverName === null || port === null)
    return {kind: 'refused', why: `this record cannot be written: ${why ?? 'it is not whole'}`};
  const proxyAccessAccount = account.kind === 'account' ? account.userName : null;
  return site.write(
    {
      object: 'siteSystem',
      siteCode,
      server,
      enableProxy: true,
      proxyServerName: serverName,
      proxyServerPort: port,
      proxyAccessAccount,
    },
    {timeoutMs},
  );
}
