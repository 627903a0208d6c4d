// Reads an undo file. It may come from anywhere, so every value is checked before it is believed.
import {isDangerousKey} from '../files/dangerous-keys.ts';
import {parseJson} from '../files/parse-json.ts';
import {readTextFile} from '../files/read-text-file.ts';
import {Shape, ShapeError} from '../model/shape.ts';
import type {PlannedChange} from '../plan/plan.ts';
import {runIdPattern} from './journal/record.ts';
import {needWritable, parseChange} from './parse-change.ts';
import {refusal, type Refusal} from './refusal.ts';
import {undoSchema} from './undo-file.ts';

/** Bytes. An undo file as cmproxy writes it may have all servers of a hierarchy. */
const maxBytes = 400 * 1024 * 1024;
/** Bytes. One that was written by hand goes through a general YAML reader, which needs many times its size. */
const maxYamlBytes = 16 * 1024 * 1024;

export interface ReadUndoFile {
  readonly kind: 'undoFile';
  readonly hierarchyId: string;
  readonly run: string;
  readonly planHash: string;
  /** What the run did, in the order of the run: `before` is what to restore, `after` what to expect. */
  readonly changes: readonly PlannedChange[];
}

/** The contents of an undo file, or why it is refused, with the path of the offending value. The file is never changed. */
export async function readUndoFile(file: string): Promise<ReadUndoFile | Refusal> {
  const read = readTextFile(file, {maxBytes, what: 'The undo file'});
  if (read.kind === 'missing')
    return refusal(
      `There is no undo file ${file}`,
      'nothing has this name',
      'See the undo files beside the journal: cmproxy history',
    );
  if (read.kind === 'refused') return refusal(read.problem.what, read.problem.why, read.problem.todo);
  try {
    return contents(new Shape(ownForm(read.text, file) ?? (await anyYaml(read.text)), ''), file);
  } catch (error) {
    if (error instanceof ShapeError) return refused(file, error.message);
    throw error;
  }
}

function refused(file: string, why: string): Refusal {
  return refusal(
    `The undo file ${file} cannot be used`,
    why,
    'Use the file as the run wrote it, or undo by the journal: cmproxy undo RUN',
  );
}

function contents(shape: Shape, file: string): ReadUndoFile | Refusal {
  const schema = shape.required('schema');
  if (schema !== undoSchema) {
    const newer = /^cmproxy\/undo@(\d+)$/.test(schema);
    return refused(
      file,
      newer
        ? `it is written as ${schema}, and this version of cmproxy reads ${undoSchema}`
        : `schema: must be ${undoSchema}, is "${schema}"`,
    );
  }
  const run = shape.required('run');
  if (!runIdPattern.test(run)) shape.fail('run', 'is not the id of a run');
  const entries = shape.list('servers');
  const changes = entries.map((entry, index) => {
    const change = parseChange(entry, entries.length - index, ['restore', 'expect']);
    if (change.object === 'account') entry.fail('object', 'must be siteSystem or softwareUpdatePoint');
    needWritable(entry, 'restore', change.before);
    return change;
  });
  return {
    kind: 'undoFile',
    hierarchyId: shape.required('hierarchyId'),
    run,
    planHash: shape.text('planHash'),
    changes: changes.toReversed(),
  };
}

/** The form that `undoFileText` writes, line by line as JSON; null where it is another one or not right: then YAML tells what is wrong. */
function ownForm(text: string, file: string): unknown {
  const members: string[] = [];
  const servers: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line === '' || line.startsWith('#') || line === 'servers:') continue;
    const entry = /^ {2}- (\{.*\})$/.exec(line)?.[1];
    const member = /^(schema|hierarchyId|run|planHash|at): (.+)$/.exec(line);
    if (entry !== undefined) servers.push(entry);
    else if (member?.[2] !== undefined)
      members.push(`"${member[1]}": ${member[1] === 'schema' ? JSON.stringify(member[2]) : member[2]}`);
    else return null;
  }
  const json = `{${[...members, `"servers": [${servers.join(',\n')}]`].join(',\n')}}`;
  const parsed = parseJson(json, {file});
  return parsed.kind === 'value' ? parsed.value : null;
}

async function anyYaml(text: string): Promise<unknown> {
  if (Buffer.byteLength(text) > maxYamlBytes)
    throw new ShapeError(
      'file',
      `is not in the form that cmproxy writes and larger than ${maxYamlBytes / 1024 / 1024} MB`,
    );
  const {parseDocument} = await import('./yaml-parser.ts');
  const document = parseDocument(text, {uniqueKeys: true, version: '1.2', schema: 'core'});
  const [problem] = document.errors;
  if (problem !== undefined) throw new ShapeError('file', problem.message.replaceAll(/\s+/g, ' '));
  try {
    const value: unknown = document.toJS({maxAliasCount: 0});
    refuseSpecialKeys(value, '');
    return value;
  } catch (error) {
    if (error instanceof ReferenceError)
      throw new ShapeError('file', 'holds an alias (*name), which is not taken here');
    throw error;
  }
}

function refuseSpecialKeys(value: unknown, path: string): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`;
    if (isDangerousKey(key)) throw new ShapeError(at, 'is not a key of an undo file');
    refuseSpecialKeys(member, at);
  }
}
