// What was said later, by --set or at a question, over what an answer file says.
import {settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import type {FieldKey} from '../../model/finding.ts';
import type {AnswerFile} from './answer-file.ts';

export type Answered = Pick<AnswerFile, 'desired' | 'overrides'>;

export interface SaidOver extends Answered {
  /** Exceptions of which a word was replaced, with the keys. */
  readonly replaced: readonly {readonly name: string; readonly keys: readonly FieldKey[]}[];
}

/** Key by key, exceptions too. Who turns the proxy off says it of a name, port and account as well; who names a proxy turns it on. */
export function sayOver({desired, overrides}: Answered, said: DesiredChange): SaidOver {
  const replaced: {name: string; keys: readonly FieldKey[]}[] = [];
  const exceptions = new Map<string, DesiredChange>();
  for (const [name, own] of overrides) {
    const keys = settingKeys.filter(key => own[key] !== undefined && isSaid(said, key) && own[key] !== said[key]);
    const stays = Object.fromEntries(
      settingKeys.filter(key => own[key] !== undefined && !keys.includes(key)).map(key => [key, own[key]]),
    );
    const both = keys.filter(key => said[key] !== undefined).map(key => [key, said[key]] as const);
    const change: DesiredChange = {...stays, ...Object.fromEntries(both)};
    if (keys.length > 0) replaced.push({name, keys});
    if (Object.keys(change).length > 0) exceptions.set(name, change);
  }
  return {desired: over(desired, said), overrides: exceptions, replaced};
}

function over(common: DesiredChange, said: DesiredChange): DesiredChange {
  if (said['proxy.enabled'] === false) {
    const {'proxy.serverName': _name, 'proxy.port': _port, 'proxy.account': _account, ...rest} = common;
    return {...rest, ...said};
  }
  const turnsOn = said['proxy.serverName'] !== undefined && common['proxy.enabled'] === false;
  return {...common, ...(turnsOn ? {'proxy.enabled': true} : {}), ...said};
}

function isSaid(said: DesiredChange, key: FieldKey): boolean {
  if (said[key] !== undefined) return true;
  return (
    said['proxy.enabled'] === false && (key === 'proxy.serverName' || key === 'proxy.port' || key === 'proxy.account')
  );
}
