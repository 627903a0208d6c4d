// `--answers FILE`: the answers of a wizard, or written by hand, as a proposal.
import {existsSync} from 'node:fs';
import {FileProblem} from '../files/file-problem.ts';
import {readStandardInput, readTextFile} from '../files/read-text-file.ts';
import {writeFileAtomically} from '../files/write-file-atomically.ts';
import {settingKeys, type DesiredChange} from '../model/desired-change.ts';
import {exitCodes} from '../model/exit-codes.ts';
import type {Hierarchy, SiteSystem} from '../model/hierarchy.ts';
import {findSiteSystem} from '../model/select-servers.ts';
import {siteSystemKey} from '../model/server-name.ts';
import {chooseServers} from '../plan/choose-servers.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import {answersSchema, type Recorded} from '../wizard/answer-file/answer-file.ts';
import {currentAnswers} from '../wizard/answer-file/migrate-answers.ts';
import {keptSwitches} from '../wizard/kept-switches.ts';
import {readAnswers} from '../wizard/answer-file/read-answers.ts';
import {readSaid} from './change-parameters.ts';
import {listOf, textOf, type Values} from './cmdlet.ts';
import type {Context} from './context.ts';
import type {Opened, OpenSite} from './opened.ts';
import type {Proposed} from './read-proposed.ts';
import type {ReadAnswerFile} from './answers-as-read.ts';
import {refuse} from './refuse.ts';

const oneMegabyte = 1_000_000;

/** Reads the file. Single keys may be changed by `--set`; servers are those of the file. */
export async function readAnswerFile(context: Context, values: Values, name: string): Promise<Opened<ReadAnswerFile>> {
  if (listOf(values, 'Server').length > 0 || listOf(values, 'Where').length > 0)
    return refuse(context, exitCodes.usage, {
      what: 'Servers were given twice',
      why: 'an answer file names its own',
      todo: 'Leave out --server and --where, or change servers in the file.',
    });
  const shown = name === '-' ? 'Standard input' : `The answer file ${name}`;
  const limits = {maxBytes: oneMegabyte, what: shown};
  const read = name === '-' ? await readStandardInput(oneMegabyte) : readTextFile(name, limits);
  if (read.kind === 'refused') return refuse(context, exitCodes.failed, read.problem);
  if (read.kind === 'missing')
    return refuse(context, exitCodes.usage, {
      what: `${shown} could not be read`,
      why: 'there is no such file',
      todo: 'Check its name.',
    });
  const {text, migratedFrom} = currentAnswers(read.text);
  const answers = readAnswers(text);
  if (answers.kind === 'refused')
    return refuse(context, exitCodes.failed, {what: `${shown} cannot be used`, why: answers.why, todo: answers.todo});
  if (migratedFrom !== null) tellMigrated(context, name, {text, before: read.text, migratedFrom});
  return withSet(context, values, {...answers.file, text, said: {}});
}

/** The file is written anew only where the command may write at all; the backup is never overwritten. */
function tellMigrated(
  context: Context,
  name: string,
  {text, before, migratedFrom}: {readonly text: string; readonly before: string; readonly migratedFrom: string},
): void {
  const version = migratedFrom.replace('cmproxy/', '');
  if (name === '-' || context.whatIf || context.readOnly) {
    context.message(
      makeSafe(`The answers are of an older version (${version}) and were taken as this one reads them.`),
    );
    return;
  }
  const backup = freeName(`${name}.${version.replace('@', '-')}.bak`);
  try {
    writeFileAtomically(backup, before);
    writeFileAtomically(name, text);
    context.message(
      makeSafe(`${name} was of an older version (${version}) and is now ${answersSchema}; as it was: ${backup}`),
    );
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    context.message(
      makeSafe(`warning: ${name} is of an older version (${version}) and could not be rewritten: ${error.why}`),
    );
  }
}

function freeName(name: string): string {
  for (let number = 1; ; number++) {
    const free = number === 1 ? name : `${name}.${number}`;
    if (!existsSync(free)) return free;
  }
}

/** `--set` beats the file, key by key. */
async function withSet(context: Context, values: Values, file: ReadAnswerFile): Promise<Opened<ReadAnswerFile>> {
  const read = await readSaid(values, context);
  if (read.kind === 'refused') return read;
  const said = read.value;
  const overrides = new Map([...file.overrides].map(([name, own]) => [name, saidOver(context, name, own, said)]));
  const ask = (file.ask ?? []).filter(key => said[key] === undefined);
  return {kind: 'open', value: {...file, said, ask, desired: {...file.desired, ...said}, overrides}};
}

