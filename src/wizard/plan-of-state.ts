// The plan that the present answers make: the live preview, the review and the run all come from it.
import {makePlan} from '../plan/make-plan.ts';
import type {Plan} from '../plan/plan.ts';
export type {Plan} from '../plan/plan.ts';
export {scriptForms, titleOfForm} from '../plan/script/script-forms.ts';
import {desiredFromAnswers, overridesFromAnswers} from './answers.ts';
import {pickedSystems} from './choices.ts';
import type {WizardState} from './state.ts';

export type WizardPlan =
  {readonly kind: 'plan'; readonly plan: Plan} | {readonly kind: 'refused'; readonly why: string};

type Asked = Pick<WizardState, 'answers' | 'exceptions' | 'createAccount' | 'marked' | 'ticket' | 'subject'>;

let last: {readonly asked: Asked; readonly result: WizardPlan} | null = null;

/** Made once for the same answers, servers, ticket and choice of creating an account. */
export function planOfState(state: WizardState): WizardPlan {
  if (last !== null && isSame(last.asked, state)) return last.result;
  const {answers, exceptions, createAccount, marked, ticket, subject} = state;
  const result = build(state, false);
  last = {asked: {answers, exceptions, createAccount, marked, ticket, subject}, result};
  return result;
}

function isSame(a: Asked, b: Asked): boolean {
  return (
    a.answers === b.answers &&
    a.exceptions === b.exceptions &&
    a.createAccount === b.createAccount &&
    a.marked === b.marked &&
    a.ticket === b.ticket &&
    a.subject === b.subject
  );
}

/** The same plan with its scripts, for the script views and for saving; null where there is none. */
export function fullPlanOfState(state: WizardState): Plan | null {
  const made = build(state, true);
  return made.kind === 'plan' ? made.plan : null;
}

function build(state: WizardState, withScripts: boolean): WizardPlan {
  const {subject} = state;
  const made = makePlan({
    hierarchy: subject.hierarchy,
    hierarchyId: subject.hierarchyId,
    connection: subject.connection,
    readAt: subject.readAt,
    createdAt: subject.readAt,
    toolVersion: subject.toolVersion,
    names: pickedSystems(state).map(system => `${system.siteCode}/${system.server}`),
    conditions: [],
    desired: desiredFromAnswers(state),
    overrides: overridesFromAnswers(state),
    createAccounts: state.createAccount,
    ticket: state.ticket === '' ? null : state.ticket,
    note: null,
    withScripts,
  });
  return made.kind === 'plan' ? made : {kind: 'refused', why: `${made.what}: ${made.why}. ${made.todo}`};
}
