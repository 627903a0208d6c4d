// A stand-in for standard input that gives Ink one key at a time: slow lines merge keys into one packet and split escape sequences in two.
import {PassThrough} from 'node:stream';
import type {ReadStream} from 'node:tty';
import {standIn} from './keys.ts';

const bracketedPaste = /^\u001B\[200~[\s\S]*?\u001B\[201~/;
const oneKey =
  /^(?:\u001B\[[0-9;?]*[ -/]*[@-~]|\u001B{1,2}[O[][0-9;]*[@-~]|\u001B[^\u001B[O]|[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+)/u;
/** The beginning of a sequence whose rest is still on the way. */
const unfinished = /\u001B(?:[[O][0-9;?]*)?$/;
const openPaste = /\u001B\[200~(?![\s\S]*\u001B\[201~)[\s\S]*$/;
const pasteEnd = '\u001B[201~';

/** A run of characters that is longer was not typed: a paste in a terminal that does not tell of pastes. */
const longestTyped = 80;
const oneCharacter = /\P{M}\p{M}*|\p{M}+/gu;

/**
 * One event per key, so that `/db1` and Enter in one packet are the key `/`, then three characters for the field that it opened, then Enter. A long run
 * of characters stays whole.
 */
export function* splitKeys(chunk: string): Generator<string> {
  let rest = chunk;
  while (rest !== '') {
    const match = bracketedPaste.exec(rest) ?? oneKey.exec(rest);
    const key = match === null ? rest : match[0];
    if (/^[\u0000-\u001F\u007F]/.test(key) || key.length > longestTyped) yield key;
    else yield* key.match(oneCharacter) ?? [key];
    rest = rest.slice(key.length);
  }
}

interface Options {
  /** How long a lone Escape waits for the rest of a sequence, in milliseconds. */
  readonly escapeWaitMs?: number;
  /** How long a paste waits for its next packet. What has come by then is the paste: none of it may ever be taken for keys. */
  readonly pasteWaitMs?: number;
  /** Keys for which it says no, as they came over the wire, are dropped. */
  readonly accepts?: (key: string) => boolean;
}

/** Function keys and control letters arrive as the characters that stand for them (`keys.ts`). */
export function pacedStdin(
  source: ReadStream,
  {escapeWaitMs = 100, pasteWaitMs = 3000, accepts = () => true}: Options = {},
): ReadStream {
  const out = new PassThrough({encoding: 'utf8'});
  const queue: string[] = [];
  let pumping = false;
  const pump = (): void => {
    const next = queue.shift();
    if (next === undefined) {
      pumping = false;
      return;
    }
    pumping = true;
    const key = accepts(next) ? standIn(next) : '';
    if (key !== '') out.write(key);
    setTimeout(pump, 0);
  };
  const release = (text: string): void => {
    queue.push(...splitKeys(text));
    if (!pumping) pump();
  };
  let held = '';
  let timer: NodeJS.Timeout | undefined;
  const onData = (data: string): void => {
    clearTimeout(timer);
    const all = held + data;
    const paste = openPaste.exec(all)?.[0];
    held = paste ?? unfinished.exec(all)?.[0] ?? '';
    if (held !== '') {
      timer = setTimeout(
        () => {
          const rest = paste === undefined ? held : `${held.replace(/\u001B(?:\[\d*)?$/, '')}${pasteEnd}`;
          held = '';
          release(rest);
        },
        paste === undefined ? escapeWaitMs : pasteWaitMs,
      );
    }
    const ready = all.slice(0, all.length - held.length);
    if (ready !== '') release(ready);
  };
  source.setEncoding('utf8');
  return Object.assign(out, {
    isTTY: source.isTTY,
    setRawMode(on: boolean) {
      source.setRawMode(on);
      if (on) {
        source.on('data', onData);
        source.resume(); // a stream that was paused does not start again by a listener alone
      } else {
        source.off('data', onData);
        source.pause();
      }
      return out;
    },
    ref() {
      source.ref();
      return out;
    },
    unref() {
      source.unref();
      return out;
    },
  }) as unknown as ReadStream;
}
