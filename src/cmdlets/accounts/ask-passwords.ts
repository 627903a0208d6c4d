// The password of a new account: from a hidden prompt or the first line of standard input, in memory only.
import {exitCodes} from '../../model/exit-codes.ts';
import type {PlannedChange} from '../../plan/plan.ts';
import {askHidden} from '../../terminal/prompts.ts';
import {readSecretFromStandardInput} from '../../terminal/read-secret-from-stdin.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';

/** One password for each user name. From standard input there is one for all, so several names are refused. */
export async function askPasswords(
  context: Context,
  plan: {readonly changes: readonly PlannedChange[]},
  fromStandardInput: boolean,
): Promise<Opened<(userName: string) => string | null>> {
  const names = [
    ...new Set(plan.changes.flatMap(change => (change.object === 'account' ? [change.userName.toLowerCase()] : []))),
  ];
  const passwords = new Map<string, string>();
  if (fromStandardInput) {
    if (names.length > 1)
      return refuse(context, exitCodes.usage, {
        what: '--password-stdin gives one password',
        why: `the plan creates ${names.length} accounts`,
        todo: 'Make one plan for each account.',
      });
    const read = await readSecretFromStandardInput(context.stdin);
    if (read.kind === 'refused')
      return refuse(context, exitCodes.usage, {
        what: 'There is no password',
        why: read.why,
        todo: 'Give it as the first line of standard input.',
      });
    passwords.set(names[0] ?? '', read.value);
  } else {
    if (!context.interactive)
      return refuse(context, exitCodes.usage, {
        what: 'Nothing was written',
        why: 'the password of the new account is missing, and there is no terminal to ask on',
        todo: 'Add --password-stdin and give the password as the first line of standard input.',
      });
    for (const name of names) {
      const answer = await askHidden(`Password of ${name}: `, {input: context.stdin, output: context.stderr});
      if (answer.kind === 'cancelled')
        return refuse(context, exitCodes.cancelled, {
          what: 'Cancelled',
          why: 'no password was given',
          todo: 'Nothing was written.',
        });
      passwords.set(name, answer.value);
    }
  }
  return {kind: 'open', value: userName => passwords.get(userName.toLowerCase()) ?? null};
}
