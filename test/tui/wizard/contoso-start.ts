// The wizard at its start over a hierarchy of the embedded lab, without a terminal.
import {parseHierarchy} from '../../../src/model/parse-hierarchy.ts';
import {contosoHierarchy} from '../../../src/sites/lab/contoso.ts';
import {generateHierarchy} from '../../../src/sites/lab/generate-hierarchy.ts';
import {printDocument} from '../../../src/sites/lab/print-document.ts';
import {startState} from '../../../src/wizard/start-state.ts';
import {noProfiles, type WizardState} from '../../../src/wizard/state.ts';

/** Over Contoso. */
export function contosoStart(names: readonly string[] = []): WizardState {
  return startOf(contosoHierarchy(), names);
}

/** Over a generated hierarchy of that many site systems. */
export function generatedStart(siteSystems: number): WizardState {
  return startOf(generateHierarchy({siteSystems, seed: 1}), []);
}

function startOf(document: ReturnType<typeof contosoHierarchy>, names: readonly string[]): WizardState {
  const parsed = parseHierarchy(JSON.parse(printDocument(document)));
  if (parsed.kind === 'refused') throw new Error(`${parsed.path}: ${parsed.why}`);
  return startState(
    {
      hierarchy: parsed.hierarchy,
      hierarchyId: 'lab:CAS/cm00.contoso.com',
      connection: 'lab',
      origin: 'lab',
      readAt: '2026-11-23T10:00:00Z',
      readAs: 'CONTOSO\\cm-admin',
      mayWrite: true,
      whyNot: null,
      toolVersion: '0.1.0',
      profiles: noProfiles,
    },
    names,
  );
}
