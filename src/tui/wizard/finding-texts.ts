// Findings in sentences, one for each cause.
import type {Finding} from '../../model/finding.ts';
import {shortName} from '../../model/server-name.ts';

export interface FindingText {
  readonly code: string;
  readonly text: string;
  readonly isError: boolean;
}

/** One line a code: what was found at many servers is said of the first, with how many more there are. Errors first. */
export function findingTexts(findings: readonly Finding[]): readonly FindingText[] {
  const codes = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.severity} ${finding.code}`;
    const list = codes.get(key);
    if (list === undefined) codes.set(key, [finding]);
    else list.push(finding);
  }
  const texts = [...codes.values()].flatMap(all => {
    const shown = all.length <= 2 ? all : all.slice(0, 1);
    return shown.map(({severity, code, server, text}) => ({
      code,
      text: `${code} ${server === '' ? '' : `${shortName(server)}${shown.length < all.length ? ` and ${all.length - 1} more` : ''}: `}${text}`,
      isError: severity === 'error',
    }));
  });
  return texts.toSorted((a, b) => Number(b.isError) - Number(a.isError));
}
