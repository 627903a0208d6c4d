// Changes answers in the text of an answer file. Everything else of the text stays as it is: comments, order, blank lines, spelling.
import {isMap, isScalar, parseDocument, Scalar, stringify, type Document} from 'yaml';
import {settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {FieldKey} from '../../model/finding.ts';
import {parsing} from './answers-yaml.ts';
import {readAnswers} from './read-answers.ts';
import type {Answered} from './say-over.ts';
import {isPlain} from './write-answers.ts';

type Written = string | boolean | number;

interface Edit {
  readonly path: readonly string[];
  /** undefined: the key goes. */
  readonly value: Written | undefined;
}

/** `text` has been read without a refusal. Throws where what would come out does not say exactly `wanted`. */
export function resaveAnswers(text: string, wanted: Answered): string {
  const edits = editsOf(answeredIn(text), wanted);
  if (edits.length === 0) return text;
  const saved = replaceInPlace(text, edits) ?? rewrite(text, edits);
  if (editsOf(answeredIn(saved), wanted).length > 0)
    throw new Error('the answers would not have been saved as they are');
  return saved;
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

/** Only the characters of the values change; null where a key comes, goes, or has a value over several lines. */
function replaceInPlace(text: string, edits: readonly Edit[]): string | null {
  const document = parseDocument(text, parsing);
  const pieces: {readonly from: number; readonly to: number; readonly value: string}[] = [];
  for (const {path, value} of edits) {
    const node: unknown = document.getIn(path, true);
    if (value === undefined || !isScalar(node) || !isOnOneLine(text, node)) return null;
    const [from, to] = node.range ?? [0, 0];
    pieces.push({from, to, value: yamlOf(value)});
  }
  let result = text;
  for (const {from, to, value} of pieces.toSorted((a, b) => b.from - a.from))
    result = `${result.slice(0, from)}${value}${result.slice(to)}`;
  return result;
}

function isOnOneLine(text: string, {range, type}: Scalar): boolean {
  if (range === null || range === undefined || type === Scalar.BLOCK_FOLDED || type === Scalar.BLOCK_LITERAL)
    return false;
  return range[1] > range[0] && !/[\r\n]/.test(text.slice(range[0], range[1]));
}

function yamlOf(value: Written): string {
  if (typeof value !== 'string' || isPlain(value)) return String(value);
  return stringify(value, {defaultStringType: 'QUOTE_DOUBLE', lineWidth: 0}).trimEnd();
}

/** The text made anew from its tree, in the same manner as far as that can be seen. */
function rewrite(text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text.replaceAll('\r\n', '\n'), parsing);
  for (const {path, value} of edits) {
    if (value === undefined) remove(document, path);
    else put(document, path, value);
  }
  const indent = /^(?:proxy|softwareUpdatePoint|overrides):[^\n]*\n( +)\S/m.exec(text)?.[1]?.length ?? 2;
  const saved = document.toString({
    lineWidth: 0,
    flowCollectionPadding: /\{ /.test(text),
    indent,
    indentSeq: !/^servers:[^\n]*\n- /m.test(text),
  });
  return text.includes('\r\n') ? saved.replaceAll('\n', '\r\n') : saved;
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
