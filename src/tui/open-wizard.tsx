// Opens the wizard on the terminal and leaves its end in the scrollback.
import {render} from 'ink';
import type {Context} from '../cmdlets/context.ts';
import type {OpenSite} from '../cmdlets/opened.ts';
import {keepPlan} from '../cmdlets/keep-plan.ts';
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import {endLines} from '../wizard/end-text.ts';
import {planOfState} from '../wizard/plan-of-state.ts';
import {startState} from '../wizard/start-state.ts';
import type {WizardState} from '../wizard/state.ts';
import {pacedStdin} from './paced-stdin.ts';
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
  const effects: WizardEffects = {
    savePlan: plan => keepPlan(context, plan),
    run: async (command, password, onLine, onEnd) =>
      (await import('./run-child.ts')).runChild({self: context.self, args: command.args, password, onLine, onEnd}),
    onLeave: state => {
      last = state;
    },
  };
  const stdin = pacedStdin(context.stdin);
  const app = render(<Wizard start={start} effects={effects} />, {
    stdin,
    stdout: context.stdout,
    interactive: true,
    exitOnCtrlC: false,
    incrementalRendering: true,
    maxFps: 15,
  });
  await app.waitUntilExit();
  context.stdin.pause();
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
