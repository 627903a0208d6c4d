// The keys of an answer file, and those that are never taken.
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
