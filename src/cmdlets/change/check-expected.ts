// `--expect`: a server that would be written must have now what is expected of it; one that is already as wanted is left alone.
import {addSetting, settingKeys, type DesiredChange} from '../../model/desired-change.ts';
import {exitCodes} from '../../model/exit-codes.ts';
import {siteSystemKey} from '../../model/server-name.ts';
import type {Plan} from '../../plan/plan.ts';
import {listOf, type Values} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Opened, OpenSite} from '../opened.ts';
import {refuse} from '../refuse.ts';
import {differencesOf} from './settings-differences.ts';

/** The plan again, or the refusal with 5: nothing is written where one of its servers is not as expected. */
export function checkExpected(values: Values, context: Context, open: OpenSite, plan: Plan): Opened<Plan> {
  let expected: DesiredChange = {};
  for (const text of listOf(values, 'Expect')) {
    const parsed = addSetting(expected, text);
    if (parsed.kind === 'refused')
      return refuse(context, exitCodes.usage, {
        what: '--expect cannot be read',
        why: parsed.why,
        todo: `The keys are ${settingKeys.join(', ')}.`,
      });
    expected = parsed.change;
  }
  const written = new Set(
    plan.changes.flatMap(change =>
      change.object === 'account' ? [] : [siteSystemKey(change.siteCode, change.server)],
    ),
  );
  const differences = open.reading.hierarchy.siteSystems
    .filter(({siteCode, server}) => written.has(siteSystemKey(siteCode, server)))
    .flatMap(system => differencesOf(system, expected));
  if (differences.length === 0) return {kind: 'open', value: plan};
  const [first] = differences;
  const more = differences.length > 1 ? ` (and ${differences.length - 1} more)` : '';
  return refuse(context, exitCodes.stale, {
    what: 'Nothing was written: a record is not as expected',
    why: `${first?.siteCode}/${first?.server}: ${first?.field} is ${first?.now}, not ${first?.wanted}${more}`,
    todo: 'Look at what changed meanwhile: cmproxy status; then plan again.',
  });
}
