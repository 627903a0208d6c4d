// Changes answers in the text of an answer file. Everything else of the text stays as it is: comments, order, blank lines, spelling.
import {isMap, isScalar, parseDocument, Scalar, type Document} from 'yaml';
import {settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {FieldKey} from '../../model/finding.ts';
import {parsing} from './answers-yaml.ts';
import {changeInPlace, type Edit, type Written} from './change-in-place.ts';
import {readAnswers} from './read-answers.ts';
import type {Answered} from './say-over.ts';
import {inTheMannerOf} from './manner.ts';
import {isPlain} from './write-answers.ts';

/** `text` has been read without a refusal. Throws where what would come out does not say exactly `wanted`. */
export function resaveAnswers(text: string, wanted: Answered): string {
  const edits = editsOf(answeredIn(text), wanted);
  if (edits.length === 0) return text;
  const inPlace = changeInPlace(text, edits);
  if (inPlace !== null && says(inPlace, wanted)) return inPlace;
  const saved = rewrite(text, edits);
  if (!says(saved, wanted)) throw new Error('the answers would not have been saved as they are');
  return saved;
}

function says(text: string, wanted: Answered): boolean {
  const read = readAnswers(text);
  return read.kind === 'answers' && editsOf(read.file, wanted).length === 0;
}

function answeredIn(text: string): Answered {
  const read = readAnswers(text);
  if (read.kind === 'refused') throw new Error(read.why);
  return read.file;
}

function editsOf(from: Answered, to: Answered): readonly Edit[] {
  const names = new Set([...from.overrides.keys(), ...to.overrides.keys()]);
  return [
    ...editsIn(from.desired, to.desired, []),
    ...[...names].flatMap(name =>
      editsIn(from.overrides.get(name) ?? {}, to.overrides.get(name) ?? {}, ['overrides', name]),
    ),
  ];
}

function editsIn(from: DesiredChange, to: DesiredChange, above: readonly string[]): readonly Edit[] {
  return settingKeys
    .filter(key => from[key] !== to[key])
    .map(key => ({path: [...above, ...key.split('.')], value: writtenAs(key, to[key])}));
}

function writtenAs(key: FieldKey, value: string | boolean | undefined): Written | undefined {
  return key === 'proxy.port' && /^[1-9]\d{0,4}$/.test(String(value)) ? Number(value) : value;
}

/** The text made anew from its tree, in the same manner as far as that can be seen. */
function rewrite(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text.replaceAll('\r\n', '\n'), parsing);
  for (const {path, value} of edits) {
    if (value === undefined) remove(document, path);
    else put(document, path, value);
  }
  return inTheMannerOf(text, document);
}

/** The comment beside a value that was there stays. */
function put(document: Document.Parsed, path: readonly string[], value: Written): void {
  const there: unknown = document.getIn(path, true);
  const scalar = isScalar(there) ? there : new Scalar(value);
  scalar.value = value;
  delete scalar.source;
  scalar.type = typeof value === 'string' && !isPlain(value) ? Scalar.QUOTE_DOUBLE : Scalar.PLAIN;
  if (scalar !== there) document.setIn(path, scalar);
}

/** A mapping that says nothing any more goes too. */
function remove(document: Document.Parsed, path: readonly string[]): void {
  document.deleteIn(path);
  for (let length = path.length - 1; length > 0; length--) {
    const above = path.slice(0, length);
    const node: unknown = document.getIn(above, true);
    if (!isMap(node) || node.items.length > 0) return;
    document.deleteIn(above);
  }
}
