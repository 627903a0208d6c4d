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

export const cmdlets = (): readonly Cmdlet[] => [
  startWizard(),
  getStatus,
  getInheritance(),
  getEndpoint(),
  newPlan(),
  invokePlan(),
  invokeAnswerFile(),
  ...accountCmdlets(),
  ...profileCmdlets(),
  undoChange(),
  getHistory(),
  addAcceptedFinding(),
  getAcceptedFinding(),
  removeAcceptedFinding(),
  addSiteConnection(),
  getSiteConnection(),
  selectSiteConnection(),
  removeSiteConnection(),
  unlockRun(),
  ...labCmdlets(),
  getSite(),
  getSiteRole(),
  ...cmAccountCmdlets(),
  getSiteSystemServer(),
  setSiteSystemServer(),
  getSoftwareUpdatePoint(),
  setSoftwareUpdatePoint(),
  ...configCmdlets(),
  getCompletion(),
  makeHelp(cmdlets),
];
