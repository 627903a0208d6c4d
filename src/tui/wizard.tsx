// The wizard on the screen: keys to events, state to a screen, a confirmed plan to a child process.
import {useApp, useInput, useWindowSize} from 'ink';
import {useEffect, useReducer, useRef, useState, type ReactElement} from 'react';
import {visibleFields} from '../wizard/answers.ts';
import {runCommand, type RunCommand} from '../wizard/command-line.ts';
import {fullPlanOfState, planOfState, type Plan} from '../wizard/plan-of-state.ts';
import {reduce, type WizardEvent} from '../wizard/reduce.ts';
import type {WizardState} from '../wizard/state.ts';
import {toKey, type Key} from './keys.ts';
import type {ChildRun} from './run-child.ts';
import {ProxyStep} from './screens/proxy-step.tsx';
import {ReviewStep} from './screens/review-step.tsx';
import {RoleStep} from './screens/role-step.tsx';
import {ServersStep} from './screens/servers-step.tsx';

export interface WizardEffects {
  /** Keeps the plan where the run finds it; null where it may not be kept because it creates an account. */
  readonly savePlan: (plan: Plan) => string | null;
  readonly run: (
    command: RunCommand,
    password: string | null,
    onLine: (line: string) => void,
    onEnd: (exitCode: number, text: string) => void,
  ) => Promise<ChildRun>;
  /** Called with the last state, just before the screen goes. */
  readonly onLeave: (state: WizardState) => void;
}

export function Wizard({start, effects}: {readonly start: WizardState; readonly effects: WizardEffects}): ReactElement {
  const {exit} = useApp();
  const {columns, rows} = useWindowSize();
  const [state, dispatch] = useReducer(reduce, start);
  const child = useRef<Promise<ChildRun> | null>(null);
  const latest = useRef(state);
  latest.current = state;
  const width = Math.max(20, columns);
  const height = Math.max(8, rows - 1);

  const inReview = state.phase === 'review' || state.phase === 'confirm' || state.phase === 'password';
  const reviewed = useReviewedPlan(state, inReview);
  const command = useCommand(state, effects);

  const runNow = (password: string | null): void => {
    if (child.current !== null || command === null) return;
    child.current = effects.run(
      command,
      password,
      line => dispatch({type: 'runLine', line}),
      (exitCode, text) => dispatch({type: 'runEnded', exitCode, text}),
    );
  };
  useEffect(() => {
    if (state.phase === 'run' && child.current === null) runNow(null);
  });

  // The frame goes first, so that the last words, printed plainly afterwards, stand in the scrollback once.
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    if (leaving) exit();
  }, [leaving, exit]);
  const leave = (): void => {
    effects.onLeave(latest.current);
    setLeaving(true);
  };
  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key === null) return;
    if (key.name === 'ctrl+c') {
      if (state.phase === 'run') void child.current?.then(run => run.interrupt());
      else leave();
      return;
    }
    if (state.phase === 'end') {
      leave();
      return;
    }
    const event = keyEvent(state, key);
    if (event !== null) dispatch(event);
  });

  const props = {state, dispatch, width, height};
  if (leaving) return <></>;
  if (state.phase === 'servers') return <ServersStep {...props} />;
  if (state.phase === 'role') return <RoleStep {...props} />;
  if (state.phase === 'proxy') return <ProxyStep {...props} />;
  return (
    <ReviewStep
      {...props}
      command={command?.line ?? ''}
      script={reviewed?.script ?? ''}
      undoScript={reviewed?.undoScript ?? ''}
      onPassword={password => {
        runNow(password);
        dispatch({type: 'passwordGiven'});
      }}
    />
  );
}

/** The plan with its scripts, made once for the same answers while the review is open. */
function useReviewedPlan(state: WizardState, inReview: boolean): Plan | null {
  const made = useRef<{readonly hash: string; readonly plan: Plan | null} | null>(null);
  const short = inReview ? planOfState(state) : null;
  if (short === null || short.kind === 'refused') return null;
  if (made.current?.hash !== short.plan.hash) made.current = {hash: short.plan.hash, plan: fullPlanOfState(state)};
  return made.current.plan;
}

