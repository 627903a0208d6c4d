// The commands that the wizard runs or shows: what is shown is what runs, and the same line works in a script.
import type {Plan} from '../plan/plan.ts';
import type {WizardState} from './state.ts';

export interface RunCommand {
  /** Arguments after `cmproxy`. */
  readonly args: readonly string[];
  /** For people: quoted for a POSIX shell. */
  readonly line: string;
}

/** Applies what the answers file says, held to the hash of the plan that was reviewed. */
export function runCommand(state: WizardState, plan: Plan, answersFile: string): RunCommand {
  const {serial, pause, maxFailures} = state.run;
  const creates = plan.changes.some(change => change.object === 'account');
  return commandOf([
    'apply',
    '--answers',
    answersFile,
    ...(creates ? ['--create-account', '--password-stdin'] : []),
    ...(serial === '' ? [] : ['--serial', serial]),
    ...(pause === '' ? [] : ['--pause-after-canary', pause]),
    ...(maxFailures === '' ? [] : ['--max-failures', maxFailures]),
    '--expect-hash',
    plan.hash,
    '--connection',
    state.subject.connection,
    ...(plan.confirm === null ? [] : ['--confirm', plan.confirm]),
    '--yes',
    '--output',
    'json',
  ]);
}

/** Shows again what the answers would change now. */
export function planCommand(state: WizardState, answersFile: string): RunCommand {
  return commandOf(['plan', '--answers', answersFile, '--connection', state.subject.connection]);
}

/** The same answers once more, for another day. */
export function repeatCommand(state: WizardState, plan: Plan, answersFile: string): RunCommand {
  const creates = plan.changes.some(change => change.object === 'account');
  return commandOf([
    'apply',
    '--answers',
    answersFile,
    ...(creates ? ['--create-account'] : []),
    '--connection',
    state.subject.connection,
  ]);
}

function commandOf(args: readonly string[]): RunCommand {
  return {args, line: ['cmproxy', ...args].map(quoteForShell).join(' ')};
}

/** A word as a POSIX shell takes it back. */
export function quoteForShell(word: string): string {
  return /^[A-Za-z0-9_./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
