// The wizard at its start over the embedded lab's Contoso hierarchy, without a terminal.
import {parseHierarchy} from '../../../src/model/parse-hierarchy.ts';
import {contosoHierarchy} from '../../../src/sites/lab/contoso.ts';
import {startState} from '../../../src/wizard/start-state.ts';
import type {WizardState} from '../../../src/wizard/state.ts';

const parsed = parseHierarchy(JSON.parse(JSON.stringify(contosoHierarchy())));
if (parsed.kind === 'refused') throw new Error(`${parsed.path}: ${parsed.why}`);
const {hierarchy} = parsed;

export function contosoStart(names: readonly string[] = []): WizardState {
  return startState(
    {
      hierarchy,
      hierarchyId: 'lab:CAS/cm00.contoso.com',
      connection: 'lab',
      origin: 'lab',
      readAt: '2026-11-23T10:00:00Z',
      readAs: 'CONTOSO\\cm-admin',
      mayWrite: true,
      whyNot: null,
      toolVersion: '0.1.0',
    },
    names,
  );
}
