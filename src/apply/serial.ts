// `--serial 1,10,25%`: how many servers a batch has, the last step standing for all that follow.
import {refusal, type Refusal} from './refusal.ts';

export type SerialStep =
  {readonly kind: 'count'; readonly count: number} | {readonly kind: 'percent'; readonly percent: number};

export type ParsedSerial = {readonly kind: 'steps'; readonly steps: readonly SerialStep[]} | Refusal;

/** The steps of a text as `1,10,25%`. */
export function parseSerial(text: string): ParsedSerial {
  const steps: SerialStep[] = [];
  for (const part of text.split(',')) {
    const match = /^\s*([1-9]\d{0,8})(%?)\s*$/.exec(part);
    const number = Number(match?.[1]);
    if (match === null || (match[2] === '%' && number > 100))
      return refusal(
        '--serial was not understood',
        `"${part.trim()}" is neither a number of servers nor a percentage from 1% to 100%`,
        'Write steps with commas between them, for example --serial 1,10,25%.',
      );
    steps.push(match[2] === '%' ? {kind: 'percent', percent: number} : {kind: 'count', count: number});
  }
  return {kind: 'steps', steps};
}

/** Without `--serial`: the first server alone, then all others. */
export const defaultSerial: readonly SerialStep[] = [
  {kind: 'count', count: 1},
  {kind: 'percent', percent: 100},
];

/** `items` in batches, in order. A percentage is of all items, rounded down, and at least 1. */
export function batchesOf<T>(items: readonly T[], steps: readonly SerialStep[]): readonly (readonly T[])[] {
  const batches: T[][] = [];
  for (let from = 0; from < items.length;) {
    const step = steps[Math.min(batches.length, steps.length - 1)] ?? {kind: 'percent', percent: 100};
    const size = step.kind === 'count' ? step.count : Math.max(1, Math.floor((items.length * step.percent) / 100));
    batches.push(items.slice(from, from + size));
    from += size;
  }
  return batches;
}
