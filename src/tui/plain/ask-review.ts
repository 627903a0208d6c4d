// Step 4 as questions: the plan, what can be done with it, and the consent.
import {fieldDifferences} from '../../cmdlets/views/plan-view.ts';
import {countText} from '../../cmdlets/views/summary.ts';
import {planOfState, scriptForms, type Plan} from '../../wizard/plan-of-state.ts';
import {confirmationWord, needsPassword, whyNotWritten} from '../../wizard/reduce-confirm.ts';
import {undoText} from '../../wizard/undo-text.ts';
import type {WizardState} from '../../wizard/state.ts';
import {previewLines} from '../wizard/preview-lines.ts';
import {after, type StepEnd} from './step-end.ts';
import {choose, type Talk} from './talk.ts';

const actions = [
  {value: 'write', label: 'Write it'},
  {value: 'edit', label: 'Change the answers'},
  {value: 'ticket', label: 'Ticket'},
  {value: 'pause', label: 'Pause after the first server'},
  {value: 'serial', label: 'Steps'},
  {value: 'script', label: 'Show the script'},
  {value: 'undoScript', label: 'Show the undo script'},
  {value: 'save', label: 'Save the answers and write nothing now'},
  {value: 'leave', label: 'Leave'},
] as const;

export async function askReview(talk: Talk, before: WizardState): Promise<StepEnd> {
  let state = before;
  talk.say('', 'Step 4 of 4: Review and OK');
  sayPlan(talk, state);
  for (;;) {
    const answer = await choose(talk, 'What now?', actions);
    if (answer === null || answer === 'leave') return {kind: 'leave'};
    if (answer === '<' || answer === 'edit') return {kind: 'state', state: after(state, {type: 'back'})};
    if (answer === 'save') return {kind: 'save', state};
    if (answer === '?') sayPlan(talk, state);
    else if (answer === 'script' || answer === 'undoScript') {
      const said = await sayScript(talk, state, answer);
      if (!said) return {kind: 'leave'};
    } else if (answer === 'write') {
      const written = await askConsent(talk, state);
      if (written !== null) return written;
    } else {
      const asked = await askText(talk, state, answer);
      if (asked === null) return {kind: 'leave'};
      state = asked;
    }
  }
}

function sayPlan(talk: Talk, state: WizardState): void {
  const made = planOfState(state);
  if (made.kind === 'refused') talk.say(`! ${made.why}`);
  else talk.say(...planSentences(state, made.plan));
}

/** The plan without columns: the writes in their order, who inherits, what was found. */
function planSentences(state: WizardState, plan: Plan): readonly string[] {
  const writes = plan.changes.map(change => {
    const fields = fieldDifferences(change).map(({title, before, after: then}) => `${title} from ${before} to ${then}`);
    return `${change.order}. ${change.siteCode}/${change.server}: ${fields.join(', ')}`;
  });
  return [
    `Plan ${plan.id}: ${countText(plan.changes.length, 'write')}.`,
    ...(writes.length === 0 ? ['Nothing differs: every chosen server is already as asked.'] : writes),
    ...previewLines(state, Infinity, Infinity).map(({text}) => text.trim()),
    ...plan.skipped.map(item => `skipped ${item.siteCode}/${item.server}: ${item.why}`),
    ...plan.unknown.map(item => `unknown ${item.siteCode}/${item.server}: ${item.why}`),
    ...plan.findings.map(({severity, code, server, text}) => `${severity} ${code} ${server}: ${text}`),
    ...plan.followUp.map(item => `Afterwards: ${item.server} ${item.why} ${item.command}`),
    `Undo: ${undoText(plan)}.`,
    'Test: not checked.',
  ];
}

/** false where the person cancelled. */
async function sayScript(talk: Talk, state: WizardState, which: 'script' | 'undoScript'): Promise<boolean> {
  const form = await choose(
    talk,
    'In which form?',
    scriptForms.map(item => ({value: item.form, label: item.title})),
  );
  if (form === null) return false;
  if (form === '<' || form === '?') return true;
  const {scriptOfWizard} = await import('../../cmdlets/dialects/script-of-wizard.ts');
  talk.say(
    ...scriptOfWizard({...state, form}, which === 'undoScript')
      .trimEnd()
      .split('\n'),
  );
  return true;
}

async function askText(
  talk: Talk,
  state: WizardState,
  what: 'ticket' | 'pause' | 'serial',
): Promise<WizardState | null> {
  const now = what === 'ticket' ? state.ticket : state.run[what];
  const example = {ticket: 'such as CHG0042011', pause: 'such as 10m', serial: 'such as 1,10,25%'}[what];
  const answer = await talk.ask(`${example} [${now === '' ? 'none' : now}]:`);
  if (answer === null) return null;
  if (answer === '' || answer === '<') return state;
  const next = after(state, {type: 'edit', what}, {type: 'type', text: answer}, {type: 'endEdit', taken: true});
  if (next.message !== null) talk.say(`! ${next.message}`);
  return {...next, message: null};
}

/** null: not now. */
async function askConsent(talk: Talk, state: WizardState): Promise<StepEnd | null> {
  const why = whyNotWritten(state);
  if (why !== null) {
    talk.say(`! ${why}`);
    return null;
  }
  if (needsPassword(state) && !talk.canHide) {
    talk.say(
      '! A new account needs a password, and what is typed here could be seen. Save the answers, and run: cmproxy apply --answers FILE --create-account --password-stdin --yes',
    );
    return null;
  }
  const word = confirmationWord(state);
  const typed = await talk.ask(
    word === 'yes'
      ? 'Type yes to write:'
      : `This touches the service connection point's server: all cloud features follow it. Type ${word} to write:`,
  );
  if (typed === null) return {kind: 'leave'};
  if (typed.toLowerCase() !== word.toLowerCase()) {
    talk.say('Not written.');
    return null;
  }
  if (!needsPassword(state)) return {kind: 'write', state, password: null};
  const password = await talk.askSecret('Password of the new account (nothing is shown while you type):');
  return password === null ? null : {kind: 'write', state, password};
}
