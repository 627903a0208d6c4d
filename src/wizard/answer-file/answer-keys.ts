// The keys of an answer file, and those that are never taken.
import {closest} from '../../model/closest-name.ts';
import {settingKeys} from '../../model/desired-change.ts';

export const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
export const secret = /password|passwd|secret|kennwort/i;
export const groups = ['proxy', 'softwareUpdatePoint'] as const;
export const byHand =
  'Correct the file; the README shows a whole one, and wizards/site-system-proxy.schema.json is its schema.';
export const topKeys = [
  'schema',
  'wizard',
  'recorded',
  'ticket',
  'servers',
  'select',
  'proxy',
  'softwareUpdatePoint',
  'overrides',
  'ask',
];

/** What to write in place of a key that is not known: the nearest one, or a setting with the group that it was written without. */
export function suggestionFor(name: string, known: readonly string[]): string {
  const setting = groups.every(group => known.includes(group))
    ? settingKeys.find(key => key === name || key.split('.')[1]?.toLowerCase() === name.toLowerCase())
    : undefined;
  const [group, last] = setting?.split('.') ?? [];
  if (group !== undefined && last !== undefined) return `Write ${group}: {${last}: VALUE}`;
  const guess = closest(name, known);
  return guess === null ? `The keys are ${known.join(', ')}.` : `Did you mean ${guess}?`;
}
