// The state at the beginning: which servers there are to pick, and which may not be.
import {shortName, siteSystemKey} from '../model/server-name.ts';
import {consoleNameOfRole, siteSystemRole} from '../model/roles.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {markNames, problemTexts} from './mark-names.ts';
import {keep, type Answers, type RunChoices, type ServerChoice, type Subject, type WizardState} from './state.ts';

export const emptyAnswers: Answers = {
  'proxy.enabled': keep,
  'proxy.serverName': keep,
  'proxy.port': keep,
  'proxy.account': keep,
  'softwareUpdatePoint.useProxy': keep,
  'softwareUpdatePoint.useProxyForAutoDeploymentRule': keep,
};

export const noRunChoices: RunChoices = {serial: '', pause: '', maxFailures: ''};

/** `names`: servers given on the command line, marked at once; a name that fits none is told in `message`. */
export function startState(subject: Subject, names: readonly string[]): WizardState {
  const {siteSystems} = subject.hierarchy;
  const times = new Map<string, number>();
  for (const {siteCode, server} of siteSystems) {
    const short = siteSystemKey(siteCode, shortName(server));
    times.set(short, (times.get(short) ?? 0) + 1);
  }
  const choices = siteSystems
    .map(system => choiceOf(system, times.get(siteSystemKey(system.siteCode, shortName(system.server))) === 1))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const {marked, problems} = markNames(subject.hierarchy, names);
  const firstMarked = choices.findIndex(choice => marked.has(choice.key));
  return {
    subject,
    choices,
    phase: 'servers',
    filter: '',
    editing: null,
    cursor: Math.max(0, firstMarked),
    marked,
    listProblems: [],
    roleCursor: 0,
    opened: false,
    answers: emptyAnswers,
    answersFor: '',
    exceptions: new Map(),
    exception: null,
    createAccount: false,
    field: 0,
    picking: null,
    scroll: 0,
    reviewCursor: 0,
    fromReview: false,
    view: 'plan',
    form: 'cmdlet',
    ticket: '',
    run: noRunChoices,
    confirmation: '',
    quitAsked: false,
    message: problems.length === 0 ? null : problemTexts(problems).join('; '),
    progress: null,
    changedMeanwhile: new Map(),
  };
}

function choiceOf(system: SiteSystem, isAlone: boolean): ServerChoice {
  const {proxy, roles} = system;
  const names = roles.filter(role => role.name !== siteSystemRole).map(role => consoleNameOfRole(role.name));
  const account = proxy?.account.kind === 'account' ? proxy.account.userName : 'system';
  const use = proxy === null ? 'unknown' : proxy.enabled ? `on ${account}` : 'off';
  return {
    key: siteSystemKey(system.siteCode, system.server),
    system,
    name: isAlone ? shortName(system.server) : system.server,
    why: system.readable && proxy !== null ? null : (system.why ?? 'could not be read'),
    search: [`${system.siteCode}/${system.server}`, `${proxy?.serverName ?? ''}:${proxy?.port ?? ''}`, use, ...names]
      .join('\n')
      .toLowerCase(),
  };
}
