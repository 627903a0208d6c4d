// What is wrong with an answer file: where it stands, what it is, and what to do.

/** Both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export interface AnswerProblem {
  /** Dotted, as in the file; empty for the file as a whole. */
  readonly path: string;
  readonly text: string;
  readonly todo: string;
}

export interface PlacedProblem extends AnswerProblem {
  /** null for what stands nowhere. */
  readonly place: Place | null;
}

/** `line 3, column 9: proxy.port: has no value`. */
export function problemText({place, path, text}: PlacedProblem): string {
  const where = place === null ? '' : `line ${place.line}, column ${place.column}: `;
  return `${where}${path === '' ? '' : `${path}: `}${text}`;
}

/** As one reads the file; what stands nowhere is last. */
export function byPlace(a: PlacedProblem, b: PlacedProblem): number {
  if (a.place === null || b.place === null) return Number(a.place === null) - Number(b.place === null);
  return a.place.line - b.place.line || a.place.column - b.place.column;
}
