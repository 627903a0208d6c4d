// The plan that the present answers make: the live preview, the review and the run all come from it.
import {makePlan} from '../plan/make-plan.ts';
import type {Plan} from '../plan/plan.ts';
export type {Plan} from '../plan/plan.ts';
import {desiredFromAnswers, pickedSystems} from './answers.ts';
import type {WizardState} from './state.ts';

export type WizardPlan =
  {readonly kind: 'plan'; readonly plan: Plan} | {readonly kind: 'refused'; readonly why: string};

const cache = new WeakMap<object, {createAccount: boolean; marked: ReadonlySet<string>; result: WizardPlan}>();

/** Made once for the same answers, servers and choice of creating an account. */
export function planOfState(state: WizardState): WizardPlan {
  const known = cache.get(state.answers);
  if (known !== undefined && known.createAccount === state.createAccount && known.marked === state.marked)
    return known.result;
  const result = build(state);
  cache.set(state.answers, {createAccount: state.createAccount, marked: state.marked, result});
  return result;
}

/** The same plan with its scripts, for the script views and for saving; null where there is none. */
export function fullPlanOfState(state: WizardState): Plan | null {
  const made = build(state, true);
  return made.kind === 'plan' ? made.plan : null;
}

function build(state: WizardState, withScripts = false): WizardPlan {
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
    createAccounts: state.createAccount,
    ticket: null,
    note: null,
    withScripts,
  });
  return made.kind === 'plan' ? made : {kind: 'refused', why: `${made.what}: ${made.why}. ${made.todo}`};
}
