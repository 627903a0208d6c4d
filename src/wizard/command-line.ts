// The command that a run is: what is shown is what runs, and the same line works in a script.
import type {Plan} from '../plan/plan.ts';
import {desiredFromAnswers, pickedSystems} from './answers.ts';
import type {WizardState} from './state.ts';

export interface RunCommand {
  /** Arguments after `cmproxy`. */
  readonly args: readonly string[];
  /** For people: quoted for a POSIX shell. */
  readonly line: string;
}

/** With a plan file where the plan can be saved; a plan that creates an account is said in full and held to its hash. */
export function runCommand(state: WizardState, plan: Plan, planFile: string | null): RunCommand {
  const confirm = plan.confirm === null ? [] : ['--confirm', plan.confirm];
  const connection = ['--connection', state.subject.connection];
  const source =
    planFile === null
      ? [
          ...pickedSystems(state).flatMap(system => ['--server', `${system.siteCode}/${system.server}`]),
          ...Object.entries(desiredFromAnswers(state)).flatMap(([key, value]) => ['--set', `${key}=${String(value)}`]),
          '--create-account',
          '--password-stdin',
        ]
      : [planFile];
  const args = ['apply', ...source, '--expect-hash', plan.hash, ...connection, ...confirm, '--yes', '--output', 'json'];
  return {args, line: ['cmproxy', ...args].map(quoteForShell).join(' ')};
}

/** A word as a POSIX shell takes it back. */
export function quoteForShell(word: string): string {
  return /^[A-Za-z0-9_./:=,@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
