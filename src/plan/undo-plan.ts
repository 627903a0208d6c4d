// The exact reverse of changes, and what the provider cannot write back.
import {proxyFields, switchFields} from './changes.ts';
import type {PlannedChange, SiteSystemChange} from './plan.ts';
import {whyNotWhole} from './whole-record.ts';

export interface NotRestored {
  readonly server: string;
  readonly siteCode: string;
  readonly what: string;
}

export interface Reversed {
  readonly changes: readonly PlannedChange[];
  readonly cannotRestore: readonly NotRestored[];
}

/**
 * Last write first, before and after swapped. Accounts stay. What stood behind a disabled proxy cannot be written back: turning off sends nothing
 * else. Nor can a record that was stored without a port or that does not tell its account; its change is listed all the same, and fails where it is
 * tried. Source: ConfigMgrCBDsc, DSC_CMSiteSystemServer.
 */
export function reverseChanges(changes: readonly PlannedChange[]): Reversed {
  const reversed: PlannedChange[] = [];
  const cannotRestore: NotRestored[] = [];
  for (const change of changes.toReversed()) {
    if (change.object === 'account') continue;
    const {server, siteCode} = change;
    const order = reversed.length + 1;
    if (change.object === 'softwareUpdatePoint')
      reversed.push({
        order,
        server,
        siteCode,
        object: change.object,
        before: change.after,
        after: change.before,
        fields: switchFields(change.after, change.before),
      });
    else {
      const back = backTo(change);
      reversed.push({
        order,
        server,
        siteCode,
        object: change.object,
        before: change.after,
        after: back.after,
        fields: proxyFields(change.after, back.after),
      });
      const broken = whyNotWhole(back.after);
      if (broken !== null)
        cannotRestore.push({server, siteCode, what: `the record as it was, which cannot be written: ${broken}`});
      if (back.lost.length > 0)
        cannotRestore.push({server, siteCode, what: `${back.lost.join(', ')} stored behind the proxy that was off`});
    }
  }
  return {
    changes: reversed
      .filter(change => change.fields.length > 0)
      .map((change, index) => ({...change, order: index + 1})),
    cannotRestore,
  };
}

/** The record after the undo: where the proxy was off, it is turned off and keeps what is stored now. */
function backTo({before, after}: SiteSystemChange): {
  readonly after: SiteSystemChange['before'];
  readonly lost: readonly string[];
} {
  if (before.enabled) return {after: before, lost: []};
  const kept = {...after, enabled: false};
  const lost = proxyFields(kept, before).map(field => {
    if (field === 'proxy.serverName') return `the name ${before.serverName ?? '(none)'}`;
    if (field === 'proxy.port') return `the port ${before.port ?? '(none)'}`;
    return `the account ${before.account.kind === 'account' ? before.account.userName : 'System'}`;
  });
  return {after: kept, lost};
}
