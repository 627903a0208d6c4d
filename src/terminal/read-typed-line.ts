// Reads lines from a terminal key by key, so that we decide what is shown. Also from a pipe, where nothing is shown.
import {makeSafe} from './make-safe.ts';
import {textWidth} from './text-width.ts';
import {nextKey} from './typed-keys.ts';
import {emptyLine, typeKey, type TypedLine} from './typed-line.ts';

/** Standard input, or a stream that stands for it. */
export interface PromptInput extends NodeJS.EventEmitter {
  readonly isTTY?: boolean;
  readonly isRaw?: boolean;
  readonly readableEnded?: boolean;
  readonly destroyed?: boolean;
  setRawMode?(on: boolean): unknown;
  pause(): unknown;
  resume(): unknown;
  ref?(): unknown;
  unshift(chunk: string): unknown;
}

export interface PromptOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** What is asked on, and what is asked with. */
export interface PromptEnds {
  readonly input: PromptInput;
  readonly output: PromptOutput;
  /** Ends the question as cancelled. */
  readonly signal?: AbortSignal;
}

export type ReadLine =
  | {readonly kind: 'line'; readonly text: string}
  | {readonly kind: 'refused'; readonly why: string}
  | {readonly kind: 'cancelled'};

/** Writes the prompt and gives the line that follows. With `echo` typed text is shown, on a terminal only. */
export type LineReader = (prompt: string, echo: boolean) => Promise<ReadLine>;

/**
 * Lets `ask` read lines. A line is ended by Enter. `cancelled`: Ctrl+C, Ctrl+D, end of input, a broken input or an aborted signal; never an empty line
 * instead. `refused`: control characters, or over 4096 characters. Backspace and Ctrl+U edit, other keys do nothing.
 * Raw mode is on before the first prompt, so that no key is echoed by the terminal itself, until `ask` has ended, in whatever way, and is as before then.
 * What was typed ahead waits for the next line.
 */
export async function withTypedLines<Result>(
  ends: PromptEnds,
  ask: (readLine: LineReader) => Promise<Result>,
): Promise<Result> {
  const {input} = ends;
  const onTerminal = input.isTTY === true && input.setRawMode !== undefined && !isOver(ends);
  const wasRaw = input.isRaw === true;
  // A terminal that is gone tells so by an error, also when its mode is set; the reading that follows ends as cancelled.
  const noteError = (): void => {};
  input.on('error', noteError);
  if (onTerminal) input.setRawMode?.(true);
  try {
    return await ask((prompt, echo) => readLine(ends, prompt, {onTerminal, echo}));
  } finally {
    if (onTerminal) input.setRawMode?.(wasRaw);
    input.off('error', noteError);
  }
}

function isOver({input, signal}: PromptEnds): boolean {
  return input.readableEnded === true || input.destroyed === true || signal?.aborted === true;
}

function readLine(
  ends: PromptEnds,
  prompt: string,
  {onTerminal, echo}: {onTerminal: boolean; echo: boolean},
): Promise<ReadLine> {
  const {input, output, signal} = ends;
  if (isOver(ends)) return Promise.resolve({kind: 'cancelled'});
  return new Promise(resolve => {
    const decoder = new TextDecoder();
    const shown = echo && onTerminal;
    let received = '';
    let line = emptyLine;

    const finish = (result: ReadLine): void => {
      input.off('data', onData);
      for (const event of ['end', 'close', 'error']) input.off(event, onGone);
      signal?.removeEventListener('abort', onGone);
      input.pause();
      if (onTerminal) output.write('\n');
      if (received !== '' && !isOver(ends)) input.unshift(received);
      resolve(result);
    };
    const onGone = (): void => finish({kind: 'cancelled'});
    const onData = (chunk: string | Uint8Array): void => {
      received += typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true});
      for (let next = nextKey(received); next !== null; next = nextKey(received)) {
        const before = line;
        received = next.rest;
        line = typeKey(before, next.key);
        if (shown) output.write(echoOf(before, line));
        if (line.state !== 'typing') {
          finish(resultOf(line));
          return;
        }
      }
    };

    for (const event of ['end', 'close', 'error']) input.on(event, onGone);
    signal?.addEventListener('abort', onGone);
    output.write(prompt);
    input.on('data', onData);
    input.resume();
    input.ref?.();
  });
}

function resultOf(line: TypedLine): ReadLine {
  if (line.state === 'cancelled') return {kind: 'cancelled'};
  return line.refused === null ? {kind: 'line', text: line.text} : {kind: 'refused', why: line.refused};
}

/** What makes the shown line follow: more text, or erasing what is gone. */
function echoOf(before: TypedLine, after: TypedLine): string {
  if (after.text === before.text) return '';
  if (after.text.startsWith(before.text)) return makeSafe(after.text.slice(before.text.length), {maxLength: Infinity});
  return '\b \b'.repeat(Math.max(0, cellsOf(before) - cellsOf(after)));
}

function cellsOf(line: TypedLine): number {
  return textWidth(makeSafe(line.text, {maxLength: Infinity}));
}
