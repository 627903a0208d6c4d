// Asking before a write: by --yes, by a question, or by the site code typed; never silently, and never without a terminal.
import {exitCodes, type ExitCode} from '../model/exit-codes.ts';
import {askTyped, askYesNo} from '../terminal/prompts.ts';
import type {Context} from './context.ts';
import type {Opened} from './opened.ts';
import {refuse, refused} from './refuse.ts';

export interface Danger {
  /** `severe`: the site code has to be typed. */
  readonly danger: 'mild' | 'high' | 'severe';
  /** The code to type where it is severe. */
  readonly siteCode: string | null;
  readonly question: string;
  /** What `--confirm` gave. */
  readonly given?: string | undefined;
}

/** What writes, and what shows beforehand what it would write. */
export interface Writing {
  readonly command: string;
  readonly look: string;
}

/** null where consent was given or can be asked for; else nothing is even read. */
export function withoutConsent(context: Context, {command, look}: Writing): ExitCode | null {
  if (context.yes || context.interactive || context.whatIf) return null;
  return refused(context, exitCodes.usage, {
    what: 'Nothing was written',
    why: `${command} needs consent, and there is no terminal to ask on`,
    todo: `Look first (${look}), then add --yes.`,
  });
}

/** `open` where consent was given. Without a terminal and without the words it ends with 64 and nothing is written. */
export async function consent(context: Context, danger: Danger): Promise<Opened<true>> {
  if (
    danger.siteCode !== null &&
    danger.given !== undefined &&
    danger.given.toUpperCase() !== danger.siteCode.toUpperCase()
  ) {
    return refuse(context, exitCodes.usage, {
      what: `--confirm ${danger.given} is not the site code that this plan needs`,
      why: `the plan touches the service connection point's server of site ${danger.siteCode}`,
      todo: `If that is meant: --confirm ${danger.siteCode}`,
    });
  }
  const typed = danger.siteCode === null || danger.given !== undefined;
  if (context.yes && typed) return {kind: 'open', value: true};
  if (!context.interactive) return refuseWithoutTerminal(context, danger);
  if (!typed && danger.siteCode !== null) {
    const answer = await askTyped(
      `${danger.question}\nThis plan touches the service connection point's server. Type ${danger.siteCode} to write: `,
      danger.siteCode,
      {input: context.stdin, output: context.stderr},
    );
    return answer.kind === 'answer' && answer.value ? {kind: 'open', value: true} : cancelled(context);
  }
  const answer = await askYesNo(danger.question, {
    input: context.stdin,
    output: context.stderr,
    defaultAnswer: danger.danger === 'mild',
  });
  return answer.kind === 'answer' && answer.value ? {kind: 'open', value: true} : cancelled(context);
}

function refuseWithoutTerminal(context: Context, danger: Danger): Opened<never> {
  const words = [
    '--yes',
    ...(danger.siteCode !== null && danger.given === undefined ? [`--confirm ${danger.siteCode}`] : []),
  ];
  return refuse(context, exitCodes.usage, {
    what: 'Nothing was written',
    why: 'this needs consent, and there is no terminal to ask on',
    todo: `Look at the plan first, then add ${words.join(' ')}.`,
  });
}

function cancelled(context: Context): Opened<never> {
  return refuse(context, exitCodes.cancelled, {
    what: 'Cancelled',
    why: 'it was not confirmed',
    todo: 'Nothing was written.',
  });
}
