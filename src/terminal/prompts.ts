// Plain questions, append-only, for every place that is not a screen: a confirmation, a word to be typed, a secret.
import {makeSafe} from './make-safe.ts';
import {readTypedLine, type PromptInput, type PromptOutput} from './read-typed-line.ts';

interface Ends {
  readonly input: PromptInput;
  readonly output: PromptOutput;
  /** Ends the question as cancelled. */
  readonly signal?: AbortSignal;
}

export type Answer<Value> = {readonly kind: 'answer'; readonly value: Value} | {readonly kind: 'cancelled'};
export type Secret = {readonly kind: 'secret'; readonly value: string} | {readonly kind: 'cancelled'};

/**
 * Asks until the answer is yes or no. Enter alone is `defaultAnswer`, or asks again where there is none.
 * Ctrl+C, Ctrl+D and the end of the input are `cancelled`, never the default.
 */
export async function askYesNo(
  question: string,
  {defaultAnswer, ...ends}: Ends & {readonly defaultAnswer?: boolean},
): Promise<Answer<boolean>> {
  const choices = defaultAnswer === undefined ? 'y/n' : defaultAnswer ? 'Y/n' : 'y/N';
  for (;;) {
    ends.output.write(promptText(`${question.trimEnd()} [${choices}]`));
    const read = await readTypedLine({...ends, echo: true});
    if (read.kind === 'cancelled') return read;
    const word = read.kind === 'line' ? read.text.trim().toLowerCase() : null;
    if (word === 'y' || word === 'yes') return {kind: 'answer', value: true};
    if (word === 'n' || word === 'no') return {kind: 'answer', value: false};
    if (word === '' && defaultAnswer !== undefined) return {kind: 'answer', value: defaultAnswer};
    ends.output.write('Please answer y or n; Ctrl+C cancels.\n');
  }
}

/**
 * Asks once for a word, such as a site code. The value is whether it was the one expected: blanks around it and the case of letters do not count.
 * Ctrl+C, Ctrl+D and the end of the input are `cancelled`.
 */
export async function askTyped(question: string, expected: string, ends: Ends): Promise<Answer<boolean>> {
  ends.output.write(promptText(question));
  const read = await readTypedLine({...ends, echo: true});
  if (read.kind === 'cancelled') return read;
  return {
    kind: 'answer',
    value:
      read.kind === 'line' &&
      expected.trim() !== '' &&
      read.text.trim().toLowerCase() === expected.trim().toLowerCase(),
  };
}

const pasteInOnePiece = {on: '\u001B[?2004h', off: '\u001B[?2004l'};

/**
 * Asks for a secret. Nothing that is typed or pasted is shown, not even how much it is. A paste is taken up to its first line end, and the rest of that
 * paste is dropped. An empty secret, one with control characters and one over 4096 characters are refused with the reason, and asked for again.
 * Ctrl+C, Ctrl+D, the end of the input and an aborted signal are `cancelled`.
 */
export async function askHidden(question: string, ends: Ends): Promise<Secret> {
  const onTerminal = ends.input.isTTY === true && ends.output.isTTY === true;
  const pasteAsUsual = (): void => {
    ends.output.write(pasteInOnePiece.off);
  };
  if (onTerminal) {
    ends.output.write(pasteInOnePiece.on);
    process.once('exit', pasteAsUsual);
  }
  try {
    for (;;) {
      ends.output.write(promptText(question));
      const read = await readTypedLine({...ends, echo: false});
      if (read.kind === 'cancelled') return read;
      if (read.kind === 'line' && read.text !== '') return {kind: 'secret', value: read.text};
      ends.output.write(
        read.kind === 'refused'
          ? `That was not taken: ${read.why}. Please try again.\n`
          : 'Nothing was typed. Please try again; Ctrl+C cancels.\n',
      );
    }
  } finally {
    if (onTerminal) {
      process.off('exit', pasteAsUsual);
      pasteAsUsual();
    }
  }
}

/** A question may have several lines; each is made safe. */
function promptText(question: string): string {
  const lines = question.split('\n').map(line => makeSafe(line));
  return `${lines.join('\n').trimEnd()} `;
}
