// A stand-in for standard input that gives Ink one key at a time: slow lines merge keys into one packet and split escape sequences in two.
import {PassThrough} from 'node:stream';
import type {ReadStream} from 'node:tty';

const bracketedPaste = /^\u001B\[200~[\s\S]*?\u001B\[201~/;
const oneKey =
  /^(?:\u001B\[[0-9;?]*[ -/]*[@-~]|\u001B{1,2}[O[][0-9;]*[@-~]|\u001B[^\u001B[O]|[\u0000-\u001F\u007F]|[^\u0000-\u001F\u007F]+)/u;
/** The beginning of a sequence whose rest is still on the way. */
const unfinished = /\u001B(?:[[O][0-9;?]*)?$/;
const openPaste = /\u001B\[200~(?![\s\S]*\u001B\[201~)[\s\S]*$/;

/** One event per key, so that `db1` and Enter in one packet are text and then Enter. */
export function* splitKeys(chunk: string): Generator<string> {
  let rest = chunk;
  while (rest !== '') {
    const match = bracketedPaste.exec(rest) ?? oneKey.exec(rest);
    const key = match === null ? rest : match[0];
    yield key;
    rest = rest.slice(key.length);
  }
}

export type SpecialKey = 'f1' | 'f2' | 'clear-field';

/** Keys that Ink would drop or type as letters. */
const specialKeys: Readonly<Record<string, SpecialKey>> = {
  '\u001BOP': 'f1',
  '\u001B[11~': 'f1',
  '\u001BOQ': 'f2',
  '\u001B[12~': 'f2',
  '\u0015': 'clear-field',
};
const strayControl = /^[\u0000-\u0002\u0004-\u0007\u000a-\u000c\u000e-\u001a\u001c-\u001f]$/;

interface Options {
  readonly onSpecialKey?: (key: SpecialKey) => void;
  /** How long a lone Escape waits for the rest of a sequence, in milliseconds. */
  readonly escapeWaitMs?: number;
}

/** Special keys go to `onSpecialKey`; other control letters, which a text field would type as letters, are dropped. */
export function pacedStdin(source: ReadStream, {onSpecialKey, escapeWaitMs = 100}: Options = {}): ReadStream {
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
    const special = Object.hasOwn(specialKeys, next) ? specialKeys[next] : undefined;
    if (special !== undefined) onSpecialKey?.(special);
    else if (next === '\n') out.write('\r');
    else if (!strayControl.test(next)) out.write(next);
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
    held = (openPaste.exec(all) ?? unfinished.exec(all))?.[0] ?? '';
    if (held !== '') {
      timer = setTimeout(() => {
        const rest = held;
        held = '';
        release(rest);
      }, escapeWaitMs);
    }
    const ready = all.slice(0, all.length - held.length);
    if (ready !== '') release(ready);
  };
  source.setEncoding('utf8');
  return Object.assign(out, {
    isTTY: source.isTTY,
    setRawMode(on: boolean) {
      source.setRawMode(on);
      if (on) source.on('data', onData);
      else {
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
