// Reads the parts that an answer file is made of, and goes on after what is wrong, so that all of it can be told at once.
import {isMap, isScalar, isSeq, type Node} from 'yaml';
import {byHand, forbidden, secret, suggestionFor} from './answer-keys.ts';
import {mostProblems, type AnswersYaml} from './answers-yaml.ts';
import type {Place, PlacedProblem} from './problem.ts';
import {Refused} from './refused.ts';

/** Ends the reading of a part of which everything has been told. */
class Told extends Error {}

export class ShapeReader {
  readonly #yaml: AnswersYaml;
  readonly places = new Map<string, Place>();
  readonly problems: PlacedProblem[] = [];

  constructor(yaml: AnswersYaml) {
    this.#yaml = yaml;
    this.problems.push(...yaml.oddities);
  }

  remember(path: string, node: unknown): void {
    const place = this.#yaml.placeOf(node);
    if (place !== null) this.places.set(path, place);
  }

  fail(node: unknown, path: string, text: string, todo: string): never {
    throw new Refused({place: this.#yaml.placeOf(node), path, text, todo});
  }

  /** What a part says; `otherwise` where it is wrong, which is kept to be told. */
  part<T, U>(read: () => T, otherwise: U): T | U {
    if (this.problems.length >= mostProblems) return otherwise;
    try {
      return read();
    } catch (error) {
      if (error instanceof Refused) this.#tell(error.problem);
      else if (!(error instanceof Told)) throw error;
      return otherwise;
    }
  }

  /** Once for each place: an anchor that is no text either is told as the one. */
  #tell(problem: PlacedProblem): void {
    const {place} = problem;
    const isKnown = this.problems.some(
      other => place !== null && other.place?.line === place.line && other.place.column === place.column,
    );
    if (!isKnown) this.problems.push(problem);
  }

  /** The entries of a mapping that have a value; a key that is not known is told with the nearest one. */
  entries(node: unknown, path: string, known: readonly string[] | null): Map<string, Node> {
    if (!isMap(node)) this.fail(node, path, 'must be a mapping of keys to values', byHand);
    const entries = new Map<string, Node>();
    for (const {key, value} of node.items)
      this.part(() => {
        const name = this.#keyName(key, path, known);
        const here = path === '' ? name : `${path}.${name}`;
        if (value === null || value === undefined || (isScalar(value) && value.value === null))
          this.fail(key, here, 'has no value', 'Leave the key out: what is not said is kept.');
        entries.set(name, value as Node);
      }, null);
    return entries;
  }

  #keyName(key: unknown, path: string, known: readonly string[] | null): string {
    const name = isScalar(key) ? String(key.value) : '';
    const here = path === '' ? name : `${path}.${name}`;
    if (name === '') this.fail(key, path, 'a key is missing or is no text', byHand);
    if (forbidden.has(name)) this.fail(key, here, 'this key is not taken', 'Leave it out.');
    if (known === null || known.includes(name)) return name;
    if (secret.test(name))
      this.fail(
        key,
        here,
        'a password is never in an answer file',
        'Name the account; its password is asked for, or comes by --password-stdin.',
      );
    return this.fail(key, here, 'is not a known key', suggestionFor(name, known));
  }

  text(node: unknown, path: string): string {
    if (!isScalar(node) || typeof node.value !== 'string' || node.value === '')
      this.fail(node, path, 'must be a text', 'Put it into quotes.');
    return node.value;
  }

  texts(node: unknown, path: string): readonly string[] {
    if (!isSeq(node)) this.fail(node, path, 'must be a list', `Write ${path}: [one, two]`);
    const texts = node.items.map((item, index) => this.part(() => this.text(item, `${path}[${index}]`), null));
    const good = texts.filter(text => text !== null);
    if (good.length < texts.length) throw new Told();
    return good;
  }
}
