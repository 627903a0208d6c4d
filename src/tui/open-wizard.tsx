// Opens the wizard on the terminal and leaves its end in the scrollback.
import type {Context} from '../cmdlets/context.ts';
import type {OpenSite} from '../cmdlets/opened.ts';
import {keepPlan} from '../cmdlets/keep-plan.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import {endLines} from '../wizard/end-text.ts';
import {planOfState} from '../wizard/plan-of-state.ts';
import {startState} from '../wizard/start-state.ts';
import type {WizardState} from '../wizard/state.ts';
import type {ChildRun} from './run-child.ts';
import {showScreen} from './show-screen.tsx';
import {Wizard, type WizardEffects} from './wizard.tsx';

export async function openWizard(context: Context, open: OpenSite, names: readonly string[]): Promise<ExitCode> {
  const {hierarchy, readAt, readAs} = open.reading;
  const start = startState(
    {
      hierarchy,
      hierarchyId: open.hierarchyId,
      connection: open.site.name,
      origin: open.site.origin,
      readAt,
      readAs,
      mayWrite: open.mayWrite,
      whyNot: open.whyNot,
      toolVersion: context.version,
    },
    names,
  );
  let last: WizardState = start;
  let child: ChildRun | null = null;
  const effects: WizardEffects = {
    savePlan: plan => keepPlan(context, plan),
    run: async (command, password, onLine, onEnd) => {
      const {runChild} = await import('./run-child.ts');
      child = runChild({
        self: context.self,
        args: command.args,
        password,
        onLine,
        onEnd: (exitCode, text) => {
          child = null;
          onEnd(exitCode, text);
        },
      });
      return child;
    },
    onLeave: state => {
      last = state;
    },
  };
  const screen = showScreen(<Wizard start={start} effects={effects} />, {
    stdin: context.stdin,
    stdout: context.stdout,
    // A run that was asked to stop finishes the server in hand, and is watched until it has.
    onSignal: () => {
      child?.interrupt();
      return child === null ? 'leave' : 'stay';
    },
  });
  const end = await screen.end;
  if (end.kind === 'signal') process.exit(end.signal === 'SIGHUP' ? exitCodes.cancelled : leave(context, last));
  return leave(context, last);
}

/** The last words, plain, so that they stay in the scrollback whatever the screen held. */
function leave(context: Context, state: WizardState): ExitCode {
  const made = planOfState(state);
  if (state.phase !== 'end' || state.progress === null || made.kind === 'refused') {
    context.message('Cancelled. Nothing was written.');
    return exitCodes.cancelled;
  }
  for (const line of endLines(made.plan, state.progress)) context.data(`${makeSafe(line)}\n`);
  const code = state.progress.end?.exitCode ?? exitCodes.failed;
  return (Object.values(exitCodes) as number[]).includes(code) ? (code as ExitCode) : exitCodes.failed;
}
