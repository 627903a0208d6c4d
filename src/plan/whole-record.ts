// Whether a proxy record can be written at all: a provider takes whole records only, and may have stored one that it would not take again.
import {validateAccountName, validatePort, validateServerName} from '../model/validate-proxy.ts';
import type {PlannedProxy} from './plan.ts';

/** Why this record can never be written, by the one validator of proxy values; null where it can. Off is always writable: nothing else is sent. */
export function whyNotWhole({enabled, serverName, port, account}: PlannedProxy): string | null {
  if (!enabled) return null;
  if (account.kind === 'unknown') return 'its account is not known';
  const checks = [validateServerName(serverName ?? ''), validatePort(port)];
  if (account.kind === 'account') checks.push(validateAccountName(account.userName));
  for (const check of checks) if (check.kind === 'refused') return check.text;
  return null;
}
