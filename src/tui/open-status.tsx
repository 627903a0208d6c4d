// Opens the status screen on the terminal, in the alternate screen, and does what its keys ask of the world.
import type {Context} from '../cmdlets/context.ts';
import {lastStatus, readRun, readStatus, type StatusOutcome} from '../cmdlets/status/read-status.ts';
import {copiedText, copyToClipboard} from '../terminal/clipboard.ts';
import type {ChildRun} from './run-child.ts';
import {StatusScreen} from './screens/status-screen.tsx';
import {showScreen} from './show-screen.tsx';
import type {StatusEffect} from './status/events.ts';
import {preparedUndo} from './status/look-at-undo.ts';
import {listRows} from './status/screen-rows.ts';
import {createStatusStore, type StatusStore} from './status/store.ts';
import type {StatusState} from './status/state.ts';
import {signalExitCodes} from './terminal-guard.ts';

/** How the screen was left. The state comes back with it, so that it opens again as it was. */
export type StatusEnd =
  | {readonly kind: 'quit'; readonly state: StatusState}
  | {readonly kind: 'wizard'; readonly servers: readonly string[]; readonly state: StatusState};

export async function openStatus(context: Context, start: StatusState): Promise<StatusEnd> {
  const {stdout} = context;
  const size = (): {width: number; height: number} => ({
    width: stdout.columns || 80,
    height: Math.max(1, (stdout.rows || 24) - 1),
  });
  let end: {kind: 'quit'} | {kind: 'wizard'; servers: readonly string[]} = {kind: 'quit'};
  const store: StatusStore = createStatusStore({
    start,
    room: state => ({width: size().width, rows: listRows(state, size(), context.clock())}),
    onEffect: effect => onEffect(effect),
  });
  const children = new Map<number, ChildRun>();
  const onEffect = (effect: StatusEffect): void => {
    if (effect.type === 'leave' || effect.type === 'wizard') {
      end = effect.type === 'wizard' ? {kind: 'wizard', servers: effect.servers} : {kind: 'quit'};
      screen.close();
    } else if (effect.type === 'read') void read(context, store);
    else if (effect.type === 'copy') {
      const copied = copyToClipboard(effect.text, context.env);
      if (copied.kind === 'sequence') stdout.write(copied.text);
      store.dispatch({type: 'say', text: copiedText(copied, effect.what, effect.text)});
    } else if (effect.type === 'lookAtRun') lookAtRun(context, store, effect.run);
    else if (effect.type === 'lookAtUndo') void lookAtUndo(context, store, effect.run);
    else if (effect.type === 'start') void startChild(context, store, effect, children);
    else if (effect.type === 'interrupt') children.get(effect.id)?.interrupt();
  };
  const readOn = await firstReading(context, store);
  const screen = showScreen(<StatusScreen store={store} clock={context.clock} />, {
    stdin: context.stdin,
    stdout,
    alternateScreen: true,
  });
  setTimeout(readOn, afterFrameMs);
  const left = await screen.end;
  if (left.kind === 'signal') process.exit(signalExitCodes[left.signal]);
  return {...end, state: store.get()};
}

/** So long the first frame waits for a fresh reading. In milliseconds. */
const patienceMs = 100;
/** Until the first frame is on its way: reading a large file leaves no time to draw. In milliseconds. */
const afterFrameMs = 20;

/**
 * Of a slow hierarchy, of which a reading was kept, the last reading is in the first frame, else a quick fresh one. Gives what is left to do once
 * the frame is drawn.
 */
async function firstReading(context: Context, store: StatusStore): Promise<() => void> {
  const last = store.get().reading === null ? await lastStatus(context) : null;
  if (last !== null) {
    store.dispatch({type: 'read', reading: last, cached: true});
    return () => void read(context, store);
  }
  const fresh = readStatus(context);
  const isThere = await Promise.race([fresh.then(() => true), delay(patienceMs)]);
  if (isThere === true) tell(store, await fresh);
  else void fresh.then(outcome => tell(store, outcome));
  return () => undefined;
}

async function read(context: Context, store: StatusStore): Promise<void> {
  tell(store, await readStatus(context));
}

function tell(store: StatusStore, outcome: StatusOutcome): void {
  store.dispatch(
    outcome.kind === 'read'
      ? {type: 'read', reading: outcome.reading, cached: false}
      : {type: 'readFailed', text: outcome.text},
  );
}

function lookAtRun(context: Context, store: StatusStore, run: string): void {
  const {reading} = store.get();
  if (reading === null) return;
  const found = readRun(context, reading.open, run);
  store.dispatch({
    type: 'runRead',
    run,
    fields: found.kind === 'fields' ? found.fields : [],
    problem: found.kind === 'failed' ? found.text : null,
  });
}

function delay(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}

async function lookAtUndo(context: Context, store: StatusStore, run: string): Promise<void> {
  const connection = store.get().reading?.open.site.name ?? '';
  const {askCommand} = await import('./ask-command.ts');
  const asked = await askCommand(context.self, [
    'undo',
    run,
    '--connection',
    connection,
    '--what-if',
    '--output',
    'json',
  ]);
  const looked = preparedUndo(run, connection, asked);
  store.dispatch(
    looked.kind === 'prepared' ? {type: 'prepare', prepared: looked.prepared} : {type: 'say', text: looked.text},
  );
}

async function startChild(
  context: Context,
  store: StatusStore,
  {id, prepared}: Extract<StatusEffect, {type: 'start'}>,
  children: Map<number, ChildRun>,
): Promise<void> {
  store.started(id, context.clock());
  const {runChild} = await import('./run-child.ts');
  children.set(
    id,
    runChild({
      self: context.self,
      args: prepared.args,
      password: null,
      onLine: text => store.dispatch({type: 'line', id, text}),
      onEnd: (exitCode, text) => {
        children.delete(id);
        store.dispatch({type: 'ended', id, exitCode, text, at: context.clock()});
      },
    }),
  );
}
