// Runs a plan that was made a moment ago: what the typed cmdlets do, and what `apply` does once there is consent.
import type {RunEvent} from '../../apply/events.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Plan} from '../../plan/plan.ts';
import type {RunEnvironment} from '../../apply/run-input.ts';
import type {Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {OpenSite} from '../opened.ts';
import {reportNothing} from './report-nothing.ts';
import {readRunOptions} from './run-options.ts';

interface Work {
  readonly open: OpenSite;
  readonly plan: Plan;
  readonly values: Values;
  readonly passwordFor?: RunEnvironment['passwordFor'];
}

/** A plan without changes writes nothing, takes no lock and ends with 0; with 3 where a server that was meant could not be read, as a run does then. */
export async function applyHere(context: Context, {open, plan, values, passwordFor}: Work): Promise<ExitCode> {
  const options = readRunOptions(values, context);
  if (options.kind === 'refused') return options.exitCode;
  const told = <Code extends number>(code: Code): Code | typeof exitCodes.unknown =>
    code === exitCodes.done && plan.unknown.length > 0 ? exitCodes.unknown : code;
  if (plan.changes.length === 0) {
    const servers = plan.servers.map(({server, siteCode}) => ({server, siteCode, result: 'same' as const, why: null}));
    return reportNothing(context, 'Nothing differs; nothing was written.', {servers, exitCode: told(exitCodes.done)});
  }
  const {runPlan, runSetting, eventPrinter, printReport} = await import('./run-here.ts');
  const print = eventPrinter(context);
  const emit = (event: RunEvent): void =>
    print(event.event === 'finished' ? {...event, exitCode: told(event.exitCode)} : event);
  const setting = runSetting(context, open, options.value, emit, passwordFor);
  try {
    const report = await runPlan({plan, operation: 'apply', ...setting.environment});
    printReport(context, report);
    return told(report.exitCode);
  } finally {
    setting.end();
  }
}
