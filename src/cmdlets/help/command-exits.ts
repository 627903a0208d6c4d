// Which exit codes a command may end with, for its help.
import {exitCodes, type ExitCodeName} from '../../model/exit-codes.ts';
import type {Cmdlet} from '../cmdlet.ts';

/** Beside 0, 1 and 64, which every command may give. */
const ofName: Readonly<Record<string, readonly ExitCodeName[]>> = {
  'New-CMProxyPlan': ['differs', 'unknown', 'stale'],
  'Get-CMProxyStatus': ['differs', 'unknown'],
  'Compare-CMProxyProfile': ['differs', 'unknown'],
  'Get-CMProxyEndpoint': ['unknown'],
  'Invoke-CMProxyAnswerFile': ['differs'],
  'Invoke-CMProxyProfile': ['differs'],
  'Switch-CMProxyAccount': ['differs'],
};

/** What writes to a site may end in each of these. */
const writers = new Set([
  'Start-CMProxyWizard',
  'Invoke-CMProxyPlan',
  'Invoke-CMProxyAnswerFile',
  'Invoke-CMProxyProfile',
  'Undo-CMProxyChange',
  'Switch-CMProxyAccount',
  'Add-CMProxyAccount',
  'Set-CMProxyAccountPassword',
  'Remove-CMProxyAccount',
  'New-CMAccount',
  'Set-CMAccount',
  'Remove-CMAccount',
  'Set-CMSiteSystemServer',
  'Set-CMSoftwareUpdatePoint',
]);
const ofWriters: readonly ExitCodeName[] = ['unknown', 'partial', 'stale', 'locked', 'cancelled'];

/** In the order of their numbers. */
export function exitsOf({name, pipeline, supportsShouldProcess}: Cmdlet): readonly ExitCodeName[] {
  const own = new Set<ExitCodeName>([
    'done',
    'failed',
    'usage',
    ...(ofName[name] ?? []),
    ...(writers.has(name) ? ofWriters : []),
    ...(pipeline === undefined ? [] : (['partial'] as const)),
    ...(supportsShouldProcess === true ? (['cancelled'] as const) : []),
  ]);
  return (Object.keys(exitCodes) as ExitCodeName[]).filter(item => own.has(item));
}
