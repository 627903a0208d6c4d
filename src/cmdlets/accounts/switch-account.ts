// Carries out `account switch`: one plan that moves every server from one proxy account to another.
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import {meansSystem} from '../../model/desired-change.ts';
import {validateAccountName, sameAccountName} from '../../model/validate-proxy.ts';
import {apply} from '../change/apply-plan.ts';
import {listOf, textOf, type Values} from '../cmdlet.ts';
import {withoutConsent} from '../consent.ts';
import type {Context} from '../context.ts';
import {refused} from '../refuse.ts';
import {showPlan} from '../change/show-plan.ts';

export async function switchAccount(values: Values, context: Context): Promise<ExitCode> {
  const from = textOf(values, 'Old') ?? '';
  const to = textOf(values, 'New') ?? '';
  for (const name of [from, to]) {
    const valid = meansSystem(name) ? null : validateAccountName(name);
    if (valid !== null && valid.kind !== 'ok')
      return refused(context, exitCodes.usage, {
        what: `"${name}" is not an account`,
        why: `${valid.code} ${valid.text}`,
        todo: valid.do,
      });
  }
  if (sameAccountName(from, to))
    return refused(context, exitCodes.usage, {
      what: 'There is nothing to switch',
      why: 'both accounts are the same',
      todo: 'Name the account that is used now, and then the one to use.',
    });
  const plan = new Map([
    ...[...values].filter(([name]) => name !== 'Old' && name !== 'New'),
    ['Where', [...listOf(values, 'Where'), `account=${from}`]] as const,
    ['Set', [`proxy.account=${to}`]] as const,
  ]);
  if (context.whatIf) return showPlan(plan, context);
  const noConsent = withoutConsent(context, {command: 'account switch', look: 'the same with --what-if'});
  return noConsent ?? apply(plan, context);
}
