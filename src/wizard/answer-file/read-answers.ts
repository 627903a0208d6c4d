// Reads an answer file: YAML as a person writes it, held to its shape, with a place and a way out for everything that is wrong.
import {isMap, isScalar, isSeq, type Node} from 'yaml';
import {conditionKeys, parseCondition, type Condition} from '../../model/select-servers.ts';
import {isFieldKey, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {FieldKey} from '../../model/finding.ts';
import {validatePort} from '../../model/validate-proxy.ts';
import {groups, suggestionFor, topKeys} from './answer-keys.ts';
import {answerProblems} from './answer-problems.ts';
import {answersYaml, type AnswersYaml} from './answers-yaml.ts';
import {byPlace, problemText, type Place, type PlacedProblem} from './problem.ts';
import {Refused} from './refused.ts';
import {ShapeReader} from './shape-reader.ts';
import {answersSchema, type AnswerFile, type Recorded} from './answer-file.ts';

export type ReadAnswers =
  | {readonly kind: 'answers'; readonly file: AnswerFile; readonly places: Places}
  | {
      readonly kind: 'refused';
      /** The first of the problems. */
      readonly why: string;
      readonly todo: string;
      readonly problems: readonly PlacedProblem[];
    };

/** Where settings and exceptions stand, by dotted path. */
export type Places = ReadonlyMap<string, Place>;

/** The text of a file of at most 1 MB. What is wrong is told with line, column and dotted path, all of it. */
export function readAnswers(text: string): ReadAnswers {
  try {
    const reader = new Reader(answersYaml(text.replace(/^\uFEFF/, '')));
    const file = reader.file();
    const {places, problems} = reader.shape;
    if (problems.length === 0) return {kind: 'answers', file, places};
    const values = answerProblems(file).map(problem => ({...problem, place: places.get(problem.path) ?? null}));
    return refused([...problems, ...values].toSorted(byPlace));
  } catch (error) {
    if (error instanceof Refused) return refused([error.problem]);
    throw error;
  }
}

function refused(problems: readonly PlacedProblem[]): ReadAnswers {
  const [first] = problems;
  return {
    kind: 'refused',
    why: first === undefined ? '' : problemText(first),
    todo: first?.todo ?? '',
    problems,
  };
}

class Reader {
  readonly #root: AnswersYaml['root'];
  readonly shape: ShapeReader;

  constructor(yaml: AnswersYaml) {
    this.#root = yaml.root;
    this.shape = new ShapeReader(yaml);
  }

  /** What of it is good. */
  file(): AnswerFile {
    // First of all, because a newer version may have keys that this one does not know.
    if (isMap(this.#root)) this.#schema(this.#root.get('schema', true));
    const before = this.shape.problems.length;
    const root = this.shape.entries(this.#root, '', topKeys);
    // A misspelt key is told as that alone, and not as a missing one as well.
    const isWhole = this.shape.problems.length === before;
    const {shape} = this;
    const part = <T, U>(key: string, read: (node: Node) => T, otherwise: U): T | U => {
      const node = root.get(key);
      return node === undefined ? otherwise : shape.part(() => read(node), otherwise);
    };
    if (isWhole) shape.part(() => needed(root), null);
    part('wizard', node => this.#wizard(node), null);
    const select = part('select', node => this.#select(node), null);
    const servers = part('servers', node => this.#servers(node, root.has('select')), []);
    const overrides = part('overrides', node => this.#overrides(node), new Map<string, DesiredChange>());
    const ask = part('ask', node => this.#ask(node), []);
    return {
      servers,
      ...(select === null ? {} : {select}),
      desired: this.#settings(root, ''),
      overrides,
      ...(ask.length === 0 ? {} : {ask}),
      ticket: part('ticket', node => shape.text(node, 'ticket'), null),
      recorded: part('recorded', node => this.#recorded(node), null),
    };
  }

  #wizard(node: Node): void {
    if (this.shape.text(node, 'wizard') !== 'site-system-proxy')
      this.shape.fail(
        node,
        'wizard',
        'these are answers of another wizard',
        'This command takes those of site-system-proxy.',
      );
  }

  #schema(node: unknown): void {
    if (node === undefined || node === null || (isScalar(node) && node.value === null)) return;
    const text = this.shape.text(node, 'schema');
    if (text === answersSchema) return;
    const version = /^cmproxy\/answers@(\d+)$/.exec(text)?.[1];
    if (version === undefined)
      this.shape.fail(node, 'schema', `"${text}" is not ${answersSchema}`, `Write: schema: ${answersSchema}`);
    this.shape.fail(
      node,
      'schema',
      `it was written by a newer version (answers@${version}; this version reads answers@1)`,
      'Use the version of cmproxy that wrote it.',
    );
  }

  /** `select: {proxy.serverName: proxy-a.contoso.com}`. */
  #select(node: Node): readonly Condition[] {
    if (isMap(node) && node.items.length === 0)
      this.shape.fail(node, 'select', 'is empty', 'Give at least one condition.');
    const entries = [...this.shape.entries(node, 'select', conditionKeys)];
    return entries.flatMap(([key, value]) => this.shape.part(() => [this.#condition(value, key)], []));
  }

  #condition(node: Node, key: string): Condition {
    const parsed = parseCondition(`${key}=${this.#conditionText(node, key)}`);
    return parsed.kind === 'refused'
      ? this.shape.fail(node, `select.${key}`, parsed.why, 'Correct the value.')
      : parsed.condition;
  }

  /** A site code such as 001 would be a number without quotes. */
  #conditionText(node: Node, key: string): string {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (key === 'proxy.port') {
      const port = typeof value === 'number' || typeof value === 'string' ? validatePort(String(value)) : null;
      if (port?.kind === 'ok') return String(port.value);
      this.shape.fail(node, `select.${key}`, 'must be a port number', 'Write a whole number from 1 to 65535.');
    }
    if (key === 'proxy.enabled' && typeof value === 'boolean') return String(value);
    if (typeof value !== 'string' || value === '')
      this.shape.fail(
        node,
        `select.${key}`,
        'must be one text',
        'Write what the servers have now; put it into quotes.',
      );
    return value;
  }

  #servers(node: Node, isSelected: boolean): readonly string[] {
    if (isSelected) this.shape.fail(node, 'servers', 'stands beside select', 'Keep servers or select, not both.');
    const servers = this.shape.texts(node, 'servers');
    if (servers.length === 0) this.shape.fail(node, 'servers', 'is empty', 'Name at least one server.');
    const seen = new Set<string>();
    for (const name of servers) {
      const key = name.toLowerCase();
      if (seen.has(key)) this.shape.fail(node, 'servers', `"${name}" stands there twice`, 'Name it once.');
      seen.add(key);
    }
    return servers;
  }

  /** `ask: [proxy.serverName]`. */
  #ask(node: Node): readonly FieldKey[] {
    const keys: FieldKey[] = [];
    for (const [index, key] of this.shape.texts(node, 'ask').entries()) {
      this.shape.part(() => {
        if (!isFieldKey(key))
          this.shape.fail(itemOf(node, index), `ask[${index}]`, 'is not a known key', suggestionFor(key, settingKeys));
        if (!keys.includes(key)) keys.push(key);
      }, null);
    }
    return keys;
  }

  #overrides(node: Node): ReadonlyMap<string, DesiredChange> {
    const overrides = new Map<string, DesiredChange>();
    for (const [name, value] of this.shape.entries(node, 'overrides', null))
      this.shape.part(() => {
        const path = `overrides.${name}`;
        this.shape.remember(path, value);
        const before = this.shape.problems.length;
        const change = this.#settings(this.shape.entries(value, path, groups), path);
        if (Object.keys(change).length === 0 && this.shape.problems.length === before)
          this.shape.fail(value, path, 'says nothing', 'Leave it out.');
        overrides.set(name, change);
      }, null);
    return overrides;
  }

  #settings(entries: ReadonlyMap<string, Node>, path: string): DesiredChange {
    let change: DesiredChange = {};
    for (const group of groups) {
      const node = entries.get(group);
      if (node === undefined) continue;
      const here = path === '' ? group : `${path}.${group}`;
      const known = settingKeys.filter(key => key.startsWith(`${group}.`)).map(key => key.slice(group.length + 1));
      const said = this.shape.part(() => this.shape.entries(node, here, known), new Map<string, Node>());
      for (const [name, value] of said) {
        const key = `${group}.${name}`;
        this.shape.remember(`${here}.${name}`, value);
        if (!isFieldKey(key)) continue;
        const given = this.shape.part(() => this.#value(value, `${here}.${name}`, key), null);
        if (given !== null) change = {...change, [key]: given};
      }
    }
    return change;
  }

  #value(node: Node, path: string, key: string): boolean | string {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (key === 'proxy.port') {
      // As it is written: 0x50 and 8e1 are numbers of YAML, and no ports.
      if (typeof value === 'number') return isScalar(node) ? (node.source ?? String(value)) : String(value);
      if (typeof value === 'string') return value;
      return this.shape.fail(node, path, 'must be a port number', 'Write a whole number from 1 to 65535.');
    }
    if (key === 'proxy.serverName' || key === 'proxy.account') return this.shape.text(node, path);
    if (typeof value === 'boolean') return value;
    return this.shape.fail(
      node,
      path,
      `must be true or false, not ${typeof value === 'string' ? `"${value}"` : 'this'}`,
      'Write true or false.',
    );
  }

  #recorded(node: Node): Recorded {
    const entries = this.shape.entries(node, 'recorded', ['at', 'by', 'connection', 'siteCodes', 'releases']);
    const text = (key: string): string => {
      const value = entries.get(key);
      return value === undefined ? '' : this.shape.part(() => this.shape.text(value, `recorded.${key}`), '');
    };
    const texts = (key: string): readonly string[] => {
      const value = entries.get(key);
      return value === undefined ? [] : this.shape.part(() => this.shape.texts(value, `recorded.${key}`), []);
    };
    return {
      at: text('at'),
      by: text('by'),
      connection: text('connection'),
      siteCodes: texts('siteCodes'),
      releases: texts('releases'),
    };
  }
}

function needed(root: ReadonlyMap<string, Node>): void {
  const missing = (text: string, todo: string): Refused => new Refused({place: null, path: '', text, todo});
  if (!root.has('schema')) throw missing('schema is missing', `Write: schema: ${answersSchema}`);
  if (!root.has('servers') && !root.has('select'))
    throw missing('servers is missing', 'Write servers: [SITE/SERVER, ...], or select: {KEY: VALUE}.');
}

function itemOf(list: Node, index: number): unknown {
  return isSeq(list) ? list.items[index] : list;
}
