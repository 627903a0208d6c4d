// The answers of a wizard as an answer file.
import {siteSystemKey} from '../../model/server-name.ts';
import {desiredFromAnswers, overridesFromAnswers} from '../answers.ts';
import {pickedSystems} from '../choices.ts';
import type {WizardState} from '../state.ts';
import type {AnswerFile} from './answer-file.ts';

/** `at`: ISO 8601 UTC. */
export function answersOfState(state: WizardState, at: string): AnswerFile {
  const systems = pickedSystems(state);
  const codes = [...new Set(systems.map(system => system.siteCode))].toSorted((a, b) => (a < b ? -1 : 1));
  const sites = state.subject.hierarchy.sites.filter(site => codes.includes(site.siteCode));
  const names = new Map(
    systems.map(system => [siteSystemKey(system.siteCode, system.server), `${system.siteCode}/${system.server}`]),
  );
  return {
    servers: [...names.values()],
    desired: desiredFromAnswers(state),
    overrides: new Map([...overridesFromAnswers(state)].map(([key, change]) => [names.get(key) ?? key, change])),
    ticket: state.ticket === '' ? null : state.ticket,
    recorded: {
      at,
      by: `cmproxy ${state.subject.toolVersion}`,
      connection: state.subject.connection,
      siteCodes: codes,
      releases: [...new Set(sites.map(site => site.release).filter(release => release !== null))],
    },
  };
}
