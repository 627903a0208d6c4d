// Reads one line from a terminal key by key, so that we decide what is shown. Also from a pipe, where nothing is shown.
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
  unshift(chunk: string): unknown;
}

export interface PromptOutput {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

interface ReadOptions {
  readonly input: PromptInput;
  readonly output: PromptOutput;
  /** Whether typed text is shown; on a terminal only, elsewhere nothing is. */
  readonly echo: boolean;
  readonly signal?: AbortSignal;
}

export type ReadLine =
  | {readonly kind: 'line'; readonly text: string}
  | {readonly kind: 'refused'; readonly why: string}
  | {readonly kind: 'cancelled'};

/**
 * The line that was typed or pasted, ended by Enter. `cancelled`: Ctrl+C, Ctrl+D, end of input, a broken input or an aborted signal; never an empty line
 * instead. `refused`: control characters, or over 4096 characters. Backspace and Ctrl+U edit, other keys do nothing. Raw mode is as before
 * afterwards, whatever the way out, and what was typed ahead waits for the next question.
 */
export function readTypedLine({input, output, echo, signal}: ReadOptions): Promise<ReadLine> {
  if (input.readableEnded === true || input.destroyed === true || signal?.aborted === true)
    return Promise.resolve({kind: 'cancelled'});
  return new Promise(resolve => {
    const onTerminal = input.isTTY === true && input.setRawMode !== undefined;
    const wasRaw = input.isRaw === true;
    const shown = echo && onTerminal;
    const decoder = new TextDecoder();
    let received = '';
    let line = emptyLine;

    const finish = (result: ReadLine): void => {
      input.off('data', onData);
      input.off('end', onGone);
      input.off('close', onGone);
      signal?.removeEventListener('abort', onGone);
      input.pause();
      if (onTerminal) {
        input.setRawMode?.(wasRaw);
        output.write('\n');
      }
      input.off('error', onGone);
      if (received !== '' && input.readableEnded !== true && input.destroyed !== true) input.unshift(received);
      resolve(result);
    };
    const onGone = (): void => {
      received = '';
      finish({kind: 'cancelled'});
    };
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

    input.on('error', onGone);
    input.on('end', onGone);
    input.on('close', onGone);
    signal?.addEventListener('abort', onGone);
    if (onTerminal) input.setRawMode?.(true);
    input.on('data', onData);
    input.resume();
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
  const cells =
    textWidth(makeSafe(before.text, {maxLength: Infinity})) - textWidth(makeSafe(after.text, {maxLength: Infinity}));
  return '\b \b'.repeat(Math.max(0, cells));
}
