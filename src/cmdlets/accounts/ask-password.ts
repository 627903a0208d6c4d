// One password for one account: from a hidden prompt or the first line of standard input, in memory only.
import {exitCodes} from '../../model/exit-codes.ts';
import {askHidden} from '../../terminal/prompts.ts';
import {readSecretFromStandardInput} from '../../terminal/read-secret-from-stdin.ts';
import type {Context} from '../context.ts';
import type {Opened} from '../opened.ts';
import {refuse} from '../refuse.ts';

export async function askPassword(
  context: Context,
  userName: string,
  fromStandardInput: boolean,
): Promise<Opened<string>> {
  if (fromStandardInput) {
    const read = await readSecretFromStandardInput(context.stdin);
    if (read.kind === 'secret') return {kind: 'open', value: read.value};
    return refuse(context, exitCodes.usage, {
      what: 'There is no password',
      why: read.why,
      todo: 'Give it as the first line of standard input.',
    });
  }
  if (!context.interactive)
    return refuse(context, exitCodes.usage, {
      what: 'Nothing was written',
      why: `the password of ${userName} is missing, and there is no terminal to ask on`,
      todo: 'Add --password-stdin and give the password as the first line of standard input.',
    });
  const answer = await askHidden(`Password of ${userName}: `, {input: context.stdin, output: context.stderr});
  if (answer.kind === 'secret') return {kind: 'open', value: answer.value};
  return refuse(context, exitCodes.cancelled, {
    what: 'Cancelled',
    why: 'no password was given',
    todo: 'Nothing was written.',
  });
}
