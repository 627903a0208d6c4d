// Reads an answer file: YAML as a person writes it, held to its shape, with a place and a way out for everything that is wrong.
import {isMap, isScalar, isSeq, type Node} from 'yaml';
import {conditionKeys, parseCondition, type Condition} from '../../model/select-servers.ts';
import {isFieldKey, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {FieldKey} from '../../model/finding.ts';
import {validatePort} from '../../model/validate-proxy.ts';
import {byHand, forbidden, groups, secret, suggestionFor, topKeys} from './answer-keys.ts';
import {answersYaml, type AnswersYaml, type Place} from './answers-yaml.ts';
import {Refused} from './refused.ts';
import {answersSchema, type AnswerFile, type Recorded} from './answer-file.ts';

export type ReadAnswers =
  | {readonly kind: 'answers'; readonly file: AnswerFile; readonly places: Places}
  | {readonly kind: 'refused'; readonly why: string; readonly todo: string};

/** Where settings and exceptions stand, by dotted path. */
export type Places = ReadonlyMap<string, Place>;

/** The text of a file of at most 1 MB. What is wrong is told with line, column and dotted path. */
export function readAnswers(text: string): ReadAnswers {
  try {
    const reader = new Reader(text.replace(/^\uFEFF/, ''));
    return {kind: 'answers', file: reader.file(), places: reader.places};
  } catch (error) {
    if (error instanceof Refused) return {kind: 'refused', why: error.message, todo: error.todo};
    throw error;
  }
}

class Reader {
  readonly #yaml: AnswersYaml;
  readonly places = new Map<string, Place>();

  constructor(text: string) {
    this.#yaml = answersYaml(text);
  }

  #remember(path: string, node: unknown): void {
    const place = this.#yaml.placeOf(node);
    if (place !== null) this.places.set(path, place);
  }

  #fail(node: unknown, path: string, why: string, todo: string): never {
    this.#yaml.fail(node, path, why, todo);
  }

  file(): AnswerFile {
    // First of all, because a newer version may have keys that this one does not know.
    if (isMap(this.#yaml.root)) this.#schema(this.#yaml.root.get('schema', true));
    const root = this.#entries(this.#yaml.root, '', topKeys);
    if (!root.has('schema')) throw new Refused('schema is missing', `Write: schema: ${answersSchema}`);
    const wizard = root.get('wizard');
    if (wizard !== undefined && this.#text(wizard, 'wizard') !== 'site-system-proxy')
      this.#fail(
        wizard,
        'wizard',
        'these are answers of another wizard',
        'This command takes those of site-system-proxy.',
      );
    const select = this.#select(root.get('select'));
    const servers = this.#servers(root.get('servers'), select !== null);
    const overrides = this.#overrides(root.get('overrides'));
    const ask = this.#ask(root.get('ask'));
    const ticket = root.get('ticket');
    return {
      servers,
      ...(select === null ? {} : {select}),
      desired: this.#settings(root, ''),
      overrides,
      ...(ask.length === 0 ? {} : {ask}),
      ticket: ticket === undefined ? null : this.#text(ticket, 'ticket'),
      recorded: this.#recorded(root.get('recorded')),
    };
  }

  #schema(node: unknown): void {
    if (node === undefined || node === null || (isScalar(node) && node.value === null)) return;
    const text = this.#text(node, 'schema');
    if (text === answersSchema) return;
    const version = /^cmproxy\/answers@(\d+)$/.exec(text)?.[1];
    if (version === undefined)
      this.#fail(node, 'schema', `"${text}" is not ${answersSchema}`, `Write: schema: ${answersSchema}`);
    this.#fail(
      node,
      'schema',
      `it was written by a newer version (answers@${version}; this version reads answers@1)`,
      'Use the version of cmproxy that wrote it.',
    );
  }

  /** The entries of a mapping; a key that is not known is refused with the nearest one. */
  #entries(node: unknown, path: string, known: readonly string[] | null): Map<string, Node> {
    if (!isMap(node)) this.#fail(node, path, 'must be a mapping of keys to values', byHand);
    const entries = new Map<string, Node>();
    for (const {key, value} of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const here = path === '' ? name : `${path}.${name}`;
      if (name === '') this.#fail(key, path, 'a key is missing or is no text', byHand);
      if (forbidden.has(name)) this.#fail(key, here, 'this key is not taken', 'Leave it out.');
      if (known !== null && !known.includes(name)) this.#unknown(key, here, name, known);
      if (value === null || value === undefined || (isScalar(value) && value.value === null))
        this.#fail(key, here, 'has no value', 'Leave the key out: what is not said is kept.');
      entries.set(name, value as Node);
    }
    return entries;
  }

  #unknown(key: unknown, here: string, name: string, known: readonly string[]): never {
    if (secret.test(name))
      this.#fail(
        key,
        here,
        'a password is never in an answer file',
        'Name the account; its password is asked for, or comes by --password-stdin.',
      );
    this.#fail(key, here, 'is not a known key', suggestionFor(name, known));
  }

  #text(node: unknown, path: string): string {
    if (!isScalar(node) || typeof node.value !== 'string' || node.value === '')
      this.#fail(node, path, 'must be a text', 'Put it into quotes.');
    return node.value;
  }

  #texts(node: unknown, path: string): readonly string[] {
    if (!isSeq(node)) this.#fail(node, path, 'must be a list', `Write ${path}: [one, two]`);
    return node.items.map((item, index) => this.#text(item, `${path}[${index}]`));
  }

  /** `select: {proxy.serverName: proxy-a.contoso.com}`. */
  #select(node: Node | undefined): readonly Condition[] | null {
    if (node === undefined) return null;
    const conditions = [...this.#entries(node, 'select', conditionKeys)].map(([key, value]) => {
      const given = this.#conditionText(value, key);
      const parsed = parseCondition(`${key}=${given}`);
      return parsed.kind === 'refused'
        ? this.#fail(value, `select.${key}`, parsed.why, 'Correct the value.')
        : parsed.condition;
    });
    if (conditions.length === 0) this.#fail(node, 'select', 'is empty', 'Give at least one condition.');
    return conditions;
  }

  /** A site code such as 001 would be a number without quotes. */
  #conditionText(node: Node, key: string): string {
    const value: unknown = isScalar(node) ? node.value : undefined;
    if (key === 'proxy.port') {
      const port = typeof value === 'number' || typeof value === 'string' ? validatePort(String(value)) : null;
      if (port?.kind === 'ok') return String(port.value);
      this.#fail(node, `select.${key}`, 'must be a port number', 'Write a whole number from 1 to 65535.');
    }
    if (key === 'proxy.enabled' && typeof value === 'boolean') return String(value);
    if (typeof value !== 'string' || value === '')
      this.#fail(node, `select.${key}`, 'must be one text', 'Write what the servers have now; put it into quotes.');
    return value;
  }

  #servers(node: Node | undefined, isSelected: boolean): readonly string[] {
    if (isSelected && node !== undefined)
      this.#fail(node, 'servers', 'stands beside select', 'Keep servers or select, not both.');
    if (isSelected) return [];
    if (node === undefined)
      throw new Refused('servers is missing', 'Write servers: [SITE/SERVER, ...], or select: {KEY: VALUE}.');
    const servers = this.#texts(node, 'servers');
    if (servers.length === 0) this.#fail(node, 'servers', 'is empty', 'Name at least one server.');
    const seen = new Set<string>();
    for (const name of servers) {
      const key = name.toLowerCase();
      if (seen.has(key)) this.#fail(node, 'servers', `"${name}" stands there twice`, 'Name it once.');
      seen.add(key);
    }
    return servers;
  }

  /** `ask: [proxy.serverName]`. */
  #ask(node: Node | undefined): readonly FieldKey[] {
    if (node === undefined) return [];
    const keys: FieldKey[] = [];
    for (const [index, key] of this.#texts(node, 'ask').entries()) {
      if (!isFieldKey(key)) this.#unknown(node, `ask[${index}]`, key, settingKeys);
      if (!keys.includes(key)) keys.push(key);
    }
    return keys;
  }

  #overrides(node: Node | undefined): ReadonlyMap<string, DesiredChange> {
    if (node === undefined) return new Map();
    const overrides = new Map<string, DesiredChange>();
    for (const [name, value] of this.#entries(node, 'overrides', null)) {
      const path = `overrides.${name}`;
      this.#remember(path, value);
      const change = this.#settings(this.#entries(value, path, groups), path);
      if (Object.keys(change).length === 0) this.#fail(value, path, 'says nothing', 'Leave it out.');
      overrides.set(name, change);
    }
    return overrides;
  }

  #settings(entries: ReadonlyMap<string, Node>, path: string): DesiredChange {
    let change: DesiredChange = {};
    for (const group of groups) {
      const node = entries.get(group);
      if (node === undefined) continue;
      const here = path === '' ? group : `${path}.${group}`;
      const known = settingKeys.filter(key => key.startsWith(`${group}.`)).map(key => key.slice(group.length + 1));
      for (const [name, value] of this.#entries(node, here, known)) {
        const key = `${group}.${name}`;
        this.#remember(`${here}.${name}`, value);
        if (isFieldKey(key)) change = {...change, [key]: this.#value(value, `${here}.${name}`, key)};
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
      return this.#fail(node, path, 'must be a port number', 'Write a whole number from 1 to 65535.');
    }
    if (key === 'proxy.serverName' || key === 'proxy.account') return this.#text(node, path);
    if (typeof value === 'boolean') return value;
    return this.#fail(
      node,
      path,
      `must be true or false, not ${typeof value === 'string' ? `"${value}"` : 'this'}`,
      'Write true or false.',
    );
  }

  #recorded(node: Node | undefined): Recorded | null {
    if (node === undefined) return null;
    const entries = this.#entries(node, 'recorded', ['at', 'by', 'connection', 'siteCodes', 'releases']);
    const text = (key: string): string => {
      const value = entries.get(key);
      return value === undefined ? '' : this.#text(value, `recorded.${key}`);
    };
    const texts = (key: string): readonly string[] => {
      const value = entries.get(key);
      return value === undefined ? [] : this.#texts(value, `recorded.${key}`);
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
