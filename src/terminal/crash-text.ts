// What is said of an error that nobody expected: one clear message, and the stack only where it was asked for.
import {formatProblem} from './error-text.ts';
import {makeSafe} from './make-safe.ts';

/** With a newline at the end. */
export function crashText(error: unknown, argv: readonly string[]): string {
  const debug = argv.some(word => /^(--debug|-debug|-db)$/i.test(word));
  const message = formatProblem({
    what: 'An unexpected error ended it',
    why: error instanceof Error ? error.message : String(error),
    todo: 'Run the same with --debug and report what it prints.',
  });
  const stack = debug && error instanceof Error ? (error.stack ?? '').split('\n').map(line => makeSafe(line)) : [];
  return `${[message, ...stack].join('\n')}\n`;
}
