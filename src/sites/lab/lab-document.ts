// What the lab's file holds: a hierarchy in the provider's own rows, and beside it how the lab behaves and what is still under way.
import {Shape, ShapeError} from '../../model/shape.ts';
import {faultKinds, isFaultKind, type Fault} from './faults.ts';

/** A `cmproxy/hierarchy@1` document as parsed, unknown keys and all. Never changed in place. */
export type HierarchyDocument = Readonly<Record<string, unknown>>;

/** One property as it will be: a number goes to `Value`, a text to `Value2`. */
export interface PropertyChange {
  readonly name: string;
  readonly to: number | string;
}

/** An accepted change that is not applied yet. `appliesAt` is ISO 8601 UTC; null: never. */
export type PendingChange = {readonly appliesAt: string | null; readonly siteCode: string} & (
  | {
      readonly object: 'siteSystem' | 'softwareUpdatePoint';
      readonly server: string;
      readonly props: readonly PropertyChange[];
    }
  /** `removed`: it goes; else it comes. */
  | {readonly object: 'account'; readonly userName: string; readonly removed?: boolean}
);

/** How often the lab was asked to write: `records` by `siteSystem|PS1|cm01.contoso.com` and the like. */
export interface Calls {
  readonly writes: number;
  readonly records: Readonly<Record<string, number>>;
}

export interface LabState {
  readonly delayMs: number;
  readonly faults: readonly Fault[];
  readonly pending: readonly PendingChange[];
  readonly calls: Calls;
}

export interface Lab {
  readonly document: HierarchyDocument;
  readonly state: LabState;
}

export const defaultDelayMs = 50;
export const freshState: LabState = {
  delayMs: defaultDelayMs,
  faults: [],
  pending: [],
  calls: {writes: 0, records: {}},
};

export type ParsedLab =
  {readonly kind: 'lab'; readonly lab: Lab} | {readonly kind: 'refused'; readonly path: string; readonly why: string};

/** Takes the `lab` key out of a file's value and checks it. The rows are checked where they are read. */
export function parseLab(value: Readonly<Record<string, unknown>>): ParsedLab {
  try {
    const {lab, ...document} = value;
    return {kind: 'lab', lab: {document, state: lab === undefined ? freshState : parseState(new Shape(lab, 'lab'))}};
  } catch (error) {
    if (error instanceof ShapeError) return {kind: 'refused', path: error.path, why: error.why};
    throw error;
  }
}

/** The lab as one JSON value, its own key last. */
export function labToValue({document, state}: Lab): Readonly<Record<string, unknown>> {
  return {...document, lab: state};
}

function parseState(lab: Shape): LabState {
  const calls = lab.object('calls');
  return {
    ...lab.value,
    delayMs: lab.whole('delayMs') ?? defaultDelayMs,
    faults: lab.list('faults').map(parseFault),
    pending: lab.list('pending').map(parsePending),
    calls: {
      ...calls?.value,
      writes: calls?.whole('writes') ?? 0,
      records: parseRecords(calls?.object('records') ?? null),
    },
  };
}

function parseFault(item: Shape): Fault {
  const kind = item.text('kind');
  if (!isFaultKind(kind)) return item.fail('kind', `must be one of ${faultKinds.join(', ')}`);
  return {...item.value, kind, server: item.text('server') || null};
}

function parsePending(item: Shape): PendingChange {
  const appliesAt = item.text('appliesAt') || null;
  if (appliesAt !== null && Number.isNaN(Date.parse(appliesAt))) item.fail('appliesAt', 'must be a time or null');
  const siteCode = item.required('siteCode');
  const object = item.oneOf('object', ['siteSystem', 'softwareUpdatePoint', 'account']);
  if (object === 'account') {
    const removed = item.boolean('removed') === true;
    return {...item.value, appliesAt, siteCode, object, userName: item.required('userName'), removed};
  }
  return {
    ...item.value,
    appliesAt,
    siteCode,
    object: object === 'siteSystem' ? object : 'softwareUpdatePoint',
    server: item.required('server'),
    props: item.list('props').map(parseProperty),
  };
}

function parseProperty(item: Shape): PropertyChange {
  const to = item.value['to'];
  if (typeof to !== 'number' && typeof to !== 'string') return item.fail('to', 'must be a number or a string');
  return {name: item.required('name'), to};
}

function parseRecords(records: Shape | null): Readonly<Record<string, number>> {
  if (records === null) return {};
  return Object.fromEntries(Object.keys(records.value).map(key => [key, records.whole(key) ?? 0]));
}