/** The command that would run, from the review on; its plan file is written once per plan, when consent is asked for. */
function useCommand(state: WizardState, effects: WizardEffects): RunCommand | null {
  const saved = useRef<{hash: string; file: string | null} | null>(null);
  const made =
    state.phase === 'servers' || state.phase === 'role' || state.phase === 'proxy' ? null : planOfState(state);
  if (made === null || made.kind === 'refused') return null;
  const {plan} = made;
  if (state.phase === 'review')
    return runCommand(
      state,
      plan,
      plan.changes.some(change => change.object === 'account') ? null : `plan-${plan.id}.json`,
    );
  if (saved.current?.hash !== plan.hash) {
    const full = fullPlanOfState(state);
    saved.current = {hash: plan.hash, file: full === null ? null : effects.savePlan(full)};
  }
  return runCommand(state, plan, saved.current.file);
}

/** What a key means in a state; null for a key that means nothing there. */
export function keyEvent(state: WizardState, key: Key): WizardEvent | null {
  const {name} = key;
  if (state.filtering) {
    if (name === 'enter') return {type: 'endFilter', clear: false};
    return name === 'escape' ? {type: 'endFilter', clear: true} : null;
  }
  if (name === 'escape') return {type: 'back'};
  if (state.phase === 'confirm') return name === 'enter' && planConfirm(state) ? {type: 'confirm'} : null;
  if (state.phase === 'password' || state.phase === 'run') return null;
  if (Object.hasOwn(steps, name)) return {type: 'move', by: steps[name] ?? 0};
  if (state.phase === 'proxy') return proxyKey(state, key);
  if (name === 'home') return {type: 'move', by: -1_000_000};
  if (name === 'end') return {type: 'move', by: 1_000_000};
  if (name === 'shiftTab') return {type: 'back'};
  if (name === 'enter' || name === 'tab') return {type: 'next'};
  return letterKey(state, key.text);
}

const steps: Readonly<Record<string, number>> = {up: -1, down: 1, pageUp: -10, pageDown: 10};

function planConfirm(state: WizardState): boolean {
  const made = planOfState(state);
  return made.kind === 'plan' && made.plan.confirm !== null;
}

/** In the proxy page letters belong to the text fields; Enter goes on to the next field and from the last one to the review. */
function proxyKey(state: WizardState, {name, text}: Key): WizardEvent | null {
  const fields = visibleFields(state);
  const field = fields[state.field];
  if (name === 'f1') return {type: 'view', view: 'help'};
  if (name === 'f2') return {type: 'createAccount'};
  if (name === 'shiftTab') return state.field === 0 ? {type: 'back'} : {type: 'move', by: -1};
  if (name === 'enter' || name === 'tab')
    return state.field >= fields.length - 1 ? {type: 'next'} : {type: 'move', by: 1};
  if (field?.kind === 'text') return null;
  if (name === 'right' || text === ' ') return {type: 'cycle', by: 1};
  return name === 'left' ? {type: 'cycle', by: -1} : null;
}

const letters: Readonly<Record<string, Readonly<Record<string, WizardEvent>>>> = {
  servers: {
    ' ': {type: 'mark'},
    a: {type: 'markAll'},
    '/': {type: 'startFilter'},
    j: {type: 'move', by: 1},
    k: {type: 'move', by: -1},
  },
  role: {o: {type: 'open'}, j: {type: 'move', by: 1}, k: {type: 'move', by: -1}},
  review: {
    s: {type: 'view', view: 'script'},
    d: {type: 'view', view: 'undoScript'},
    j: {type: 'move', by: 1},
    k: {type: 'move', by: -1},
  },
};

function letterKey(state: WizardState, input: string): WizardEvent | null {
  const table = letters[state.phase];
  return table !== undefined && Object.hasOwn(table, input) ? (table[input] ?? null) : null;
}
