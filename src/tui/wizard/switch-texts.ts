// The switches of one software update point in the words of the proxy page.
import type {FieldDefinition} from '../../model/fields.ts';
import type {SiteSystem} from '../../model/hierarchy.ts';
import {shortName} from '../../model/server-name.ts';
import {answerOf} from '../../wizard/answers.ts';
import {presentValue, shortFieldName} from '../../wizard/present-values.ts';
import {keep, type WizardState} from '../../wizard/state.ts';

export interface SwitchRow {
  readonly field: FieldDefinition;
  readonly system: SiteSystem;
  readonly key: string;
}

/** `CM00 synchronize`. */
export function switchTitle({field, system}: SwitchRow): string {
  return `${shortName(system.server)} ${shortFieldName(field.key)}`;
}

/** `yes, from Microsoft`: where it synchronizes from is what the first switch is about. */
export function switchNow({field, system}: SwitchRow): string {
  const now = presentValue(system, field.key) ?? '-';
  const from = system.softwareUpdatePoint?.synchronizesFrom;
  if (field.key !== 'softwareUpdatePoint.useProxy' || from === undefined) return now;
  if (from.kind === 'microsoft') return `${now}, from Microsoft`;
  if (from.kind === 'upstream')
    return `${now}, from ${from.server === null ? 'another' : shortName(from.server)}, inside`;
  return from.kind === 'none' ? `${now}, synchronizes not` : now;
}

/** `keep: yes`, or the other. */
export function switchText(state: WizardState, {field, system, key}: SwitchRow): string {
  const value = answerOf({...state, exception: key}, field.key);
  return value === keep ? `keep: ${presentValue(system, field.key) ?? '-'}` : value;
}
