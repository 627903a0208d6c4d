// Step 3 as questions: each field with what is there now, then the exceptions, then who will inherit.
import type {FieldDefinition} from '../../model/fields.ts';
import {findSiteSystem} from '../../model/select-servers.ts';
import {lookAlikeWarning} from '../../model/look-alike.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import {
  accountChoices,
  answerOf,
  answerProblem,
  choiceWords,
  mayKeep,
  pageSystems,
  proxyRows,
  sitesWithoutAccount,
  type ProxyRow,
} from '../../wizard/answers.ts';
import {pickedSystems} from '../../wizard/choices.ts';
import {exceptionText, spreadText} from '../../wizard/present-values.ts';
import {keep, type WizardState} from '../../wizard/state.ts';
import {profileText} from '../wizard/pick-rows.ts';
import {previewLines} from '../wizard/preview-lines.ts';
import {after, type StepEnd} from './step-end.ts';
import {choose, type Talk} from './talk.ts';

export async function askProxy(talk: Talk, before: WizardState): Promise<StepEnd> {
  const systems = pageSystems(before);
  talk.say(
    '',
    `Step 3 of 4: Proxy for ${systems.length === 1 ? (systems[0]?.server ?? '') : `${systems.length} servers`}`,
  );
  const filled = await askProfile(talk, before);
  if (filled === null) return {kind: 'leave'};
  if (filled === '<') return {kind: 'state', state: after(before, {type: 'back'})};
  const asked = await askFields(talk, filled);
  if (asked === null) return {kind: 'leave'};
  if (asked === '<') return {kind: 'state', state: after(before, {type: 'back'})};
  const state = mayKeep(asked) ? await askExceptions(talk, asked) : asked;
  if (state === null) return {kind: 'leave'};
  talk.say(...previewLines(state, Infinity, Infinity).map(({text}) => text));
  return {kind: 'state', state: after({...state, exception: null}, {type: 'next'})};
}

/** Where profiles are saved, whether one of them fills the answers; Enter for none. null: cancelled. */
async function askProfile(talk: Talk, state: WizardState): Promise<WizardState | '<' | null> {
  const {all, why} = state.subject.profiles;
  if (why !== null) talk.say(`! ${why}`);
  if (all.length === 0) return state;
  talk.say('Saved profiles:', ...all.map((profile, index) => `${index + 1}. ${profileText(profile)}`));
  for (;;) {
    const answer = await talk.ask('Fill in from a profile [none]:');
    if (answer === null || answer === '<') return answer;
    if (answer === '') return state;
    const index = /^\d{1,4}$/.test(answer)
      ? Number(answer) - 1
      : all.findIndex(({name}) => name.toLowerCase() === answer.toLowerCase());
    if (all[index] !== undefined)
      return after(state, {type: 'pick', kind: 'profile'}, {type: 'move', by: index}, {type: 'choose'});
    talk.say(`Please answer 1 to ${all.length}, a name, or Enter for none.`);
  }
}

/** Each visible field in turn; `<` goes to the one before, from the first one out. null: cancelled. */
async function askFields(talk: Talk, before: WizardState): Promise<WizardState | '<' | null> {
  let state = before;
  for (let index = 0; index < questions(state).length;) {
    const row = questions(state)[index];
    if (row === undefined) break;
    const answered = await askRow(talk, state, row);
    if (answered === null) return null;
    if (answered === '<') {
      if (index === 0) return '<';
      index -= 1;
      continue;
    }
    state = answered;
    index += 1;
  }
  return state;
}

type Question = Exclude<ProxyRow, {readonly kind: 'exceptions'}>;

function questions(state: WizardState): readonly Question[] {
  return proxyRows(state).filter((row): row is Question => row.kind !== 'exceptions');
}

/** A switch of one software update point is the answer of its server alone. */
async function askRow(talk: Talk, state: WizardState, row: Question): Promise<WizardState | '<' | null> {
  if (row.kind === 'field') return askField(talk, state, row.field);
  talk.say(`${row.system.siteCode}/${row.system.server}:`);
  const answered = await askField(talk, {...state, exception: row.key}, row.field);
  return answered === null || answered === '<' ? answered : {...answered, exception: state.exception};
}

