// Talking in lines: what is said is appended and never redrawn, what is asked is answered by a line. For screen readers, and for lines that are no terminal.
import type {Context} from '../../cmdlets/context.ts';
import {formatLine} from './format-line.ts';
import {askHidden} from '../../terminal/prompts.ts';
import {withTypedLines, type PromptEnds} from '../../terminal/read-typed-line.ts';

export interface Talk {
  /** One or several lines, made safe and wrapped. */
  readonly say: (...texts: readonly string[]) => void;
  /** The answer without blanks around it; null where the person cancelled or the input ended: never an empty answer instead. */
  readonly ask: (question: string) => Promise<string | null>;
  /** null where it was cancelled, or where what is typed could be seen. */
  readonly askSecret: (question: string) => Promise<string | null>;
  /** Whether any line was ever answered: without one there is nobody. */
  readonly wasAnswered: () => boolean;
  /** Whether a secret can be asked: only a terminal lets what is typed be unseen. */
  readonly canHide: boolean;
}

export function talkOn(context: Context): Talk {
  const width = context.onTerminal ? (context.width ?? 80) : null;
  const ends: PromptEnds = {
    input: context.stdin,
    output: {isTTY: context.onTerminal, write: text => context.data(text)},
  };
  let answered = false;
  const say = (...texts: readonly string[]): void => {
    for (const text of texts) for (const line of formatLine(text, width)) context.data(`${line}\n`);
  };
  return {
    say,
    async ask(question) {
      const read = await withTypedLines(ends, async readLine => {
        for (;;) {
          const line = await readLine(`${formatLine(question, null).join(' ')} `, true);
          if (line.kind !== 'refused') return line;
          say(`That was not taken: ${line.why}. Please try again; Ctrl+C cancels.`);
        }
      });
      if (read.kind !== 'line') return null;
      answered = true;
      if (!context.onTerminal) context.data('\n');
      return read.text.trim();
    },
    async askSecret(question) {
      const read = await askHidden(question, ends);
      return read.kind === 'secret' ? read.value : null;
    },
    wasAnswered: () => answered,
    canHide: context.onTerminal && context.stdin.isTTY,
  };
}

/** A numbered menu: the number or the beginning of a label; `<` and `?` are given back as they are. null: cancelled. */
export async function choose<Value extends string>(
  talk: Talk,
  question: string,
  items: readonly {readonly value: Value; readonly label: string}[],
): Promise<Value | '<' | '?' | null> {
  for (;;) {
    talk.say(...items.map(({label}, index) => `${index + 1}. ${label}`));
    const answer = await talk.ask(question);
    if (answer === null || answer === '<' || answer === '?') return answer;
    const byNumber = /^\d{1,3}$/.test(answer) ? items[Number(answer) - 1] : undefined;
    const byName = items.filter(({label}) => answer !== '' && label.toLowerCase().startsWith(answer.toLowerCase()));
    const chosen = byNumber ?? (byName.length === 1 ? byName[0] : undefined);
    if (chosen !== undefined) return chosen.value;
    talk.say(`Please answer 1 to ${items.length}, < to go back, or ? for help.`);
  }
}
