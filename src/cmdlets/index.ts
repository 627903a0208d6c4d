// The table of all cmdlets: the command line, the help and the screens read it, and nothing else decides what exists.
import {invokeAnswerFile} from './answers/invoke-answer-file.ts';
import {invokePlan} from './change/invoke-plan.ts';
import {makeHelp} from './help/get-help.ts';
import {accountCmdlets} from './accounts/account-commands.ts';
import {addAcceptedFinding, getAcceptedFinding, removeAcceptedFinding} from './status/finding-commands.ts';
import {cmAccountCmdlets} from './accounts/cm-account-commands.ts';
import {getSite, getSiteRole} from './records/get-site.ts';
import {configCmdlets} from './preferences/config-commands.ts';
import {getCompletion} from './completion/get-completion.ts';
import {getEndpoint} from './endpoints/get-endpoint.ts';
import {getHistory} from './change/get-history.ts';
import {getInheritance} from './change/get-inheritance.ts';
import {getSiteSystemServer, getSoftwareUpdatePoint} from './records/get-site-system-server.ts';
import {getStatus} from './status/get-status.ts';
import type {Cmdlet} from './cmdlet.ts';
import {labCmdlets} from './lab/lab-commands.ts';
import {newPlan} from './change/new-plan.ts';
import {setSiteSystemServer, setSoftwareUpdatePoint} from './records/set-site-system-server.ts';
import {
  addSiteConnection,
  getSiteConnection,
  removeSiteConnection,
  selectSiteConnection,
} from './connections/site-commands.ts';
import {profileCmdlets} from './profiles/profile-commands.ts';
import {startWizard} from './start-wizard.ts';
import {undoChange} from './change/undo-change.ts';
import {unlockRun} from './connections/unlock-run.ts';

interface Group {
  /** What a command line of the group begins with: the first word of a command, or the name of a cmdlet; lower case. */
  readonly begins: readonly string[];
  readonly make: () => readonly Cmdlet[];
}

/** In the order of the help. Making a cmdlet costs a twentieth of a millisecond, so a command makes those of its group alone. */
const groups: readonly Group[] = [
  {begins: ['wizard'], make: () => [startWizard()]},
  {begins: ['status', 'get-cmproxystatus'], make: () => [getStatus]},
  {begins: ['preview', 'get-cmproxyinheritance'], make: () => [getInheritance()]},
  {begins: ['endpoints', 'get-cmproxyendpoint'], make: () => [getEndpoint()]},
  {begins: ['plan', 'new-cmproxyplan'], make: () => [newPlan()]},
  {begins: ['apply', 'invoke-cmproxyplan'], make: () => [invokePlan()]},
  {begins: ['replay', 'invoke-cmproxyanswerfile'], make: () => [invokeAnswerFile()]},
  {begins: ['account'], make: accountCmdlets},
  {begins: ['profile', 'get-cmproxyprofile'], make: profileCmdlets},
  {begins: ['undo', 'undo-cmproxychange'], make: () => [undoChange()]},
  {begins: ['history', 'get-cmproxyhistory'], make: () => [getHistory()]},
  {begins: ['finding'], make: () => [addAcceptedFinding(), getAcceptedFinding(), removeAcceptedFinding()]},
  {
    begins: ['site', 'get-cmsiteconnection'],
    make: () => [addSiteConnection(), getSiteConnection(), selectSiteConnection(), removeSiteConnection(), unlockRun()],
  },
  {begins: ['lab'], make: labCmdlets},
  {begins: ['get-cmsite', 'get-cmsiterole'], make: () => [getSite(), getSiteRole()]},
  {begins: ['get-cmaccount', 'new-cmaccount', 'set-cmaccount', 'remove-cmaccount'], make: cmAccountCmdlets},
  {
    begins: [
      'get-cmsitesystemserver',
      'set-cmsitesystemserver',
      'get-cmsoftwareupdatepoint',
      'set-cmsoftwareupdatepoint',
    ],
    make: () => [getSiteSystemServer(), setSiteSystemServer(), getSoftwareUpdatePoint(), setSoftwareUpdatePoint()],
  },
  {begins: ['config', 'get-cmproxypreference'], make: configCmdlets},
  {begins: ['completion'], make: () => [getCompletion()]},
  {begins: ['help', 'get-help'], make: () => [makeHelp(cmdlets)]},
];

export const cmdlets = (): readonly Cmdlet[] => groups.flatMap(({make}) => make());

/** Those that a command line with this first word may mean; all where no group begins with it. */
export function cmdletsFor(word: string): readonly Cmdlet[] {
  const wanted = word.toLowerCase();
  return groups.find(({begins}) => begins.includes(wanted))?.make() ?? cmdlets();
}
