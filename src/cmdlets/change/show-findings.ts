// Warnings and errors on standard error, each with its code, its server and what to do.
import type {Finding} from '../../model/finding.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {wrapText} from '../../terminal/wrap-text.ts';
import type {Context} from '../context.ts';
import {countText} from '../views/summary.ts';
import {fullName} from '../views/proxy-text.ts';

const most = 40;

/** Errors, unknowns and warnings; information too with --verbose. */
export function showFindings(context: Context, findings: readonly Finding[]): void {
  const wanted = findings.filter(finding => context.verbose || finding.severity !== 'information');
  for (const finding of wanted.slice(0, most))
    for (const line of findingLines(finding).flatMap(text => wrapText(text, context.messageWidth)))
      context.message(line);
  if (wanted.length > most)
    context.message(`and ${countText(wanted.length - most, 'more finding')}; --output json shows all`);
}

export function findingLines(finding: Finding): readonly string[] {
  const where = finding.server === '' ? '' : `${fullName(finding)}: `;
  return [
    makeSafe(`${finding.severity} ${finding.code} ${where}${finding.text}`),
    ...(finding.do === '' ? [] : [makeSafe(`  do: ${finding.do}`)]),
  ];
}
