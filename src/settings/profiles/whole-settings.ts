// Whether settings, taken together, are something that a server could be given.
import {settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {fieldDefinition, type FieldProblem} from '../../model/fields.ts';

export interface SettingsProblem extends FieldProblem {
  readonly key: keyof DesiredChange;
}

/** The first thing that no server could take, or null: so a profile that is kept can be used. */
export function problemInSettings(settings: DesiredChange): SettingsProblem | null {
  for (const key of settingKeys) {
    const value = settings[key];
    const problem = typeof value === 'string' ? fieldDefinition(key).validate(value) : null;
    if (problem !== null) return {key, ...problem};
  }
  const given = (['proxy.serverName', 'proxy.port', 'proxy.account'] as const).filter(
    key => settings[key] !== undefined,
  );
  const [key] = given;
  if (settings['proxy.enabled'] !== false || key === undefined) return null;
  return {
    key,
    text: `CMP005 ${given.join(', ')} given while the proxy is turned off`,
    do: 'Leave them out, or set proxy.enabled=true.',
  };
}
