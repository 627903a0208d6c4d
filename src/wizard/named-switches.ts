// The switches of software update points among several servers: few are asked one by one, many together.
import type {FieldKey} from '../model/finding.ts';
import type {SiteSystem} from '../model/hierarchy.ts';
import {pickedSystems} from './choices.ts';
import {keep, type WizardState} from './state.ts';

/** More of them would fill the page. */
const mostNamed = 3;

const cache = new WeakMap<readonly SiteSystem[], readonly SiteSystem[]>();

/** The picked software update points whose switches have rows of their own; empty for one server, and where there are too many. */
export function namedUpdatePoints(state: Pick<WizardState, 'choices' | 'marked'>): readonly SiteSystem[] {
  const systems = pickedSystems(state);
  const known = cache.get(systems);
  if (known !== undefined) return known;
  const points = systems.length < 2 ? [] : systems.filter(system => system.softwareUpdatePoint !== null);
  const named = points.length > mostNamed ? [] : points;
  cache.set(systems, named);
  return named;
}

export function isSwitch(key: FieldKey): boolean {
  return key.startsWith('softwareUpdatePoint.');
}

/** What is answered for all; a switch that is asked server by server is kept but where its server says otherwise. */
export function commonAnswer(state: WizardState, key: FieldKey): string {
  return isSwitch(key) && namedUpdatePoints(state).length > 0 ? keep : state.answers[key];
}
