// A question with lettered answers, as PowerShell's host puts it.
import {makeSafe} from './make-safe.ts';
import type {Answer} from './prompts.ts';
import {withTypedLines, type PromptEnds} from './read-typed-line.ts';

export interface Choice<Key extends string = string> {
  /** What is typed: one letter. */
  readonly key: Key;
  /** `Yes to All`; it may be typed out as well. */
  readonly label: string;
  readonly help: string;
}

export interface ChoiceQuestion<Key extends string> {
  readonly caption: string;
  /** May have several lines. */
  readonly message: string;
  readonly choices: readonly Choice<Key>[];
  readonly standard: Key;
}

/**
 * Asks until one of the choices is typed. Enter alone takes the standard one, `?` shows what each means, anything else repeats the choices.
 * Ctrl+C, Ctrl+D and the end of the input are `cancelled`. Source: PowerShell, ConsoleHostUserInterfacePromptForChoice.cs.
 */
export function askChoice<Key extends string>(
  {caption, message, choices, standard}: ChoiceQuestion<Key>,
  ends: PromptEnds,
): Promise<Answer<Key>> {
  const offered = `${choices.map(({key, label}) => `[${key}] ${label}`).join('  ')}  [?] Help (default is "${standard}"): `;
  const heading = `\n${[caption, ...message.split('\n')].map(line => makeSafe(line, {maxLength: 2000})).join('\n')}\n`;
  return withTypedLines(ends, async readLine => {
    ends.output.write(heading);
    for (;;) {
      const read = await readLine(offered, true);
      if (read.kind === 'cancelled') return read;
      const typed = read.kind === 'line' ? read.text.trim().toLowerCase() : null;
      if (typed === '') return {kind: 'answer', value: standard};
      const chosen = choices.find(({key, label}) => [key.toLowerCase(), label.toLowerCase()].includes(typed ?? '\n'));
      if (chosen !== undefined) return {kind: 'answer', value: chosen.key};
      if (typed === '?') ends.output.write(`${choices.map(({key, help}) => `${key} - ${help}`).join('\n')}\n`);
    }
  });
}
