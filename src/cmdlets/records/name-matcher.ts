// Names by PowerShell's wildcards, as the module's Get- cmdlets take them.
import {serverKey, shortName} from '../../model/server-name.ts';
import {hasWildcards, parseWildcard, type ParsedWildcard} from '../../model/wildcard.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {isSet, textOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';

type Matches = (text: string) => boolean;

/** The parameter's wildcard, or everything where it is not given. */
export function nameMatcher(context: Context, values: Values, name: string): Opened<Matches> {
  const pattern = textOf(values, name);
  if (pattern === undefined) return {kind: 'open', value: () => true};
  const plain = pattern.toLowerCase();
  return opened(
    context,
    isPlain(values, pattern) ? only(text => text.toLowerCase() === plain) : parseWildcard(pattern),
  );
}

/** The same for servers: the whole name or the short name must match. */
export function serverMatcher(context: Context, values: Values): Opened<Matches> {
  const pattern = textOf(values, 'SiteSystemServerName');
  if (pattern === undefined) return {kind: 'open', value: () => true};
  const plain = serverKey(pattern);
  if (isPlain(values, pattern))
    return {kind: 'open', value: server => serverKey(server) === plain || serverKey(shortName(server)) === plain};
  const parsed = opened(context, parseWildcard(pattern));
  if (parsed.kind === 'refused') return parsed;
  return {kind: 'open', value: server => parsed.value(serverKey(server)) || parsed.value(shortName(server))};
}

function isPlain(values: Values, pattern: string): boolean {
  return isSet(values, 'DisableWildcardHandling') || !hasWildcards(pattern);
}

function only(matches: Matches): ParsedWildcard {
  return {kind: 'pattern', matches};
}

function opened(context: Context, parsed: ParsedWildcard): Opened<Matches> {
  if (parsed.kind === 'pattern') return {kind: 'open', value: parsed.matches};
  return refuse(context, exitCodes.failed, {
    what: 'The name cannot be read',
    why: parsed.why,
    todo: 'Close the bracket, or add -DisableWildcardHandling.',
  });
}
