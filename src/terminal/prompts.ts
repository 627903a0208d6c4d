// Plain questions, append-only, for every place that is not a screen: a confirmation, a word to be typed, a secret.
import {makeSafe} from './make-safe.ts';
import {withTypedLines, type PromptEnds} from './read-typed-line.ts';

export type Answer<Value> = {readonly kind: 'answer'; readonly value: Value} | {readonly kind: 'cancelled'};
export type Secret = {readonly kind: 'secret'; readonly value: string} | {readonly kind: 'cancelled'};

/**
 * Asks until the answer is yes or no. Enter alone is `defaultAnswer`, or asks again where there is none.
 * Ctrl+C, Ctrl+D and the end of the input are `cancelled`, never the default.
 */
export function askYesNo(
  question: string,
  {defaultAnswer, ...ends}: PromptEnds & {readonly defaultAnswer?: boolean},
): Promise<Answer<boolean>> {
  const choices = defaultAnswer === undefined ? 'y/n' : defaultAnswer ? 'Y/n' : 'y/N';
  const prompt = promptText(`${question.trimEnd()} [${choices}]`);
  return withTypedLines(ends, async readLine => {
    for (;;) {
      const read = await readLine(prompt, true);
      if (read.kind === 'cancelled') return read;
      const word = read.kind === 'line' ? read.text.trim().toLowerCase() : null;
      if (word === 'y' || word === 'yes') return {kind: 'answer', value: true};
      if (word === 'n' || word === 'no') return {kind: 'answer', value: false};
      if (word === '' && defaultAnswer !== undefined) return {kind: 'answer', value: defaultAnswer};
      ends.output.write('Please answer y or n; Ctrl+C cancels.\n');
    }
  });
}

/**
 * Asks once for a word, such as a site code. The value is whether it was the one expected: blanks around it and the case of letters do not count.
 * Ctrl+C, Ctrl+D and the end of the input are `cancelled`.
 */
export function askTyped(question: string, expected: string, ends: PromptEnds): Promise<Answer<boolean>> {
  return withTypedLines(ends, async readLine => {
    const read = await readLine(promptText(question), true);
    if (read.kind === 'cancelled') return read;
    const typed = read.kind === 'line' ? read.text.trim().toLowerCase() : '';
    return {kind: 'answer', value: typed !== '' && typed === expected.trim().toLowerCase()};
  });
}

/** A terminal that supports it then says where a paste begins and ends. */
const tellOfPastes = {on: '\u001B[?2004h', off: '\u001B[?2004l'};

/**
 * Asks for a secret. Nothing that is typed or pasted is shown, not even how much it is. A paste is taken up to its first line end, and the rest of that
 * paste is dropped. An empty secret, one with control characters and one over 4096 characters are refused with the reason, and asked for again.
 * Ctrl+C, Ctrl+D, the end of the input and an aborted signal are `cancelled`.
 */
export async function askHidden(question: string, ends: PromptEnds): Promise<Secret> {
  const {input, output} = ends;
  const onTerminal = input.isTTY === true && output.isTTY === true;
  const stopTelling = (): void => {
    output.write(tellOfPastes.off);
  };
  const prompt = `${onTerminal ? tellOfPastes.on : ''}${promptText(question)}`;
  if (onTerminal) process.once('exit', stopTelling);
  try {
    return await withTypedLines(ends, async readLine => {
      for (;;) {
        const read = await readLine(prompt, false);
        if (read.kind === 'cancelled') return read;
        if (read.kind === 'line' && read.text !== '') return {kind: 'secret', value: read.text};
        const why = read.kind === 'refused' ? `That was not taken: ${read.why}` : 'Nothing was typed';
        output.write(`${why}. Please try again; Ctrl+C cancels.\n`);
      }
    });
  } finally {
    if (onTerminal) {
      process.off('exit', stopTelling);
      stopTelling();
    }
  }
}

/** A question may have several lines; each is made safe. */
function promptText(question: string): string {
  const lines = question.split('\n').map(line => makeSafe(line));
  return `${lines.join('\n').trimEnd()} `;
}
