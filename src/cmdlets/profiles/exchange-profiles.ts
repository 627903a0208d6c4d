// Profiles to a file and from one. What comes in is checked to the last value before anything is kept.
import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import {FileProblem} from '../../files/file-problem.ts';
import {parseJson} from '../../files/parse-json.ts';
import {readStandardInput, readTextFile} from '../../files/read-text-file.ts';
import {writeFileAtomically} from '../../files/write-file-atomically.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {parseProfiles} from '../../settings/profiles/parse-profiles.ts';
import {profileDocument} from '../../settings/profiles/profile-document.ts';
import {findProfile, withProfile, type Profile} from '../../settings/profiles/profile.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {isSet, listOf, textOf, type Values} from '../cmdlet.ts';
import {sayWhatIf} from '../what-if.ts';
import type {Context} from '../context.ts';
import {keepProfiles} from './keep-profiles.ts';
import {loadProfiles, needProfile} from './need-profile.ts';
import type {Opened} from '../opened.ts';
import {refuse, refused} from '../refuse.ts';
import {countText} from '../views/summary.ts';

const oneMegabyte = 1_000_000;

export async function exportProfiles(values: Values, context: Context): Promise<ExitCode> {
  const chosen = choose(values, context);
  if (chosen.kind === 'refused') return chosen.exitCode;
  const text = `${JSON.stringify(profileDocument(chosen.value), null, 2)}\n`;
  const out = textOf(values, 'Out');
  if (out === undefined || out === '-') {
    context.data(text);
    return exitCodes.done;
  }
  if (existsSync(out) && !isSet(values, 'Force'))
    return refused(context, exitCodes.usage, {
      what: `The profiles were not saved to ${out}`,
      why: 'the file is already there',
      todo: 'Give another name, or --force.',
    });
  try {
    writeFileAtomically(resolve(out), text);
  } catch (error) {
    if (error instanceof FileProblem) return refused(context, exitCodes.failed, error);
    throw error;
  }
  context.message(makeSafe(`Saved ${countText(chosen.value.length, 'profile')} as ${out}`));
  return exitCodes.done;
}

function choose(values: Values, context: Context): Opened<readonly Profile[]> {
  const names = listOf(values, 'Name');
  if (names.length === 0) return loadProfiles(context);
  const profiles: Profile[] = [];
  for (const name of names) {
    const found = needProfile(context, name);
    if (found.kind === 'refused') return found;
    if (!profiles.includes(found.value)) profiles.push(found.value);
  }
  return {kind: 'open', value: profiles};
}

export async function importProfiles(values: Values, context: Context): Promise<ExitCode> {
  const read = await readImport(context, textOf(values, 'Path') ?? '');
  if (read.kind === 'refused') return read.exitCode;
  const coming = read.value;
  if (coming.length === 0) {
    context.message('The file holds no profile; nothing was done.');
    return exitCodes.done;
  }
  const present = loadProfiles(context);
  if (present.kind === 'refused') return present.exitCode;
  const taken = (profiles: readonly Profile[]): readonly string[] =>
    coming.filter(({name}) => findProfile(profiles, name) !== undefined).map(({name}) => name);
  const refuseTaken = (names: readonly string[]): ExitCode =>
    refused(context, exitCodes.usage, {
      what: 'No profile was taken',
      why: `these are already there: ${names.join(', ')}`,
      todo: 'Give --force to replace them.',
    });
  if (!isSet(values, 'Force') && taken(present.value).length > 0) return refuseTaken(taken(present.value));
  if (context.whatIf) {
    sayWhatIf(
      context,
      'Import-CMProxyProfile',
      coming.map(({name}) => name),
    );
    return exitCodes.done;
  }
  let meanwhile: readonly string[] = [];
  const code = await keepProfiles(context, profiles => {
    meanwhile = isSet(values, 'Force') ? [] : taken(profiles);
    return meanwhile.length > 0 ? profiles : coming.reduce(withProfile, profiles);
  });
  if (code !== exitCodes.done) return code;
  if (meanwhile.length > 0) return refuseTaken(meanwhile);
  context.message(makeSafe(`Took ${countText(coming.length, 'profile')}: ${coming.map(({name}) => name).join(', ')}`));
  return exitCodes.done;
}

async function readImport(context: Context, name: string): Promise<Opened<readonly Profile[]>> {
  const shown = name === '-' ? 'Standard input' : name;
  const read =
    name === '-' ? await readStandardInput(oneMegabyte) : readTextFile(name, {maxBytes: oneMegabyte, what: shown});
  if (read.kind === 'refused') return refuse(context, exitCodes.failed, read.problem);
  if (read.kind === 'missing')
    return refuse(context, exitCodes.usage, {
      what: `${shown} could not be read`,
      why: name === '-' ? 'it is empty' : 'there is no such file',
      todo: 'Give a file of `cmproxy profile export`.',
    });
  const json = parseJson(read.text, {file: shown});
  if (json.kind === 'refused') return refuse(context, exitCodes.failed, json.problem);
  const parsed = parseProfiles(json.value, {checkValues: true});
  if (parsed.kind === 'profiles') return {kind: 'open', value: parsed.profiles};
  return refuse(context, exitCodes.failed, {
    what: `${shown} was not taken`,
    why: parsed.why,
    todo: parsed.todo,
  });
}
