// The one place that decides whether there is a person at a terminal who can be asked.

interface Surroundings {
  readonly stdin: {readonly isTTY?: boolean};
  readonly stdout: {readonly isTTY?: boolean};
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `--no-input`. */
  readonly noInput: boolean;
}

/**
 * Input and output are terminals, the terminal is not `dumb`, and nobody said `--no-input`.
 * `CI` in the environment does not matter: build servers give no terminal, and people who have a terminal may have `CI` set.
 */
export function isInteractive({stdin, stdout, env, noInput}: Surroundings): boolean {
  return stdin.isTTY === true && stdout.isTTY === true && env['TERM'] !== 'dumb' && !noInput;
}
