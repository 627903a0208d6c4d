// The one form that every error has: what happened, why, and what to do next.
import {withoutCiMarkers} from './ci-commands.ts';
import {makeSafe} from './make-safe.ts';
import {redactCredentials} from './redact-credentials.ts';

export interface ProblemText {
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

/**
 * `cmproxy: what: why.`, and on a second line `  do: todo`. The parts may come from anywhere: they are made safe, and credentials in an
 * address are taken out. An empty part is left out. Without a newline at the end.
 */
export function formatProblem({what, why, todo}: ProblemText): string {
  const told = [what, why].map(part => clean(part).replace(/[\s.]+$/, '')).filter(part => part !== '');
  const next = clean(todo).trim();
  const sentence = `cmproxy: ${told.join(': ')}`;
  return `${sentence}${/[?!…]$/.test(sentence) ? '' : '.'}${next === '' ? '' : `\n  do: ${next}`}`;
}

function clean(text: string): string {
  return withoutCiMarkers(makeSafe(redactCredentials(text.trim())));
}
