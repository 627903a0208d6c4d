// The wizard as numbered questions, one after the other, over the same reducer as the screens.
import {answersPath, keepAnswers} from '../../cmdlets/answers/keep-answers.ts';
import type {Context} from '../../cmdlets/context.ts';
import type {OpenSite} from '../../cmdlets/opened.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {ownSession} from '../../settings/sessions.ts';
import {planCommand, repeatCommand, runCommand} from '../../wizard/command-line.ts';
import {endLines} from '../../wizard/end-text.ts';
import {planOfState} from '../../wizard/plan-of-state.ts';
import {placeOf} from '../../wizard/session.ts';
import {startState} from '../../wizard/start-state.ts';
import type {WizardState} from '../../wizard/state.ts';
import {offerText} from '../wizard/offer-text.ts';
import {subjectOf} from '../wizard/subject-of.ts';
import {afterOffer, offeredPlace} from '../wizard/take-up.ts';
import {askProxy} from './ask-proxy.ts';
import {askReview} from './ask-review.ts';
import {askRole, askServers} from './ask-servers.ts';
import {runPlainly} from './run-plainly.ts';
import type {StepEnd} from './step-end.ts';
import {choose, talkOn, type Talk} from './talk.ts';

/** `names`: servers to mark at the start. Ends with 64 where nobody answers at all. */
export async function plainWizard(context: Context, open: OpenSite, names: readonly string[]): Promise<ExitCode> {
  const talk = talkOn(context);
  const begun = await begin(context, open, names, talk);
  if (begun === null) return leave(context, talk, false);
  const session = context.paths.kind === 'paths' ? ownSession(context.paths.paths.sessionFolder, context.clock) : null;
  const file = answersPath(context);
  let {state, old} = begun;
  talk.say(
    'Answers: Enter keeps what is there, < goes back, ? helps, Ctrl+C leaves. Nothing is written before you say so.',
  );
  for (;;) {
    if (state.message !== null) talk.say(`! ${state.message}`);
    const end = await stepOf(talk, {...state, message: null});
    if (end.kind === 'leave') {
      const isKept = state.marked.size > 0 && session?.keep(placeOf(state)) === null;
      return leave(context, talk, isKept);
    }
    state = end.state;
    if (state.marked.size > 0 && session?.keep(placeOf(state)) === null) {
      old?.forget();
      old = null;
    }
    if (end.kind === 'save') save(context, talk, state, file);
    if (end.kind !== 'write') continue;
    const code = await write(context, talk, state, {file, password: end.password});
    session?.forget();
    return code;
  }
}

async function begin(
  context: Context,
  open: OpenSite,
  names: readonly string[],
  talk: Talk,
): Promise<{state: WizardState; old: {readonly forget: () => void} | null} | null> {
  const subject = subjectOf(context, open);
  const label = subject.origin === 'lab' ? 'LAB practice data' : subject.connection.toUpperCase();
  talk.say(
    `${label}, ${subject.mayWrite ? 'read, write' : 'read only'}. Configure the proxy of site system servers, in four steps.`,
  );
  const offered = names.length > 0 ? null : offeredPlace(context, subject);
  if (offered === null) return {state: startState(subject, names), old: null};
  talk.say(offerText(offered.place, offered.session.at, context.clock()));
  const answer = await choose(talk, 'Which?', [
    {value: 'goOn', label: 'Go on there; everything is read again first'},
    {value: 'anew', label: 'Begin anew'},
  ]);
  if (answer === null || answer === '<') return null;
  return afterOffer(subject, offered, answer === 'anew' ? 'anew' : 'goOn');
}

function stepOf(talk: Talk, state: WizardState): Promise<StepEnd> {
  if (state.phase === 'servers') return askServers(talk, state);
  if (state.phase === 'role') return askRole(talk, state);
  return state.phase === 'proxy' ? askProxy(talk, state) : askReview(talk, state);
}

function save(context: Context, talk: Talk, state: WizardState, file: string | null): void {
  const why = file === null ? 'there is no place for files; set CMPROXY_HOME' : keepAnswers(context, state, file);
  talk.say(
    why === null && file !== null
      ? `Saved, nothing written. It shows again by: ${planCommand(state, file).line}`
      : `The answers could not be kept: ${why ?? ''}`,
  );
}

async function write(
  context: Context,
  talk: Talk,
  state: WizardState,
  {file, password}: {readonly file: string | null; readonly password: string | null},
): Promise<ExitCode> {
  const made = planOfState(state);
  if (made.kind === 'refused') throw new Error(made.why);
  const why = file === null ? 'there is no place for files; set CMPROXY_HOME' : keepAnswers(context, state, file);
  if (why !== null || file === null) {
    talk.say(`Nothing was written. The answers could not be kept: ${why ?? ''}`);
    return exitCodes.failed;
  }
  const command = runCommand(state, made.plan, file);
  talk.say(`Runs: ${command.line}`);
  const progress = await runPlainly(context, talk, command.args, password);
  talk.say(
    ...endLines(made.plan, progress),
    `Answers: ${file}`,
    `To do the same again: ${repeatCommand(state, made.plan, file).line}`,
  );
  const code = progress.end?.exitCode ?? exitCodes.failed;
  return (Object.values(exitCodes) as number[]).includes(code) ? (code as ExitCode) : exitCodes.failed;
}

/** 64 where no line was ever answered: there is nobody to ask. */
function leave(context: Context, talk: Talk, isKept: boolean): ExitCode {
  if (!talk.wasAnswered() && !talk.canHide) {
    context.message(
      'cmproxy: The wizard got no answer: standard input is empty.\n  do: Use: cmproxy plan --server SERVER --set proxy.serverName=HOST --out FILE, then: cmproxy apply FILE --yes',
    );
    return exitCodes.usage;
  }
  context.message('Cancelled. Nothing was written.');
  if (isKept) context.message('The answers are kept: cmproxy wizard offers to go on.');
  return exitCodes.cancelled;
}
