// The YAML of an answer file as a tree, without what such a file never needs: anchors, tags, keys given twice, deep nesting.
import {isMap, isScalar, LineCounter, parseAllDocuments, visit, type Document, type ParsedNode} from 'yaml';
import type {Place, PlacedProblem} from './problem.ts';
import {Refused} from './refused.ts';

export interface AnswersYaml {
  readonly root: ParsedNode | null;
  /** What such a file never needs, and is told; the rest can be read all the same. */
  readonly oddities: readonly PlacedProblem[];
  /** null for a node that stands nowhere. */
  readonly placeOf: (node: unknown) => Place | null;
}

/**
 * How answer files are parsed everywhere. Keys given twice are found here (the library compares each with each), and so are lines and columns (it makes
 * them for every error of a broken file): both take minutes for a file of the largest size.
 */
export const parsing = {uniqueKeys: false, prettyErrors: false, version: '1.2', merge: false} as const;

const mostDepth = 10;

/** Throws `Refused` where nothing can be read. */
export function answersYaml(text: string): AnswersYaml {
  const lines = new LineCounter();
  const document = onlyDocument(text, lines);
  const placeOf = (node: unknown): Place | null => {
    const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
    return Array.isArray(range) && typeof range[0] === 'number' ? placeAt(lines, range[0]) : null;
  };
  return {root: document.contents, oddities: odditiesOf(document, placeOf), placeOf};
}

function placeAt(lines: LineCounter, at: number): Place {
  const {line, col} = lines.linePos(at);
  return {line, column: col};
}

function whole(text: string, todo: string, place: Place | null = null): Refused {
  return new Refused({place, path: '', text, todo});
}

function onlyDocument(text: string, lineCounter: LineCounter): Document.Parsed {
  const documents = parseAllDocuments(text, {...parsing, lineCounter});
  const [first, second] = Array.isArray(documents) ? documents : [];
  if (first === undefined) throw whole('the file is empty', 'Write at least schema, servers and proxy.');
  const [broken] = first.errors;
  if (broken !== undefined) {
    const isTooDeep = broken.message.includes('call stack');
    throw whole(
      isTooDeep ? 'it is nested too deeply' : (broken.message.split('\n')[0] ?? ''),
      isTooDeep ? 'Flatten it.' : 'Correct the line.',
      placeAt(lineCounter, broken.pos[0]),
    );
  }
  if (second !== undefined)
    throw whole('it holds more than one document (---)', 'Keep one, and put the others into files of their own.');
  return first;
}

/** More than these nobody reads; a file of the largest size has a hundred thousand. */
export const mostProblems = 100;

function odditiesOf(document: Document.Parsed, placeOf: AnswersYaml['placeOf']): readonly PlacedProblem[] {
  const problems: PlacedProblem[] = [];
  const tell = (node: unknown, text: string, todo: string): void => {
    problems.push({place: placeOf(node), path: '', text, todo});
  };
  if (document.directives.yaml.version !== '1.2')
    tell(null, `%YAML ${document.directives.yaml.version} is not taken`, 'Leave the line out: it is read as YAML 1.2.');
  visit(document, {
    Alias: (_key, node) => tell(node, 'aliases (*name) are not taken', 'Write the value out.'),
    Value: (_key, node, path) => {
      if (path.length > mostDepth * 2) throw whole('it is nested too deeply', 'Flatten it.', placeOf(node));
      if (node.anchor !== undefined) tell(node, 'anchors (&name) are not taken', 'Write the value out.');
      if (node.tag !== undefined)
        tell(node, `the tag ${node.tag.replace('tag:yaml.org,2002:', '!!')} is not taken`, 'Leave it out.');
      if (problems.length >= mostProblems) return visit.BREAK;
      if (!isMap(node)) return;
      const seen = new Set<string>();
      for (const {key} of node.items) {
        const name = isScalar(key) ? String(key.value) : '';
        if (seen.has(name)) tell(key, `duplicate key ${name}: it stands there twice`, 'Keep one of them.');
        seen.add(name);
      }
    },
  });
  return problems.slice(0, mostProblems);
}
