// Opens the wizard on the terminal and leaves its end in the scrollback.
import type {Context} from '../cmdlets/context.ts';
import {answersPath} from '../cmdlets/answers/keep-answers.ts';
import type {OpenSite} from '../cmdlets/opened.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {ownSession} from '../settings/sessions.ts';
import type {LoggedCommand} from './command-log.ts';
import {copiedText, copyToClipboard} from '../terminal/clipboard.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import {endLines} from '../wizard/end-text.ts';
import {planOfState} from '../wizard/plan-of-state.ts';
import {placeOf} from '../wizard/session.ts';
import {startState} from '../wizard/start-state.ts';
import type {WizardState} from '../wizard/state.ts';
import type {ChildRun} from './run-child.ts';
import {showScreen} from './show-screen.tsx';
import {signalExitCodes} from './terminal-guard.ts';
import {Wizard, type WizardEffects} from './wizard.tsx';
import {subjectOf} from './wizard/subject-of.ts';
import {takeUpOffered} from './wizard/take-up-offered.tsx';

/** `onRan`: told of the command that was run, when it has ended. */
export async function openWizard(
  context: Context,
  open: OpenSite,
  names: readonly string[],
  onRan: (entry: Omit<LoggedCommand, 'id'>) => void = () => undefined,
): Promise<ExitCode> {
  const subject = subjectOf(context, open);
  const begun =
    names.length > 0 ? {state: startState(subject, names), old: null} : await takeUpOffered(context, subject);
  if (begun === null) return leave(context, {state: null, afterwards: [], isKept: false});
  const session = context.paths.kind === 'paths' ? ownSession(context.paths.paths.sessionFolder, context.clock) : null;
  let {old} = begun;
  /** Nothing is kept before something was picked: looking leaves no file. A place that cannot be kept does not stop the wizard. */
  const keepPlace = (state: WizardState): string | null => {
    if (session === null || state.phase === 'end' || state.marked.size === 0) return null;
    const why = session.keep(placeOf(state));
    if (why === null) {
      old?.forget();
      old = null;
    }
    return why;
  };
  const file = answersPath(context);
  let last: {state: WizardState; afterwards: readonly string[]} = {
    state: begun.state,
    afterwards: [],
  };
  let isForgotten = false;
  let child: ChildRun | null = null;
  const effects: WizardEffects = {
    answersFile: file ?? 'answers.yaml',
    keepAnswers: async state => {
      if (file === null) return 'neither CMPROXY_HOME nor a home folder is set';
      return (await import('../cmdlets/answers/keep-answers.ts')).keepAnswers(context, state, file);
    },
    seen: state => {
      last = {...last, state};
    },
    keepPlace,
    run: async (command, password, onLine, onEnd) => {
      const {runChild} = await import('./run-child.ts');
      const started = context.clock();
      child = runChild({
        self: context.self,
        args: command.args,
        password,
        onLine,
        onEnd: (exitCode, text) => {
          child = null;
          const took = context.clock().getTime() - started.getTime();
          onRan({line: command.line, startedAt: started.toISOString(), exitCode, took, text});
          onEnd(exitCode, text);
        },
      });
      return child;
    },
    copy: (text, what) => {
      const copied = copyToClipboard(text, context.env);
      if (copied.kind === 'sequence') context.stdout.write(copied.text);
      return copiedText(copied, what, text);
    },
    suspend: () => undefined,
    clock: context.clock,
    onLeave: (state, afterwards, forgets) => {
      last = {state, afterwards};
      isForgotten = forgets;
    },
  };
  const screen = showScreen(<Wizard start={begun.state} effects={effects} />, {
    stdin: context.stdin,
    stdout: context.stdout,
    // A run that was asked to stop finishes the server in hand, and is watched until it has.
    onSignal: () => {
      keepPlace(last.state);
      child?.interrupt();
      return child === null ? 'leave' : 'stay';
    },
  });
  const end = await screen.end;
  if (end.kind === 'signal' && end.signal === 'SIGHUP') process.exit(signalExitCodes.SIGHUP);
  const {state, afterwards} = last;
  const isKept =
    !isForgotten && state.phase !== 'end' && state.marked.size > 0 && session !== null && keepPlace(state) === null;
  if (isForgotten) old?.forget();
  if (!isKept) session?.forget();
  const code = leave(context, {state, afterwards, isKept});
  if (end.kind === 'signal') process.exit(code);
  return code;
}

interface Left {
  readonly state: WizardState | null;
  readonly afterwards: readonly string[];
  readonly isKept: boolean;
}

/** The last words, plain, so that they stay in the scrollback whatever the screen held. */
function leave(context: Context, {state, afterwards, isKept}: Left): ExitCode {
  const made = state === null ? null : planOfState(state);
  if (state === null || made === null || state.phase !== 'end' || state.progress === null || made.kind === 'refused') {
    context.message('Cancelled. Nothing was written.');
    if (isKept) context.message('The answers are kept: cmproxy wizard offers to go on.');
    return exitCodes.cancelled;
  }
  for (const line of [...endLines(made.plan, state.progress), ...afterwards]) context.data(`${makeSafe(line)}\n`);
  const code = state.progress.end?.exitCode ?? exitCodes.failed;
  return (Object.values(exitCodes) as number[]).includes(code) ? (code as ExitCode) : exitCodes.failed;
}