/** `--set` beats an exception too, where it is about the same key; that is told. */
function saidOver(context: Context, name: string, own: DesiredChange, said: DesiredChange): DesiredChange {
  const both = settingKeys.filter(key => own[key] !== undefined && said[key] !== undefined && own[key] !== said[key]);
  if (both.length > 0) context.message(makeSafe(`--set ${both.join(', ')} replaces what overrides say for ${name}`));
  return both.length === 0 ? own : {...own, ...Object.fromEntries(both.map(key => [key, said[key]]))};
}

/** The file against what is open: overrides by the servers that they mean, and a warning where the answers were given elsewhere. */
export async function answeredProposal(
  context: Context,
  values: Values,
  open: OpenSite,
  file: ReadAnswerFile,
): Promise<Opened<Proposed>> {
  const {hierarchy} = open.reading;
  const conditions = file.select ?? [];
  const selected = conditions.length === 0 ? null : chooseServers(hierarchy, [], conditions);
  if (selected?.kind === 'refused') return refuse(context, exitCodes.usage, selected);
  const chosen = new Map(
    selected === null
      ? file.servers.flatMap(name => entryOf(hierarchy, name))
      : selected.systems.map(system => [siteSystemKey(system.siteCode, system.server), system] as const),
  );
  if (selected !== null && !selected.systems.some(system => system.readable))
    context.message(makeSafe('No server that could be read has now what `select` says.'));
  const overrides = new Map<string, DesiredChange>();
  for (const [name, change] of file.overrides) {
    const [entry] = entryOf(hierarchy, name);
    const key = entry?.[0] ?? null;
    const isNamed = file.servers.some(server => server.toLowerCase() === name.toLowerCase());
    if (key === null ? !isNamed : !chosen.has(key))
      return refuse(context, exitCodes.failed, {
        what: 'The answer file cannot be used',
        why: `overrides.${name}: this server is not among ${selected === null ? 'servers' : 'those that are selected'}`,
        todo: 'Add it, or leave the override out.',
      });
    if (key !== null) overrides.set(key, change);
  }
  for (const text of differences(file.recorded, open)) context.message(makeSafe(`warning: ${text}`));
  for (const [key, kept] of keptSwitches(file.desired, [...chosen.values()])) {
    overrides.set(key, {...kept.switches, ...overrides.get(key)});
    context.message(
      makeSafe(
        `skipped ${kept.siteCode}/${kept.server}: softwareUpdatePoint.*: it does not synchronize with Microsoft itself`,
      ),
    );
  }
  const proposed: Proposed = {
    names: file.servers,
    conditions,
    desired: file.desired,
    overrides,
    ticket: textOf(values, 'Ticket') ?? file.ticket,
  };
  const policy = textOf(values, 'Missing');
  const ask = file.ask ?? [];
  if (policy === 'ask' || policy === 'default' || policy === 'fail')
    return (await import('./missing-answers.ts')).fillGaps(context, hierarchy, proposed, {policy, ask});
  if (ask.length > 0)
    context.message(
      makeSafe(`The file wants to be asked for ${ask.join(', ')}; here its answers are taken. replay asks.`),
    );
  return {kind: 'open', value: proposed};
}

function entryOf(hierarchy: Hierarchy, name: string): readonly (readonly [string, SiteSystem])[] {
  const match = findSiteSystem(hierarchy, name);
  if (match.kind !== 'found') return [];
  const {siteSystem} = match;
  return [[siteSystemKey(siteSystem.siteCode, siteSystem.server), siteSystem]];
}

function differences(recorded: Recorded | null, open: OpenSite): readonly string[] {
  if (recorded === null) return [];
  const {sites} = open.reading.hierarchy;
  const texts: string[] = [];
  if (recorded.connection !== '' && recorded.connection !== open.site.name)
    texts.push(`these answers were given for the connection ${recorded.connection}, and ${open.site.name} is open`);
  const missing = recorded.siteCodes.filter(code => !sites.some(site => site.siteCode === code));
  if (missing.length > 0) texts.push(`these answers were given where there was a site ${missing.join(', ')}`);
  const now = new Set(sites.map(site => site.release));
  const gone = recorded.releases.filter(release => !now.has(release));
  if (gone.length > 0) texts.push(`these answers were given when a site had the release ${gone.join(', ')}`);
  return texts;
}
