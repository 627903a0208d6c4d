// The wizard in Ink: keys to events, state to rows, a confirmed plan to a child process.
import {useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useEffect, useReducer, useRef, useState, type ReactElement} from 'react';
import {answerOf, proxyRows} from '../wizard/answers.ts';
import {planCommand, repeatCommand, runCommand, type RunCommand} from '../wizard/command-line.ts';
import type {WizardEvent} from '../wizard/events.ts';
import {planOfState, type Plan} from '../wizard/plan-of-state.ts';
import {reduce} from '../wizard/reduce.ts';
import type {WizardState} from '../wizard/state.ts';
import {Rows} from './components/rows.tsx';
import {whyNotAList} from './fields/edit-line.ts';
import {bindingOf, singleKeys} from './key-table.ts';
import {toKey, type Key} from './keys.ts';
import type {ChildRun} from './run-child.ts';
import type {Size} from './rows.ts';
import {wizardRows, wizardRoom} from './wizard/wizard-rows.ts';
import {keysOf, typesText} from './wizard/keys-of.ts';
import type {WizardAction} from './wizard/keys.ts';
import {useKeptPlace} from './wizard/use-kept-place.ts';
import {useScript} from './wizard/use-script.ts';
import {useTyping} from './wizard/use-typing.ts';

export interface WizardEffects {
  /** Where the answers of this wizard are kept, from the moment when they are. */
  readonly answersFile: string;
  /** Writes the answers there. Why not, or null. */
  readonly keepAnswers: (state: WizardState) => Promise<string | null>;
  /** Keeps the place that was reached, so that a dropped line loses no answer. */
  readonly keepPlace: (state: WizardState) => void;
  /** The state as it is now, to be kept should the line drop. */
  readonly seen: (state: WizardState) => void;
  readonly run: (
    command: RunCommand,
    password: string | null,
    onLine: (line: string) => void,
    onEnd: (exitCode: number, text: string) => void,
  ) => Promise<ChildRun>;
  /** Gives what to tell the person. `what` is the thing: `the command`. */
  readonly copy: (text: string, what: string) => string;
  readonly suspend: () => void;
  readonly clock: () => Date;
  /** Called with the last state, just before the screen goes. `forgets`: the answers are not to be kept. */
  readonly onLeave: (state: WizardState, afterwards: readonly string[], forgets: boolean) => void;
}

