// A hierarchy file from disk to the model in one step: limits, encoding, version and shape.
import {readJsonFile} from '../files/read-json-file.ts';
import {readVersioned} from '../files/versioned.ts';
import type {Hierarchy} from '../model/hierarchy.ts';
import {parseHierarchy} from '../model/parse-hierarchy.ts';

export type CheckedHierarchy =
  | {
      readonly kind: 'hierarchy';
      /** As parsed, with every key that the model does not know. */
      readonly value: Readonly<Record<string, unknown>>;
      readonly hierarchy: Hierarchy;
    }
  | {
      readonly kind: 'refused';
      readonly why: string;
      readonly todo: string;
      /** Written by a newer version: not broken. */
      readonly isNewer: boolean;
    };

/** Reads `cmproxy/hierarchy@1`: at most 400 MB and 64 levels. `why` names the file and the path of the value that breaks the shape. */
export function readHierarchyFile(file: string): CheckedHierarchy | {readonly kind: 'missing'} {
  const read = readJsonFile(file, {maxBytes: 400_000_000, maxDepth: 64, what: file});
  if (read.kind === 'missing') return read;
  if (read.kind === 'refused')
    return {kind: 'refused', isNewer: false, why: `${file}: ${read.problem.why}`, todo: read.problem.todo};
  const checked = checkHierarchyValue(read.value, file);
  return checked.kind === 'hierarchy' ? checked : {...checked, why: `${file}: ${checked.why}`};
}

/** The same for a value that is already parsed; `why` names the path alone. */
export function checkHierarchyValue(value: unknown, file: string): CheckedHierarchy {
  const versioned = readVersioned({file, value, family: 'cmproxy/hierarchy', current: 1});
  if ('problem' in versioned) {
    const {why, todo} = versioned.problem;
    return {kind: 'refused', isNewer: versioned.kind === 'newer', why, todo};
  }
  const parsed = parseHierarchy(versioned.value);
  return parsed.kind === 'hierarchy'
    ? {kind: 'hierarchy', value: versioned.value as Readonly<Record<string, unknown>>, hierarchy: parsed.hierarchy}
    : {
        kind: 'refused',
        isNewer: false,
        why: `${parsed.path}: ${parsed.why}`,
        todo: 'Correct the file, or export it again.',
      };
}
