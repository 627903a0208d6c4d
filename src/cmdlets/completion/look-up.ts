// Live names for completion, read as quietly and quickly as can be: whatever fails gives no names.
import {statSync} from 'node:fs';
import {conditionKeys} from '../../model/select-servers.ts';
import {settingKeys} from '../../model/desired-change.ts';
import type {CompletionKind} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {loadSettings, openAndRead, openConnection} from '../open-site.ts';
import type {Candidate, LookUp} from './candidate.ts';
import {namesOf, type Names} from './names.ts';

/** More than this is not read while a person waits for a Tab; bytes. */
const mostBytes = 3_000_000;

export function liveLookUp(context: Context): LookUp {
  // Nothing may be said while a line is being typed.
  const quiet = Object.create(context, {
    message: {value: () => {}},
    data: {value: () => {}},
    format: {value: 'plain'},
  }) as Context;
  let names: Promise<Names | null> | null = null;
  const all = (): Promise<Names | null> => (names ??= readNames(quiet));
  return async kind => {
    try {
      return await candidatesOf(kind, quiet, all);
    } catch {
      // A Tab never shows an error; the command itself will.
      return [];
    }
  };
}

async function candidatesOf(
  kind: CompletionKind,
  context: Context,
  names: () => Promise<Names | null>,
): Promise<readonly Candidate[]> {
  const plain = (texts: readonly string[]): readonly Candidate[] => texts.map(text => ({text, about: ''}));
  switch (kind) {
    case 'server':
      return (await names())?.servers ?? [];
    case 'site':
      return (await names())?.sites ?? [];
    case 'account':
      return (await names())?.accounts ?? [];
    case 'accountOrSystem':
      return [{text: 'system', about: "the computer's System account"}, ...((await names())?.accounts ?? [])];
    case 'proxy':
      return (await names())?.proxies ?? [];
    case 'role':
      return (await names())?.roles ?? [];
    case 'state':
      return plain(['ok', 'information', 'warning', 'fault', 'unknown']);
    case 'boolean':
      return plain(['true', 'false']);
    case 'setting':
      return plain(settingKeys);
    case 'condition':
      return plain(conditionKeys);
    case 'connection':
      return connections(context);
    case 'profile':
      return profiles(context);
    case 'run':
      return runs(context);
    case 'finding':
      return findings();
    case 'topic':
      return plain(['exit-codes', 'findings', 'environment', 'answers', 'topics']);
    case 'shell':
      return plain(['bash', 'zsh', 'fish', 'powershell']);
    case 'file':
    case 'answerFile':
    case 'folder':
      return [];
  }
}

async function readNames(context: Context): Promise<Names | null> {
  const opened = openConnection(context);
  if (opened.kind === 'refused' || isLarge(context)) return null;
  const outcome = await opened.value.read();
  return outcome.kind === 'read' ? namesOf(outcome.reading.hierarchy) : null;
}

function isLarge(context: Context): boolean {
  if (context.paths.kind === 'nowhere') return false;
  const size = statSync(context.paths.paths.labFile, {throwIfNoEntry: false})?.size ?? 0;
  return size > mostBytes;
}

function connections(context: Context): readonly Candidate[] {
  const settings = loadSettings(context);
  const names = settings.kind === 'open' ? Object.entries(settings.value.connections) : [];
  return [{text: 'lab', about: 'the embedded lab'}, ...names.map(([text, {file}]) => ({text, about: file}))];
}

async function profiles(context: Context): Promise<readonly Candidate[]> {
  const {loadProfiles} = await import('../profiles/need-profile.ts');
  const found = loadProfiles(context);
  return found.kind === 'open' ? found.value.map(({name, description}) => ({text: name, about: description})) : [];
}

async function runs(context: Context): Promise<readonly Candidate[]> {
  if (context.paths.kind === 'nowhere') return [];
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return [];
  const {history} = await import('../../apply/history.ts');
  const found = history({
    journalFolder: context.paths.paths.journalFolder,
    connection: opened.value.site.name,
    hierarchyId: opened.value.hierarchyId,
  });
  if (found.kind === 'refused') return [];
  return found.runs
    .toReversed()
    .slice(0, 50)
    .map(({run, operation, result}) => ({text: run, about: `${operation}, ${result}`}));
}

async function findings(): Promise<readonly Candidate[]> {
  const {findingCatalog} = await import('../../plan/findings/catalog.ts');
  return findingCatalog.map(({code, title}) => ({text: code, about: title}));
}