async function askField(talk: Talk, state: WizardState, field: FieldDefinition): Promise<WizardState | '<' | null> {
  const now = spreadText(pageSystems(state), field.key);
  const value = answerOf(state, field.key);
  talk.say(`${field.title}. Now: ${now}. ${field.help}`);
  if (field.kind === 'choice') return askChoice(talk, state, field);
  const kept = value === keep && mayKeep(state) ? 'keep each own' : value;
  for (;;) {
    const answer = await talk.ask(`${field.title} [${kept}]:`);
    if (answer === null || answer === '<') return answer;
    if (answer === '?') {
      talk.say(field.longHelp, ...(field.key === 'proxy.account' ? accountTexts(state) : []));
      continue;
    }
    const text = answer === '' ? value : mayKeep(state) && answer.toLowerCase() === 'keep' ? keep : answer;
    const next = after(state, {type: 'answer', key: field.key, value: text});
    const problem = answerProblem(next, field.key);
    const lookAlike = field.key === 'proxy.serverName' ? lookAlikeWarning(text) : null;
    if (lookAlike !== null) talk.say(`! ${lookAlike}`);
    if (problem !== null) {
      talk.say(`! ${problem.text}. ${problem.do}`);
      continue;
    }
    return field.key === 'proxy.account' ? askNewAccount(talk, next) : next;
  }
}

async function askChoice(talk: Talk, state: WizardState, field: FieldDefinition): Promise<WizardState | '<' | null> {
  const value = answerOf(state, field.key);
  const items = choiceWords(state).map(word => ({
    value: word === keep ? 'keep' : word,
    label: `${word === keep ? 'keep each own' : word}${word === value ? ' (now chosen)' : ''}`,
  }));
  for (;;) {
    talk.say(...items.map(({label}, index) => `${index + 1}. ${label}`));
    const answer = await talk.ask(`${field.title} [${value === keep ? 'keep' : value}]:`);
    if (answer === null || answer === '<') return answer;
    if (answer === '') return state;
    if (answer === '?') {
      talk.say(field.longHelp);
      continue;
    }
    const chosen = /^\d$/.test(answer)
      ? items[Number(answer) - 1]
      : items.find(item => item.value.startsWith(answer.toLowerCase()));
    if (chosen !== undefined)
      return after(state, {type: 'answer', key: field.key, value: chosen.value === 'keep' ? keep : chosen.value});
    talk.say(`Please answer 1 to ${items.length}, < to go back, or ? for help.`);
  }
}

function accountTexts(state: WizardState): readonly string[] {
  return accountChoices(state)
    .slice(1)
    .map(({name, lacks}) => (lacks.length === 0 ? name : `${name}, missing at ${lacks.join(', ')}`));
}

async function askNewAccount(talk: Talk, state: WizardState): Promise<WizardState | '<' | null> {
  const lacking = sitesWithoutAccount(state);
  if (lacking.length === 0) return state.createAccount ? after(state, {type: 'createAccount'}) : state;
  talk.say(`This account does not exist at ${lacking.join(', ')}.`);
  const answer = await choose(talk, 'Which?', [
    {value: 'create', label: 'Create it there; its password is asked just before writing'},
    {value: 'other', label: 'Name another account'},
  ]);
  if (answer === null || answer === '<' || answer === 'other') return answer === null ? null : '<';
  return state.createAccount ? state : after(state, {type: 'createAccount'});
}

/** Single servers get something else, one after the other. null: cancelled. */
async function askExceptions(talk: Talk, before: WizardState): Promise<WizardState | null> {
  let state = before;
  for (;;) {
    const present = pickedSystems(state).flatMap(system => {
      const own = state.exceptions.get(siteSystemKey(system.siteCode, system.server));
      return own === undefined ? [] : [exceptionText(system, own)];
    });
    if (present.length > 0) talk.say(`Exceptions: ${present.join('; ')}`);
    const answer = await talk.ask('Exception: a SERVER that gets something else, or Enter for none:');
    if (answer === null) return null;
    if (answer === '' || answer === '<') return state;
    const match = findSiteSystem(state.subject.hierarchy, answer);
    const key = match.kind === 'found' ? siteSystemKey(match.siteSystem.siteCode, match.siteSystem.server) : null;
    if (key === null || !state.marked.has(key)) {
      talk.say(`! ${answer} is not one of the marked servers.`);
      continue;
    }
    const asked = await askFields(talk, {...state, exception: key});
    if (asked === null) return null;
    if (asked !== '<') state = {...asked, exception: null};
  }
}
