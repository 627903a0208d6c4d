// The servers of step 1 as the filter shows them.
import type {SiteSystem} from '../model/hierarchy.ts';
import type {ServerChoice, WizardState} from './state.ts';

const shown = new WeakMap<readonly ServerChoice[], {filter: string; choices: readonly ServerChoice[]}>();

/** The choices of step 1 that the filter shows: those with all its words, or with `!` before it the others. Made once for a filter. */
export function shownChoices({choices, filter}: Pick<WizardState, 'choices' | 'filter'>): readonly ServerChoice[] {
  const known = shown.get(choices);
  if (known?.filter === filter) return known.choices;
  const found = filtered(choices, filter);
  shown.set(choices, {filter, choices: found});
  return found;
}

function filtered(choices: readonly ServerChoice[], filter: string): readonly ServerChoice[] {
  const text = filter.trim().toLowerCase();
  const isInverse = text.startsWith('!');
  const words = (isInverse ? text.slice(1) : text).split(/\s+/).filter(word => word !== '');
  if (words.length === 0) return choices;
  return choices.filter(({search}) => words.every(word => search.includes(word)) !== isInverse);
}

const picked = new WeakMap<ReadonlySet<string>, {choices: readonly ServerChoice[]; systems: readonly SiteSystem[]}>();

/** The picked servers, in the order of step 1. */
export function pickedSystems({choices, marked}: Pick<WizardState, 'choices' | 'marked'>): readonly SiteSystem[] {
  const known = picked.get(marked);
  if (known?.choices === choices) return known.systems;
  const systems = choices.filter(choice => marked.has(choice.key)).map(choice => choice.system);
  picked.set(marked, {choices, systems});
  return systems;
}

/** How many are marked, and how many of them the filter hides. */
export function markCounts(state: WizardState): {readonly marked: number; readonly hidden: number} {
  if (state.filter.trim() === '') return {marked: state.marked.size, hidden: 0};
  let seen = 0;
  for (const {key} of shownChoices(state)) if (state.marked.has(key)) seen += 1;
  return {marked: state.marked.size, hidden: state.marked.size - seen};
}
