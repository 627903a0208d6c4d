// What is wrong with the answers of a file, as far as it can be told without a hierarchy.
import {exceptionTo, type DesiredChange} from '../../model/desired-change.ts';
import {fieldDefinitions} from '../../model/fields.ts';
import {serverKey, shortName} from '../../model/server-name.ts';
import type {AnswerFile} from './answer-file.ts';
import type {AnswerProblem} from './problem.ts';

/** By the validators that the wizard and the plan use. */
export function answerProblems(file: AnswerFile): readonly AnswerProblem[] {
  const chosen = Map.groupBy(file.servers.map(partsOf), ({server}) => shortName(server));
  return [
    ...valueProblems(file.desired, ''),
    ...givenWhileOff(file.desired, file.desired, ''),
    ...[...file.overrides].flatMap(([name, own]) => [
      ...valueProblems(own, `overrides.${name}.`),
      ...givenWhileOff(own, exceptionTo(file.desired, own), `overrides.${name}.`),
      ...(chosen.size > 0 ? notChosen(chosen, name) : []),
    ]),
  ];
}

function valueProblems(change: DesiredChange, before: string): readonly AnswerProblem[] {
  return fieldDefinitions.flatMap(({key, validate}) => {
    const value = change[key];
    const problem = typeof value === 'string' ? validate(value) : null;
    return problem === null ? [] : [{path: `${before}${key}`, text: problem.text, todo: problem.do}];
  });
}

/** CMP005 where no server can make it right: off is said, and beside it a name, a port or an account. */
function givenWhileOff(own: DesiredChange, whole: DesiredChange, before: string): readonly AnswerProblem[] {
  if (whole['proxy.enabled'] !== false) return [];
  const given = (['proxy.serverName', 'proxy.port', 'proxy.account'] as const).filter(key => own[key] !== undefined);
  if (given.length === 0) return [];
  return [
    {
      path: `${before}proxy.enabled`,
      text: `CMP005 ${given.join(', ')} given while the proxy is turned off`,
      todo: 'Leave them out, or write enabled: true.',
    },
  ];
}

interface Parts {
  readonly site: string | null;
  readonly server: string;
}

/** A name that none of `servers` can mean. With `select` only the hierarchy tells. */
function notChosen(chosen: ReadonlyMap<string, readonly Parts[]>, name: string): readonly AnswerProblem[] {
  const parts = partsOf(name);
  if (chosen.get(shortName(parts.server))?.some(other => mayBeSame(other, parts)) === true) return [];
  return [
    {
      path: `overrides.${name}`,
      text: 'this server is not among servers',
      todo: 'Add it, or leave the override out.',
    },
  ];
}

/** Both under the same short name. */
function mayBeSame(a: Parts, b: Parts): boolean {
  if (a.site !== null && b.site !== null && a.site !== b.site) return false;
  return a.server === b.server || !a.server.includes('.') || !b.server.includes('.');
}

function partsOf(name: string): Parts {
  const slash = name.indexOf('/');
  return slash < 0
    ? {site: null, server: serverKey(name)}
    : {site: name.slice(0, slash).toUpperCase(), server: serverKey(name.slice(slash + 1))};
}
