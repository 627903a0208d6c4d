// Keeps the state of the status screen, and hands what an event asks of the world to those who can do it.
import type {StatusEffect, StatusEvent} from './events.ts';
import {withStarted} from './update-run.ts';
import {update} from './update.ts';
import type {Room} from './steps.ts';
import type {StatusState} from './state.ts';

export interface StatusStore {
  readonly get: () => StatusState;
  readonly dispatch: (event: StatusEvent) => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** A command is being started: it goes into the log with its time. */
  readonly started: (id: number, now: Date) => void;
}

interface Parts {
  readonly start: StatusState;
  /** Asked at every event, because a terminal changes its size. */
  readonly room: (state: StatusState) => Room;
  readonly onEffect: (effect: StatusEffect) => void;
}

export function createStatusStore({start, room, onEffect}: Parts): StatusStore {
  let state = start;
  const listeners = new Set<() => void>();
  const put = (next: StatusState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener();
  };
  return {
    get: () => state,
    dispatch(event) {
      const updated = update(state, event, room(state));
      put(updated.state);
      for (const effect of updated.effects) onEffect(effect);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    started: (id, now) => put(withStarted(state, id, now)),
  };
}
