// The table of all cmdlets: the command line, the help and the screens read it, and nothing else decides what exists.
import {invokeAnswerFile} from './invoke-answer-file.ts';
import {invokePlan} from './invoke-plan.ts';
import {makeHelp} from './get-help.ts';
import {accountCmdlets} from './account-commands.ts';
import {addAcceptedFinding, getAcceptedFinding, removeAcceptedFinding} from './finding-commands.ts';
import {cmAccountCmdlets} from './cm-account-commands.ts';
import {getSite, getSiteRole} from './get-site.ts';
import {configCmdlets} from './config-commands.ts';
import {getCompletion} from './get-completion.ts';
import {getEndpoint} from './get-endpoint.ts';
import {getHistory} from './get-history.ts';
import {getInheritance} from './get-inheritance.ts';
import {getSiteSystemServer, getSoftwareUpdatePoint} from './get-site-system-server.ts';
import {getStatus} from './get-status.ts';
import type {Cmdlet} from './cmdlet.ts';
import {labCmdlets} from './lab-commands.ts';
import {newPlan} from './new-plan.ts';
import {setSiteSystemServer, setSoftwareUpdatePoint} from './set-site-system-server.ts';
import {addSiteConnection, getSiteConnection, removeSiteConnection, selectSiteConnection} from './site-commands.ts';
import {profileCmdlets} from './profile-commands.ts';
import {startWizard} from './start-wizard.ts';
import {undoChange} from './undo-change.ts';
import {unlockRun} from './unlock-run.ts';

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
