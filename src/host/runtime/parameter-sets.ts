// Parameter sets: which of them are still possible, and which one it is in the end. Source: about_Parameter_Sets; PowerShell, CmdletParameterBinderController.
import {takesObjects, type CommandSpec, type ParameterSpec} from './parameter.ts';

/** Names of parameter sets; null where the command has none. */
export type Sets = readonly string[] | null;

export function allSets(command: CommandSpec): Sets {
  const names = new Set(command.parameters.flatMap(({sets}) => sets ?? []));
  return names.size === 0 ? null : [...names];
}

export function isInSets(parameter: ParameterSpec, sets: Sets): boolean {
  return sets === null || parameter.sets === undefined || parameter.sets.some(set => sets.includes(set));
}

/** What is left of `sets` when `parameter` is given. */
export function narrowSets(sets: Sets, parameter: ParameterSpec): Sets {
  const own = parameter.sets;
  return sets === null || own === undefined ? sets : sets.filter(set => own.includes(set));
}

export type ChosenSet = {readonly kind: 'set'; readonly sets: Sets} | {readonly kind: 'ambiguous'};

/** Of several possible sets: the one that lacks no mandatory parameter, if there is just one, the default one before others. */
export function chooseSet(command: CommandSpec, sets: Sets, bound: (parameter: ParameterSpec) => boolean): ChosenSet {
  if (sets === null) return {kind: 'set', sets};
  if (sets.length === 0) return {kind: 'ambiguous'};
  const standard = sets.filter(set => set === command.defaultParameterSet);
  const complete = sets.filter(set => missingMandatory(command, [set], bound).length === 0);
  if (complete.length > 1) return standard.length === 1 ? {kind: 'set', sets: standard} : {kind: 'ambiguous'};
  if (complete.length === 1) return {kind: 'set', sets: complete};
  if (standard.length === 1 || sets.length === 1) return {kind: 'set', sets: standard.length === 1 ? standard : sets};
  return {kind: 'ambiguous'};
}

export function missingMandatory(
  command: CommandSpec,
  sets: Sets,
  bound: (parameter: ParameterSpec) => boolean,
): readonly ParameterSpec[] {
  return command.parameters.filter(
    parameter => parameter.mandatory === true && isInSets(parameter, sets) && !bound(parameter),
  );
}

/** Of several possible sets, where objects follow: those that lack nothing but what objects can give; where there is none, as without objects. */
export function setsForObjects(
  command: CommandSpec,
  sets: Sets,
  bound: (parameter: ParameterSpec) => boolean,
): ChosenSet {
  if (sets === null) return {kind: 'set', sets};
  const open = sets.filter(set => missingMandatory(command, [set], bound).every(takesObjects));
  return open.length === 0 ? chooseSet(command, sets, bound) : {kind: 'set', sets: open};
}
