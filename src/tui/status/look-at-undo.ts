// What an undo would write, asked of the command itself, and made into a prepared command.
import type {Asked} from '../ask-command.ts';
import type {Prepared} from './state.ts';

export type LookedAt =
  {readonly kind: 'prepared'; readonly prepared: Prepared} | {readonly kind: 'refused'; readonly text: string};

/** Out of what `cmproxy undo RUN --what-if --output json` printed. Anything of another form is a refusal with what it said. */
export function preparedUndo(run: string, connection: string, {exitCode, stdout, stderr}: Asked): LookedAt {
  const value = parse(stdout);
  if (exitCode !== 0 || value === null) return {kind: 'refused', text: stderr.trim() || `undo ended with ${exitCode}`};
  const differences = Array.isArray(value['differences']) ? value['differences'].filter(isObject) : [];
  if (differences.length === 0)
    return {kind: 'refused', text: textOf(value['text']) || 'There is nothing to write back.'};
  const siteCode = typeof value['confirm'] === 'string' ? value['confirm'] : null;
  return {
    kind: 'prepared',
    prepared: {
      title: `Undo run ${run}`,
      args: [
        'undo',
        run,
        '--connection',
        connection,
        ...(siteCode === null ? [] : ['--confirm', siteCode]),
        '--yes',
        '--output',
        'json',
      ],
      review: [...differences.map(differenceText), ...listOf(value['notes'])],
      siteCode,
    },
  };
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
}

/** `PS1/CM01.contoso.com: port 3128 -> 8080`. */
function differenceText(difference: Readonly<Record<string, unknown>>): string {
  const [siteCode, server, title, before, after] = ['siteCode', 'server', 'title', 'before', 'after'].map(key =>
    textOf(difference[key]),
  );
  return `${siteCode}/${server}: ${title} ${before} -> ${after}`;
}
