// The wizard with more servers than a plan can be made for between two keys.
import {cleanup, render} from 'ink-testing-library';
import {afterEach, expect, test, vi} from 'vitest';
import {Wizard, type WizardEffects} from '../../../src/tui/wizard.tsx';
import type {WizardEvent} from '../../../src/wizard/events.ts';
import {reduce} from '../../../src/wizard/reduce.ts';
import type {WizardState} from '../../../src/wizard/state.ts';
import {generatedStart} from './contoso-start.ts';

afterEach(cleanup);

const effects: WizardEffects = {
  answersFile: '/answers/wizard.yaml',
  keepAnswers: async () => null,
  keepPlace: () => undefined,
  seen: () => undefined,
  run: async () => ({interrupt: () => undefined, done: Promise.resolve()}),
  copy: (_text, what) => `Copied ${what}`,
  suspend: () => undefined,
  clock: () => new Date('2026-11-23T10:05:00Z'),
  onLeave: () => undefined,
};
const events: readonly WizardEvent[] = [
  {type: 'markAll'},
  {type: 'next'},
  {type: 'next'},
  {type: 'move', by: 1},
  {type: 'answer', key: 'proxy.serverName', value: 'proxy'},
];

test('while a name is typed for 400 servers the preview waits, and comes when the keys rest', async () => {
  const app = render(<Wizard start={events.reduce(reduce, generatedStart(400))} effects={effects} />);
  await vi.waitFor(() => expect(app.lastFrame()).toContain('shown when the keys rest'));
  await vi.waitFor(() => expect(app.lastFrame()).toMatch(/WHO WILL INHERIT \(\d+\)/), {timeout: 5000});
  app.stdin.write('x');
  await vi.waitFor(() => expect(app.lastFrame()).toContain('proxyx'));
  expect(app.lastFrame()).toContain('shown when the keys rest');
});

test('marks among hundreds are kept when the keys rest, a step at once', async () => {
  const kept: WizardState[] = [];
  const start = reduce(generatedStart(400), {type: 'markAll'});
  const app = render(<Wizard start={start} effects={{...effects, keepPlace: state => kept.push(state)}} />);
  await vi.waitFor(() => expect(app.lastFrame()).toContain('step 1 of 4'));
  const before = kept.length;
  app.stdin.write(' ');
  await vi.waitFor(() => expect(app.lastFrame()).toContain('[ ]'));
  expect(kept).toHaveLength(before);
  app.stdin.write('\r');
  await vi.waitFor(() => expect(kept.at(-1)?.phase).toBe('role'));
});
