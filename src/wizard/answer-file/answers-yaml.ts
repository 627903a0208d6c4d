// The YAML of an answer file as a tree, without what such a file never needs: anchors, tags, keys given twice, deep nesting.
import {isMap, isScalar, LineCounter, parseAllDocuments, visit, type Document, type ParsedNode} from 'yaml';
import {Refused} from './refused.ts';

export interface AnswersYaml {
  readonly root: ParsedNode | null;
  /** Refuses with the line and column of the node, where it has any. */
  readonly fail: (node: unknown, path: string, why: string, todo: string) => never;
  /** null for a node that stands nowhere. */
  readonly placeOf: (node: unknown) => Place | null;
}

/** Both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/**
 * How answer files are parsed everywhere. Keys given twice are found here (the library compares each with each), and so are lines and columns (it makes
 * them for every error of a broken file): both take minutes for a file of the largest size.
 */
export const parsing = {uniqueKeys: false, prettyErrors: false, version: '1.2', merge: false} as const;

const mostDepth = 10;

/** Throws `Refused`. */
export function answersYaml(text: string): AnswersYaml {
  const lines = new LineCounter();
  const document = onlyDocument(text, lines);
  const placeOf = (node: unknown): Place | null => {
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
    return Array.isArray(range) && typeof range[0] === 'number' ? placeAt(lines, range[0]) : null;
  };
  const fail = (node: unknown, path: string, why: string, todo: string): never => {
    throw new Refused(`${placeText(placeOf(node))}${path === '' ? '' : `${path}: `}${why}`, todo);
  };
  refuseOddities(document, fail);
  return {root: document.contents, fail, placeOf};
}

function placeAt(lines: LineCounter, at: number): Place {
  const {line, col} = lines.linePos(at);
  return {line, column: col};
}

/** `line 3, column 9: `, or nothing. */
export function placeText(place: Place | null): string {
  return place === null ? '' : `line ${place.line}, column ${place.column}: `;
}

function onlyDocument(text: string, lineCounter: LineCounter): Document.Parsed {
  const documents = parseAllDocuments(text, {...parsing, lineCounter});
  const [first, second] = Array.isArray(documents) ? documents : [];
  if (first === undefined) throw new Refused('the file is empty', 'Write at least schema, servers and proxy.');
  const [broken] = first.errors;
  if (broken !== undefined) {
    const isTooDeep = broken.message.includes('call stack');
    throw new Refused(
      `${placeText(placeAt(lineCounter, broken.pos[0]))}${isTooDeep ? 'it is nested too deeply' : (broken.message.split('\n')[0] ?? '')}`,
      isTooDeep ? 'Flatten it.' : 'Correct the line.',
    );
  }
  if (second !== undefined)
    throw new Refused('it holds more than one document (---)', 'Keep one, and put the others into files of their own.');
  return first;
}

function refuseOddities(document: Document.Parsed, fail: AnswersYaml['fail']): void {
  visit(document, {
    Alias: (_key, node) => fail(node, '', 'aliases (*name) are not taken', 'Write the value out.'),
    Value: (_key, node, path) => {
      if (path.length > mostDepth * 2) fail(node, '', 'it is nested too deeply', 'Flatten it.');
      if (node.anchor !== undefined) fail(node, '', 'anchors (&name) are not taken', 'Write the value out.');
      if (node.tag !== undefined)
        fail(node, '', `the tag ${node.tag.replace('tag:yaml.org,2002:', '!!')} is not taken`, 'Leave it out.');
      if (!isMap(node)) return;
      const seen = new Set<string>();
      for (const {key} of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (seen.has(name)) fail(key, '', `duplicate key ${name}: it stands there twice`, 'Keep one of them.');
        seen.add(name);
      }
    },
  });
}