export function Wizard({start, effects}: {readonly start: WizardState; readonly effects: WizardEffects}): ReactElement {
  const {exit} = useApp();
  const {columns, rows} = useWindowSize();
  const [state, dispatch] = useReducer(reduce, start);
  const child = useRef<Promise<ChildRun> | null>(null);
  const latest = useRef(state);
  latest.current = state;
  const [saved, setSaved] = useState(false);
  const size: Size = {width: Math.max(1, columns), height: Math.max(1, rows - 1)};
  const script = useScript(state);
  const made = isAtReview(state) ? planOfState(state) : null;
  const plan = made?.kind === 'plan' ? made.plan : null;
  const command = plan === null ? null : runCommand(state, plan, effects.answersFile);
  const afterwards = plan === null || !saved ? [] : afterwardsOf(state, plan, effects.answersFile);

  useKeptPlace(state, effects);
  const isTyping = useTyping(state);

  const runNow = async (password: string | null): Promise<void> => {
    if (child.current !== null || command === null) return;
    const why = await effects.keepAnswers(latest.current);
    setSaved(why === null);
    if (why !== null) {
      dispatch({type: 'runEnded', exitCode: 1, text: `Nothing was written. The answers could not be kept: ${why}`});
      return;
    }
    child.current = effects.run(
      command,
      password,
      line => dispatch({type: 'runLine', line}),
      (exitCode, text) => dispatch({type: 'runEnded', exitCode, text}),
    );
  };
  const started = useRef(false);
  useEffect(() => {
    if (state.phase === 'run' && !started.current) {
      started.current = true;
      void runNow(null);
    }
  });

  // The frame goes first, so that the last words, printed plainly afterwards, stand in the scrollback once.
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    if (leaving) exit();
  }, [leaving, exit]);

  const leave = (forgets: boolean): void => {
    effects.onLeave(latest.current, afterwards, forgets);
    setLeaving(true);
  };
  const act = (action: WizardAction): void => {
    switch (action.type) {
      case 'leave':
        leave(false);
        return;
      case 'quit':
        if (latest.current.quitAsked || latest.current.marked.size === 0) leave(true);
        else dispatch(action);
        return;
      case 'interrupt':
        dispatch({type: 'stopping'});
        void child.current?.then(run => run.interrupt());
        return;
      case 'suspend':
        effects.suspend();
        return;
      case 'copyCommand': {
        const line =
          state.phase === 'end' && plan !== null ? repeatCommand(state, plan, effects.answersFile).line : command?.line;
        if (line !== undefined) dispatch({type: 'say', text: effects.copy(line, 'the command')});
        return;
      }
      case 'saveAnswers':
        void effects.keepAnswers(latest.current).then(why => {
          setSaved(why === null);
          const text =
            why === null
              ? `Saved, nothing written. It shows again by: ${planCommand(latest.current, effects.answersFile).line}`
              : `The answers could not be kept: ${why}`;
          dispatch({type: 'say', text});
        });
        return;
      case 'takeUp':
        return;
      case 'pages':
        dispatch({type: 'page', by: action.by, rows: wizardRoom(latest.current, size)});
        return;
      default:
        dispatch(action);
    }
  };

  useInput((input, inkKey) => {
    const key = toKey(input, inkKey);
    if (key === null) return;
    for (const single of typesText(latest.current) ? [key] : singleKeys(key)) onKey(latest.current, single, act);
  });

  /** A paste in step 1 is a list of servers, whether its field is open or not. */
  const takeList = (text: string): void => {
    if (latest.current.editing === null) dispatch({type: 'edit', what: 'list'});
    const why = whyNotAList(text);
    dispatch(why === null ? {type: 'list', text} : {type: 'say', text: `The pasted text was not taken: ${why}.`});
  };
  usePaste(takeList, {isActive: state.phase === 'servers' && state.editing === null && state.view === 'plan'});

  if (leaving) return <></>;
  const drawn = wizardRows(state, size, {
    command: command?.line ?? '',
    script,
    undoScript: script,
    afterwards,
    now: effects.clock(),
    isTyping,
  });
  return (
    <Rows
      rows={drawn}
      width={size.width}
      onType={text => dispatch(typedEvent(latest.current, text))}
      onRefused={text => dispatch({type: 'say', text})}
      onList={takeList}
      onPassword={password => {
        started.current = true;
        void runNow(password);
        dispatch({type: 'passwordGiven'});
      }}
      onChoose={value => {
        if (value !== 'write') {
          dispatch({type: 'back'});
          return;
        }
        dispatch({type: 'confirmation', text: 'yes'});
        dispatch({type: 'confirm'});
      }}
    />
  );
}

/** In a text field printable keys are text; the field itself takes them, and the keys that edit. */
function onKey(state: WizardState, key: Key, act: (action: WizardAction) => void): void {
  if (key.name === 'text' && typesText(state)) return;
  if (state.phase === 'confirm' && key.name === 'enter' && needsTyping(state)) {
    act({type: 'confirm'});
    return;
  }
  const binding = bindingOf(keysOf(state), key);
  if (binding === null || (typesText(state) && isEditing(key))) return;
  act(binding.action);
}

/** Keys that a text field keeps for itself. */
const editing: ReadonlySet<string> = new Set(['left', 'right', 'home', 'end', 'backspace', 'delete', 'ctrl+d']);

function isEditing({name}: Key): boolean {
  return editing.has(name);
}

function needsTyping(state: WizardState): boolean {
  const made = planOfState(state);
  return made.kind === 'plan' && made.plan.confirm !== null;
}

/** What was typed belongs to the field that has the keyboard. */
export function typedEvent(state: WizardState, text: string): WizardEvent {
  if (state.editing !== null) return {type: 'type', text};
  if (state.phase === 'confirm') return {type: 'confirmation', text};
  const row = proxyRows(state)[state.field];
  if (state.phase !== 'proxy' || row?.kind !== 'field') return {type: 'say', text: ''};
  return answerOf(state, row.field.key) === text
    ? {type: 'move', by: 0}
    : {type: 'answer', key: row.field.key, value: text};
}

function isAtReview({phase}: WizardState): boolean {
  return phase !== 'servers' && phase !== 'role' && phase !== 'proxy';
}

function afterwardsOf(state: WizardState, plan: Plan, file: string): readonly string[] {
  return [`Answers: ${file}`, `To do the same again: ${repeatCommand(state, plan, file).line}`];
}
