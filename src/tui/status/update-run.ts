// A prepared command: consent, start, progress, end.
import {logEnd, logStart} from '../command-log.ts';
import {commandLine} from './command-line.ts';
import type {StatusEffect, StatusEvent, Updated} from './events.ts';
import {only, say} from './steps.ts';
import type {StatusState} from './state.ts';

export function run(state: StatusState): Updated<StatusState> {
  const {prepared} = state;
  if (prepared === null || state.running !== null) return only(state);
  if (prepared.siteCode !== null) return only({...state, input: {purpose: 'siteCode', text: ''}});
  return start(state);
}

export function siteCode(state: StatusState, text: string): Updated<StatusState> {
  const wanted = state.prepared?.siteCode ?? null;
  if (wanted === null || text.trim().toLowerCase() !== wanted.toLowerCase())
    return only(say(state, `Not run: type ${wanted ?? 'the site code'} to run it.`));
  return start(state);
}

function start(state: StatusState): Updated<StatusState> {
  const {prepared} = state;
  if (prepared === null) return only(state);
  const id = (state.log.at(-1)?.id ?? 0) + 1;
  return {
    state: {
      ...state,
      prepared: null,
      accepting: null,
      running: {prepared, id, lines: [], stopping: false, ended: null},
    },
    effects: [{type: 'start', id, prepared}],
  };
}

export function interrupt(state: StatusState): Updated<StatusState> {
  const {running} = state;
  if (running === null || running.ended !== null) return only(state);
  return {state: {...state, running: {...running, stopping: true}}, effects: [{type: 'interrupt', id: running.id}]};
}

const mostLines = 2000;

export function withLine(state: StatusState, running: NonNullable<StatusState['running']>, text: string): StatusState {
  return {...state, running: {...running, lines: [...running.lines.slice(1 - mostLines), text]}};
}

/** What was written has to be read again. */
export function ended(state: StatusState, event: Extract<StatusEvent, {type: 'ended'}>): Updated<StatusState> {
  const {running} = state;
  const log = logEnd(state.log, event.id, {exitCode: event.exitCode, text: event.text, now: event.at});
  const entry = log.find(({id}) => id === event.id) ?? null;
  const effects: readonly StatusEffect[] = [{type: 'read'}];
  return running?.id === event.id
    ? {state: {...state, log, running: {...running, ended: entry}}, effects}
    : {state: {...state, log}, effects};
}

/** Called as the child is started, because only then the time is known. */
export function withStarted(state: StatusState, id: number, now: Date): StatusState {
  const {running} = state;
  return running === null ? state : {...state, log: logStart(state.log, id, commandLine(running.prepared.args), now)};
}
