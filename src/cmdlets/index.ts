// The table of all cmdlets: the command line, the help and the screens read it, and nothing else decides what exists.
import type {Cmdlet} from './cmdlet.ts';
import {getStatus} from './status/get-status.ts';

interface Group {
  /** What a command line of the group begins with: the first word of a command, or the name of a cmdlet; lower case. */
  readonly begins: readonly string[];
  readonly make: () => Promise<readonly Cmdlet[]>;
}

/** In the order of the help. Declaring all of them takes two milliseconds, so a command loads and makes those of its group alone. */
const groups: readonly Group[] = [
  {begins: ['wizard'], make: async () => [(await import('./start-wizard.ts')).startWizard()]},
  {begins: ['status', 'get-cmproxystatus'], make: () => Promise.resolve([getStatus])},
  {
    begins: ['preview', 'get-cmproxyinheritance'],
    make: async () => [(await import('./change/get-inheritance.ts')).getInheritance()],
  },
  {
    begins: ['endpoints', 'get-cmproxyendpoint'],
    make: async () => [(await import('./endpoints/get-endpoint.ts')).getEndpoint()],
  },
  {begins: ['plan', 'new-cmproxyplan'], make: async () => [(await import('./change/new-plan.ts')).newPlan()]},
  {begins: ['apply', 'invoke-cmproxyplan'], make: async () => [(await import('./change/invoke-plan.ts')).invokePlan()]},
  {
    begins: ['replay', 'invoke-cmproxyanswerfile'],
    make: async () => [(await import('./answers/invoke-answer-file.ts')).invokeAnswerFile()],
  },
  {begins: ['account'], make: async () => (await import('./accounts/account-commands.ts')).accountCmdlets()},
  {
    begins: ['profile', 'get-cmproxyprofile'],
    make: async () => (await import('./profiles/profile-commands.ts')).profileCmdlets(),
  },
  {begins: ['undo', 'undo-cmproxychange'], make: async () => [(await import('./change/undo-change.ts')).undoChange()]},
  {
    begins: ['history', 'get-cmproxyhistory'],
    make: async () => [(await import('./change/get-history.ts')).getHistory()],
  },
  {begins: ['finding'], make: async () => (await import('./status/finding-commands.ts')).findingCmdlets()},
  {
    begins: ['site', 'get-cmsiteconnection'],
    make: async () => (await import('./connections/site-commands.ts')).siteCmdlets(),
  },
  {begins: ['lab'], make: async () => (await import('./lab/lab-commands.ts')).labCmdlets()},
  {
    begins: ['get-cmsite', 'get-cmsiterole'],
    make: async () => {
      const {getSite, getSiteRole} = await import('./records/get-site.ts');
      return [getSite(), getSiteRole()];
    },
  },
  {
    begins: ['get-cmaccount', 'new-cmaccount', 'set-cmaccount', 'remove-cmaccount'],
    make: async () => (await import('./accounts/cm-account-commands.ts')).cmAccountCmdlets(),
  },
  {
    begins: ['get-cmsitesystemserver', 'get-cmsoftwareupdatepoint'],
    make: async () => {
      const {getSiteSystemServer, getSoftwareUpdatePoint} = await import('./records/get-site-system-server.ts');
      return [getSiteSystemServer(), getSoftwareUpdatePoint()];
    },
  },
  {
    begins: ['set-cmsitesystemserver', 'set-cmsoftwareupdatepoint'],
    make: async () => {
      const {setSiteSystemServer, setSoftwareUpdatePoint} = await import('./records/set-site-system-server.ts');
      return [setSiteSystemServer(), setSoftwareUpdatePoint()];
    },
  },
  {
    begins: ['config', 'get-cmproxypreference'],
    make: async () => (await import('./preferences/config-commands.ts')).configCmdlets(),
  },
  {begins: ['completion'], make: async () => [(await import('./completion/get-completion.ts')).getCompletion()]},
  {begins: ['help', 'get-help'], make: async () => [(await import('./help/get-help.ts')).makeHelp(cmdlets)]},
];

export async function cmdlets(): Promise<readonly Cmdlet[]> {
  const made = await Promise.all(groups.map(({make}) => make()));
  return made.flat();
}

/** Those that a command line with this first word may mean; all where no group begins with it. */
export function cmdletsFor(word: string): Promise<readonly Cmdlet[]> {
  const wanted = word.toLowerCase();
  return groups.find(({begins}) => begins.includes(wanted))?.make() ?? cmdlets();
}
