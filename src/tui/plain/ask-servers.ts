// Steps 1 and 2 as questions: which servers, and what they are.
import {identityText, proxyText} from '../../cmdlets/views/proxy-text.ts';
import {pickedSystems, shownChoices} from '../../wizard/choices.ts';
import {namesOfList, problemTexts} from '../../wizard/mark-names.ts';
import type {WizardState} from '../../wizard/state.ts';
import {factLines} from '../wizard/role-rows.ts';
import {after, type StepEnd} from './step-end.ts';
import type {Talk} from './talk.ts';

const mostShown = 40;

const help =
  'Give numbers, SERVER or SITE/SERVER, with blanks or commas between; all marks everything that is listed; /text lists only what fits, / everything; Enter goes on with what is marked.';

export async function askServers(talk: Talk, before: WizardState): Promise<StepEnd> {
  let state = before;
  talk.say('', 'Step 1 of 4: Site system server');
  list(talk, state);
  for (;;) {
    const answer = await talk.ask(`Servers (${state.marked.size} marked):`);
    if (answer === null || (answer === '<' && state.filter === '')) return {kind: 'leave'};
    if (answer === '?') talk.say(help);
    else if (answer === '<' || answer.startsWith('/')) {
      state = after(
        state,
        {type: 'edit', what: 'filter'},
        {type: 'type', text: answer === '<' ? '' : answer.slice(1)},
        {type: 'endEdit', taken: true},
      );
      list(talk, state);
    } else if (answer === '') {
      if (state.marked.size === 0) talk.say(`No server is marked. ${help}`);
      else return {kind: 'state', state: after(state, {type: 'next'})};
    } else {
      state = mark(talk, state, answer);
      if (state.marked.size > 0) talk.say(`Marked: ${markedNames(state)}. Enter goes on.`);
    }
  }
}

function list(talk: Talk, state: WizardState): void {
  const choices = shownChoices(state);
  talk.say(
    `${choices.length} of ${state.choices.length} servers${state.filter === '' ? '' : ` that fit ${state.filter}`}:`,
  );
  for (const [index, {system, why, key}] of choices.slice(0, mostShown).entries()) {
    const marked = state.marked.has(key) ? ', marked' : '';
    const facts =
      why === null
        ? `${proxyText(system.proxy)}, as ${identityText(system.proxy)}${marked}`
        : `cannot be picked: ${why}`;
    talk.say(`${index + 1}. ${system.siteCode || '?'}/${system.server}: ${facts}`);
  }
  if (choices.length > mostShown) talk.say(`and ${choices.length - mostShown} more: /text lists those that fit`);
}

function markedNames(state: WizardState): string {
  const names = pickedSystems(state).map(system => `${system.siteCode}/${system.server}`);
  return names.length <= 10 ? names.join(', ') : `${names.slice(0, 10).join(', ')} and ${names.length - 10} more`;
}

/** Numbers of the list that was said, names, or `all`. */
function mark(talk: Talk, state: WizardState, answer: string): WizardState {
  if (answer.toLowerCase() === 'all') return after(state, {type: 'markAll'});
  const choices = shownChoices(state);
  const names: string[] = [];
  for (const word of namesOfList(answer)) {
    const choice = /^\d{1,5}$/.test(word) ? choices[Number(word) - 1] : undefined;
    names.push(choice === undefined ? word : `${choice.system.siteCode}/${choice.system.server}`);
  }
  const marked = after(state, {type: 'list', text: names.join(' ')});
  talk.say(...problemTexts(marked.listProblems).map(text => `! ${text}`));
  return {...marked, filter: state.filter, listProblems: [], message: null};
}

export async function askRole(talk: Talk, state: WizardState): Promise<StepEnd> {
  const systems = pickedSystems(state);
  talk.say('', 'Step 2 of 4: Site system role');
  for (const system of systems.slice(0, mostShown))
    for (const {text} of factLines(state, system, Infinity)) if (text !== '') talk.say(text);
  if (systems.length > mostShown) talk.say(`and ${systems.length - mostShown} more servers`);
  for (;;) {
    const answer = await talk.ask('Enter goes on to the proxy, < back:');
    if (answer === null) return {kind: 'leave'};
    if (answer === '<') return {kind: 'state', state: after(state, {type: 'back'})};
    if (answer === '') return {kind: 'state', state: after(state, {type: 'next'})};
    talk.say('There is nothing to fill in here.');
  }
}
