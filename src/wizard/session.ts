// The place that a wizard has reached, as data that can be kept and taken up again. It holds no password, because the state never does.
import {isFieldKey} from '../model/desired-change.ts';
import type {FieldKey} from '../model/finding.ts';
import {siteSystemKey} from '../model/server-name.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {pickedSystems} from './choices.ts';
import {presentValue} from './present-values.ts';
import {emptyAnswers, noRunChoices, startState} from './start-state.ts';
import {
  steps,
  type Answers,
  type Exception,
  type RunChoices,
  type Step,
  type Subject,
  type WizardState,
} from './state.ts';

/** What each picked server had when it was kept: its fields as text. */
type Seen = Readonly<Record<string, Readonly<Partial<Record<FieldKey, string>>>>>;

export interface KeptPlace {
  readonly connection: string;
  readonly hierarchyId: string;
  readonly step: Step;
  /** A run was under way: what became of it is in the journal. */
  readonly wasRunning: boolean;
  readonly marked: readonly string[];
  readonly filter: string;
  readonly field: number;
  readonly answers: Answers;
  readonly answersFor: string;
  readonly exceptions: Readonly<Record<string, Exception>>;
  readonly createAccount: boolean;
  readonly ticket: string;
  readonly run: RunChoices;
  readonly seen: Seen;
}

export function placeOf(state: WizardState): KeptPlace {
  const {phase} = state;
  const step: Step = phase === 'servers' || phase === 'role' || phase === 'proxy' ? phase : 'review';
  return {
    connection: state.subject.connection,
    hierarchyId: state.subject.hierarchyId,
    step,
    wasRunning: phase === 'run',
    marked: [...state.marked],
    filter: state.filter,
    field: state.field,
    answers: state.answers,
    answersFor: state.answersFor,
    exceptions: Object.fromEntries(state.exceptions),
    createAccount: state.createAccount,
    ticket: state.ticket,
    run: state.run,
    seen: Object.fromEntries(
      pickedSystems(state).map(system => [siteSystemKey(system.siteCode, system.server), valuesOf(system)]),
    ),
  };
}

function valuesOf(system: SiteSystem): Readonly<Partial<Record<FieldKey, string>>> {
  const entries = (Object.keys(emptyAnswers) as FieldKey[]).flatMap(key => {
    const value = presentValue(system, key);
    return value === null ? [] : [[key, value] as const];
  });
  return Object.fromEntries(entries);
}

/** The wizard where it was, on a fresh reading: servers that are gone are left out and named, those that changed are marked. */
export function takeUp(subject: Subject, place: KeptPlace): WizardState {
  const fresh = startState(subject, []);
  const open = new Map(fresh.choices.filter(choice => choice.why === null).map(choice => [choice.key, choice.system]));
  const marked = new Set(place.marked.filter(key => open.has(key)));
  const gone = place.marked.filter(key => !open.has(key));
  const changedMeanwhile = new Map(
    [...marked].flatMap(key => {
      const system = open.get(key);
      const text = system === undefined ? null : changeText(place.seen[key] ?? {}, valuesOf(system));
      return text === null ? [] : [[key, text] as const];
    }),
  );
  const exceptions = new Map(Object.entries(place.exceptions).filter(([key]) => marked.has(key)));
  const state: WizardState = {
    ...fresh,
    phase: marked.size === 0 ? 'servers' : place.step,
    filter: place.filter,
    field: place.field,
    marked,
    answers: place.answers,
    answersFor: gone.length === 0 ? place.answersFor : [...marked].toSorted((a, b) => (a < b ? -1 : 1)).join(' '),
    exceptions,
    createAccount: place.createAccount,
    ticket: place.ticket,
    run: place.run,
    changedMeanwhile,
  };
  return {...state, message: messageOf(place, gone, changedMeanwhile)};
}

function messageOf(place: KeptPlace, gone: readonly string[], changed: ReadonlyMap<string, string>): string | null {
  const [first] = changed;
  const parts = [
    place.wasRunning
      ? 'A run was under way: `cmproxy history` tells what was written, `cmproxy apply --resume` completes it'
      : '',
    gone.length === 0 ? '' : `Not there any more, or not readable: ${gone.join(', ')}`,
    first === undefined
      ? ''
      : `Changed meanwhile: ${first[0]} ${first[1]}${changed.size === 1 ? '' : ` and ${changed.size - 1} more`}`,
  ].filter(part => part !== '');
  return parts.length === 0 ? null : parts.join('. ');
}

/** `proxy.port 8080 -> 3128`, or null where nothing changed. */
function changeText(
  before: Readonly<Partial<Record<FieldKey, string>>>,
  after: Readonly<Partial<Record<FieldKey, string>>>,
): string | null {
  const texts = (Object.keys(after) as FieldKey[])
    .filter(key => before[key] !== undefined && before[key] !== after[key])
    .map(key => `${key} ${before[key] ?? ''} -> ${after[key] ?? ''}`);
  return texts.length === 0 ? null : texts.join(', ');
}

/** A place out of a file, which may hold anything; null where it is none. */
export function parsePlace(value: unknown): KeptPlace | null {
  if (!isObject(value)) return null;
  const {connection, hierarchyId, step, marked, filter, field, answers, answersFor, exceptions, ticket, run, seen} =
    value;
  if (typeof connection !== 'string' || typeof hierarchyId !== 'string') return null;
  const knownStep = steps.find(item => item === step);
  if (knownStep === undefined || !isTextList(marked) || !isObject(answers) || !isObject(exceptions)) return null;
  if (!isObject(seen) || !isObject(run)) return null;
  const given = Object.fromEntries(Object.entries(emptyAnswers).map(([key]) => [key, textOf(answers[key])]));
  return {
    connection,
    hierarchyId,
    step: knownStep,
    wasRunning: value['wasRunning'] === true,
    marked,
    filter: textOf(filter),
    field: typeof field === 'number' && Number.isInteger(field) && field >= 0 && field < 20 ? field : 0,
    answers: {...emptyAnswers, ...given},
    answersFor: textOf(answersFor),
    exceptions: Object.fromEntries(Object.entries(exceptions).map(([key, own]) => [key, fieldTexts(own)])),
    createAccount: value['createAccount'] === true,
    ticket: textOf(ticket),
    run: {
      serial: textOf(run['serial']),
      pause: textOf(run['pause']),
      maxFailures: textOf(run['maxFailures']) || noRunChoices.maxFailures,
    },
    seen: Object.fromEntries(Object.entries(seen).map(([key, own]) => [key, fieldTexts(own)])),
  };
}

function fieldTexts(value: unknown): Exception {
  if (!isObject(value)) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [FieldKey, string] => isFieldKey(entry[0]) && typeof entry[1] === 'string',
    ),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(item => typeof item === 'string');
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
