// The status screen without a terminal: events and keys in, rows as text out.
import type {StatusReading} from '../../../src/cmdlets/status/read-status.ts';
import {statusRows, storedUserNames} from '../../../src/cmdlets/status/status-rows.ts';
import {siteSystemStatuses} from '../../../src/cmdlets/views/status-json.ts';
import {inheritProxies} from '../../../src/inheritance/inherit.ts';
import {acceptanceOf, type AcceptedFinding} from '../../../src/model/accepted-finding.ts';
import type {Hierarchy} from '../../../src/model/hierarchy.ts';
import {parseHierarchy} from '../../../src/model/parse-hierarchy.ts';
import {statusFindings} from '../../../src/plan/findings/status-findings.ts';
import {contosoHierarchy} from '../../../src/sites/lab/contoso.ts';
import {openLab} from '../../../src/sites/lab/lab.ts';
import {bindingOf, singleKeys} from '../../../src/tui/key-table.ts';
import type {Key} from '../../../src/tui/keys.ts';
import type {StatusEffect, StatusEvent} from '../../../src/tui/status/events.ts';
import {keysOf} from '../../../src/tui/status/keys.ts';
import {listRows, screenRows} from '../../../src/tui/status/screen-rows.ts';
import {createStatusStore, type StatusStore} from '../../../src/tui/status/store.ts';
import {firstState, type StatusState} from '../../../src/tui/status/state.ts';

export const now = new Date('2026-11-23T10:05:00Z');

/** The embedded Contoso hierarchy. */
export function contoso(): Hierarchy {
  const parsed = parseHierarchy(contosoHierarchy());
  if (parsed.kind === 'refused') throw new Error(`${parsed.path}: ${parsed.why}`);
  return parsed.hierarchy;
}

export function readingOf(
  hierarchy: Hierarchy,
  more: Partial<StatusReading> = {},
  accepted: readonly AcceptedFinding[] = [],
): StatusReading {
  const inheritance = inheritProxies(hierarchy);
  return {
    open: {
      site: openLab({file: null, clock: () => now}),
      reading: {hierarchy, readAt: '2026-11-23T10:00:00Z', readAs: 'CONTOSO\\cm-admin'},
      hierarchyId: 'lab:CAS/cm00.contoso.com',
      mayWrite: true,
      whyNot: null,
    },
    rows: statusRows({
      systems: siteSystemStatuses(hierarchy, statusFindings(hierarchy), acceptanceOf(accepted, now)),
      inheritance,
      sites: hierarchy.sites,
      storedUserNames: storedUserNames(hierarchy.siteSystems),
    }),
    inheritance,
    runs: [],
    journalProblem: null,
    notice: null,
    ...more,
  };
}

export interface Screen {
  readonly state: () => StatusState;
  readonly dispatch: (event: StatusEvent) => void;
  /** Keys by name or as typed: `keys('down', 'w')`. */
  readonly keys: (...names: readonly string[]) => void;
  readonly text: () => string;
  readonly lines: () => readonly string[];
  /** Everything that was asked of the world so far. */
  readonly effects: readonly StatusEffect[];
}

const named = new Set([
  'up',
  'down',
  'pageUp',
  'pageDown',
  'home',
  'end',
  'enter',
  'escape',
  'left',
  'backspace',
  'f1',
  'f5',
]);

export function screenOf(reading: StatusReading | null, {width = 80, height = 23} = {}): Screen {
  const effects: StatusEffect[] = [];
  const size = {width, height};
  const store: StatusStore = createStatusStore({
    start: firstState,
    room: state => ({width, rows: listRows(state, size, now)}),
    onEffect: effect => {
      effects.push(effect);
      if (effect.type === 'start') store.started(effect.id, now);
    },
  });
  if (reading !== null) store.dispatch({type: 'read', reading, cached: false});
  const press = (key: Key): void => {
    for (const single of singleKeys(key)) {
      const binding = bindingOf(keysOf(store.get()), single);
      if (binding !== null) store.dispatch(binding.action);
    }
  };
  const lines = (): readonly string[] =>
    screenRows(store.get(), size, now).map(row =>
      row.kind === 'line' ? row.line.text : row.kind === 'field' ? `${row.label}[${row.value}]` : '',
    );
  return {
    state: store.get,
    dispatch: store.dispatch,
    keys: (...names) => {
      for (const name of names)
        press(
          named.has(name) || name.startsWith('ctrl+')
            ? {name: name as Key['name'], text: ''}
            : {name: 'text', text: name},
        );
    },
    lines,
    text: () => lines().join('\n'),
    effects,
  };
}
