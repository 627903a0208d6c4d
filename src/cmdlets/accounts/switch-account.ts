// Carries out `account switch`: one plan that moves every server from one proxy account to another.
import {closest} from '../../model/closest-name.ts';
import {exitCodes, type ExitCode} from '../../model/exit-codes.ts';
import type {Hierarchy} from '../../model/hierarchy.ts';
import {meansSystem} from '../../model/desired-change.ts';
import {validateAccountName, sameAccountName} from '../../model/validate-proxy.ts';
import {makeSafe} from '../../terminal/make-safe.ts';
import {knownAccounts} from './account-uses.ts';
import {apply} from '../change/apply-plan.ts';
import {listOf, textOf, type Values} from '../cmdlet.ts';
import {withoutConsent} from '../consent.ts';
import type {Context} from '../context.ts';
import {openAndRead} from '../open-site.ts';
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
  const noConsent = withoutConsent(context, {command: 'account switch', look: 'the same with --what-if'});
  if (noConsent !== null) return noConsent;
  const opened = await openAndRead(context);
  if (opened.kind === 'refused') return opened.exitCode;
  if (!meansSystem(from)) tellUnused(context, opened.value.reading.hierarchy, from);
  return context.whatIf ? showPlan(plan, context) : apply(plan, context);
}

/** Nothing to move may be right, and may be a slip of the keyboard. */
function tellUnused(context: Context, hierarchy: Hierarchy, userName: string): void {
  const accounts = knownAccounts(hierarchy).filter(({uses}) => uses.some(({use}) => use === 'proxy'));
  const names = accounts.map(account => account.userName);
  if (names.some(name => sameAccountName(name, userName))) return;
  const guess = closest(userName, names);
  context.message(
    makeSafe(
      `No server that could be read connects to its proxy as ${userName}.${guess === null ? '' : ` Did you mean ${guess}?`}`,
    ),
  );
}
