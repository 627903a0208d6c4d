// A finding as lines: its code, what it is, what to do.
import {acceptedText} from '../../cmdlets/views/accepted-text.ts';
import type {StatusFinding} from '../../cmdlets/views/status-json.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Line} from '../components/lines.tsx';

const severityLook: Readonly<Record<StatusFinding['severity'], Line['look']>> = {
  error: 'fault',
  warning: 'warning',
  unknown: 'warning',
  information: undefined,
};

/** `CMP004 error (accepted until 2027-03-31: reason): text`, then `do: ...`, indented below it. */
export function findingLines(finding: StatusFinding, width: number): readonly Line[] {
  const {accepted} = finding;
  const look = accepted === undefined ? severityLook[finding.severity] : 'dim';
  const head = wrapText(
    `${finding.code} ${finding.severity}${accepted === undefined ? '' : ` (${acceptedText(accepted)})`}: ${finding.text}`,
    width,
  );
  const todo = wrapText(`do: ${finding.do}`, Math.max(10, width - 2));
  return [
    ...head.map((text, index): Line => (index === 0 && look !== undefined ? {text, look} : {text})),
    ...todo.map((text): Line => ({text: `  ${text}`, look: 'dim'})),
  ];
}

const rank: Readonly<Record<StatusFinding['severity'], number>> = {error: 0, unknown: 1, warning: 2, information: 3};

/** The worst first, what was accepted last. */
export function byWorst(findings: readonly StatusFinding[]): readonly StatusFinding[] {
  const rankOf = ({severity, accepted}: StatusFinding): number =>
    accepted === undefined ? rank[severity] : rank.information + 1;
  return findings.toSorted((a, b) => rankOf(a) - rankOf(b));
}
