// The state at the beginning: which servers there are to pick, and which may not be.
import {siteSystemKey} from '../model/server-name.ts';
import {findSiteSystem} from '../model/select-servers.ts';
import {keep, type Answers, type ServerChoice, type Subject, type WizardState} from './state.ts';

export const emptyAnswers: Answers = {
  'proxy.enabled': keep,
  'proxy.serverName': keep,
  'proxy.port': keep,
  'proxy.account': keep,
  'softwareUpdatePoint.useProxy': keep,
  'softwareUpdatePoint.useProxyForAutoDeploymentRule': keep,
};

/** `names`: servers given on the command line, marked at once; a name that fits none is told in `message`. */
export function startState(subject: Subject, names: readonly string[]): WizardState {
  const choices: readonly ServerChoice[] = subject.hierarchy.siteSystems
    .map(system => ({
      key: siteSystemKey(system.siteCode, system.server),
      system,
      why: system.readable && system.proxy !== null ? null : (system.why ?? 'could not be read'),
    }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const marked = new Set<string>();
  const problems: string[] = [];
  for (const name of names) {
    const match = findSiteSystem(subject.hierarchy, name);
    if (match.kind === 'found' && match.siteSystem.readable)
      marked.add(siteSystemKey(match.siteSystem.siteCode, match.siteSystem.server));
    else if (match.kind === 'found') problems.push(`${name} could not be read: ${match.siteSystem.why ?? ''}`);
    else if (match.kind === 'ambiguous') problems.push(`${name} stands under several sites: give SITE/SERVER`);
    else problems.push(`${name} is not there, or not visible`);
  }
  const firstMarked = choices.findIndex(choice => marked.has(choice.key));
  return {
    subject,
    choices,
    phase: 'servers',
    filter: '',
    filtering: false,
    cursor: Math.max(0, firstMarked),
    marked,
    roleCursor: 0,
    opened: false,
    answers: emptyAnswers,
    answersFor: '',
    createAccount: false,
    field: 0,
    scroll: 0,
    view: 'plan',
    confirmation: '',
    message: problems.length === 0 ? null : problems.join('; '),
    progress: null,
  };
}
