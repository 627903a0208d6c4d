// Findings of many servers by their cause: the same code in the same words, but for the server's own name, is one.
import {shortName} from '../../model/server-name.ts';
import {acceptedText} from './accepted-text.ts';
import {fullName} from './proxy-text.ts';
import type {SiteSystemStatus, StatusFinding} from './status-json.ts';

export interface Cause {
  readonly code: string;
  readonly severity: StatusFinding['severity'];
  /** With `SERVER` for the server's own name where several servers have it. */
  readonly text: string;
  readonly do: string;
  /** `accepted until 2027-03-31: reason`, or null where it counts. */
  readonly accepted: string | null;
  /** In the order of the systems. */
  readonly systems: readonly SiteSystemStatus[];
}

const rank: Readonly<Record<StatusFinding['severity'], number>> = {error: 0, unknown: 1, warning: 2, information: 3};

/** Everything but information; the worst first, what was accepted last, else as first met. */
export function causesOf(systems: readonly SiteSystemStatus[]): readonly Cause[] {
  const causes = new Map<string, {readonly cause: Cause; readonly systems: SiteSystemStatus[]}>();
  for (const system of systems)
    for (const finding of system.findings)
      if (finding.severity !== 'information') {
        const cause = shapedCause(system, finding);
        const {code, severity, accepted} = cause;
        const key = JSON.stringify([code, severity, accepted, ...(accepted === null ? [cause.text, cause.do] : [])]);
        const known = causes.get(key);
        if (known === undefined) causes.set(key, {cause, systems: [system]});
        else known.systems.push(system);
      }
  return [...causes.values()]
    .map(({cause, systems: own}) => (own.length === 1 ? inItsOwnWords(cause) : {...cause, systems: own}))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf({severity, accepted}: Cause): number {
  return accepted === null ? rank[severity] : rank.information;
}

function shapedCause(system: SiteSystemStatus, {code, severity, text, do: todo, accepted}: StatusFinding): Cause {
  const shape = (words: string): string => withoutOwnName(words, system);
  return {
    code,
    severity,
    text: shape(text),
    do: shape(todo),
    accepted: accepted === undefined ? null : acceptedText(accepted),
    systems: [system],
  };
}

function inItsOwnWords(cause: Cause): Cause {
  const [system] = cause.systems;
  const finding = system?.findings.find(({code}) => code === cause.code);
  return finding === undefined ? cause : {...cause, text: finding.text, do: finding.do};
}

function withoutOwnName(words: string, system: SiteSystemStatus): string {
  const {server} = system;
  const short = shortName(server);
  let shaped = words.replaceAll(fullName(system), 'SITE/SERVER').replaceAll(server, 'SERVER');
  let from = 0;
  for (;;) {
    const at = shaped.indexOf(short, from);
    if (at < 0) return shaped;
    const whole = isWhole(shaped, at, short.length);
    if (whole) shaped = `${shaped.slice(0, at)}SERVER${shaped.slice(at + short.length)}`;
    from = at + (whole ? 'SERVER'.length : 1);
  }
}

/** Not a part of a longer name. */
function isWhole(text: string, at: number, length: number): boolean {
  return (
    !/[\w.-]$/.test(text.slice(Math.max(0, at - 1), at)) && !/^[\w-]/.test(text.slice(at + length, at + length + 1))
  );
}
