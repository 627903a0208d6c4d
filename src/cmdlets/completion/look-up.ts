// Live names for completion, read as quietly and quickly as can be: whatever fails gives no names.
import {conditionKeys} from '../../model/select-servers.ts';
import {settingKeys} from '../../model/desired-change.ts';
import type {CompletionKind} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import {loadSettings, openConnection} from '../open-site.ts';
import type {Candidate, LookUp} from './candidate.ts';
import {keepNames, keptNames, sourceOf, type KeptNames, type Source} from './kept-names.ts';
import {namesOf, type Names} from './names.ts';

/** More than this is not read while a person waits for a Tab; bytes. */
const mostBytes = 40_000_000;
/** From this size on the names are kept: reading them again would be felt. */
const keptFrom = 500_000;
/** A site that does not answer in this time is not waited for. */
const mostMilliseconds = 250;

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
      return runs(context, await names());
    case 'finding':
      return findings();
    case 'topic':
      return topics();
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
  if (opened.kind === 'refused') return null;
  const site = opened.value;
  const source = sourceOf(context, site.name);
  const size = source?.size ?? 0;
  const kept = source === null ? null : keptOrNone(context, site.name, source);
  if (kept?.isCurrent === true) return kept.names;
  const outcome = size > mostBytes ? null : await Promise.race([site.read(), tooLate()]);
  if (outcome?.kind !== 'read') return kept?.names ?? null;
  const names = namesOf(outcome.reading.hierarchy, site.origin);
  if (size > keptFrom) keepNames(context, site.name, source, names);
  return names;
}

function keptOrNone(context: Context, name: string, source: Source | null): KeptNames | null {
  try {
    return keptNames(context, name, source);
  } catch {
    return null;
  }
}

function tooLate(): Promise<null> {
  return new Promise(resolve => {
    setTimeout(() => resolve(null), mostMilliseconds);
  });
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

async function runs(context: Context, names: Names | null): Promise<readonly Candidate[]> {
  const opened = openConnection(context);
  if (context.paths.kind === 'nowhere' || opened.kind === 'refused' || names === null) return [];
  const {history} = await import('../../apply/history.ts');
  const found = history({
    journalFolder: context.paths.paths.journalFolder,
    connection: opened.value.name,
    hierarchyId: names.hierarchyId,
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

async function topics(): Promise<readonly Candidate[]> {
  const {topics: all} = await import('../help/help-topics.ts');
  return [...all.map(({name, about}) => ({text: name, about})), {text: 'topics', about: 'All topics.'}];
}
