// Answer files of older versions in the shape of this one, with their comments.
import {isMap, isScalar, Pair, parseDocument, Scalar, YAMLMap, type Document} from 'yaml';
import {answersSchema} from './answer-file.ts';
import {parsing} from './answers-yaml.ts';
import {inTheMannerOf} from './manner.ts';

export interface CurrentAnswers {
  readonly text: string;
  /** The schema that the text had; null where it is this version's, a newer one, or no answer file at all. */
  readonly migratedFrom: string | null;
}

/** One step for each version that there was: from the key to the next. */
const steps: ReadonlyMap<string, {readonly to: string; readonly migrate: (document: Document.Parsed) => void}> =
  new Map([['cmproxy/answers@0', {to: answersSchema, migrate: nestDottedKeys}]]);

/** What cannot be read as YAML is given back as it is: to say what is wrong is the reader's business. */
export function currentAnswers(text: string): CurrentAnswers {
  // The usual case costs nothing: this version's schema is named, and no older one.
  if (!/cmproxy\/answers@0\b/.test(text)) return {text, migratedFrom: null};
  const document = parseDocument(text.replaceAll('\r\n', '\n'), parsing);
  if (document.errors.length > 0 || !isMap(document.contents)) return {text, migratedFrom: null};
  const first = schemaOf(document);
  for (let step = steps.get(first); step !== undefined; step = steps.get(schemaOf(document))) {
    step.migrate(document);
    document.set('schema', step.to);
  }
  if (schemaOf(document) === first) return {text, migratedFrom: null};
  return {text: inTheMannerOf(text, document), migratedFrom: first};
}

function schemaOf(document: Document.Parsed): string {
  const schema = document.get('schema');
  return typeof schema === 'string' ? schema : '';
}

/** answers@0 had `proxy.serverName: x` where answers@1 has `proxy: {serverName: x}`, at the top and in each override. */
function nestDottedKeys(document: Document.Parsed): void {
  const root = document.contents;
  if (!isMap(root)) return;
  nest(root);
  const overrides = root.get('overrides');
  if (!isMap(overrides)) return;
  for (const {value} of overrides.items) if (isMap(value)) nest(value);
}

function nest(map: YAMLMap): void {
  const items: Pair[] = [];
  // One may have written both ways beside each other.
  const groups = new Map(
    map.items.flatMap(({key, value}) =>
      isScalar(key) && typeof key.value === 'string' && isMap(value) ? [[key.value, value] as const] : [],
    ),
  );
  for (const item of map.items) {
    const name = isScalar(item.key) && typeof item.key.value === 'string' ? item.key.value : '';
    const [, group = '', key = ''] = /^(proxy|softwareUpdatePoint)\.(.+)$/.exec(name) ?? [];
    if (group === '' || !isScalar(item.key)) {
      items.push(item);
      continue;
    }
    item.key.value = key;
    item.key.source = key;
    const known = groups.get(group);
    if (known !== undefined) {
      known.items.push(item);
      continue;
    }
    const nested = new YAMLMap();
    nested.items.push(item);
    groups.set(group, nested);
    const outer = new Scalar(group);
    // The blank line before it.
    outer.spaceBefore = item.key.spaceBefore === true;
    item.key.spaceBefore = false;
    items.push(new Pair(outer, nested));
  }
  map.items = items;
}
