// A secret for scripts: the first line of standard input, where `--password-stdin` asks for it.
import {refusalOf} from './typed-line.ts';

export type StandardInputSecret =
  {readonly kind: 'secret'; readonly value: string} | {readonly kind: 'refused'; readonly why: string};

interface SecretSource extends NodeJS.EventEmitter {
  readonly isTTY?: boolean;
  readonly readableEnded?: boolean;
  readonly destroyed?: boolean;
  pause(): unknown;
  resume(): unknown;
  unref?(): unknown;
}

/** More than any secret: reading stops here, whatever else is sent. In UTF-16 units. */
const mostRead = 8192;

/**
 * The first line without its line end, decoded as UTF-8, a byte order mark left out; a last line without a line end counts. What follows is not read.
 * Refused with the reason: a terminal (which would show the secret), nothing, control characters such as NUL (also what UTF-16 looks like), bytes that are
 * not UTF-8, over 4096 characters, an unreadable stream. The reason never repeats what was read.
 */
export function readSecretFromStandardInput(stream: SecretSource): Promise<StandardInputSecret> {
  if (stream.isTTY === true)
    return Promise.resolve({kind: 'refused', why: 'standard input is a terminal, which would show it'});
  if (stream.readableEnded === true || stream.destroyed === true) return Promise.resolve(secretOf(''));
  return new Promise(resolve => {
    const decoder = new TextDecoder();
    let received = '';
    const finish = (result: StandardInputSecret): void => {
      stream.off('data', onData);
      stream.off('end', onEnd);
      stream.off('close', onEnd);
      stream.off('error', onError);
      stream.pause();
      // A paused pipe that is still open would keep the process alive.
      stream.unref?.();
      received = '';
      resolve(result);
    };
    const onData = (chunk: string | Uint8Array): void => {
      received += typeof chunk === 'string' ? chunk : decoder.decode(chunk, {stream: true});
      if (received.includes('\n') || received.length > mostRead) finish(secretOf(received));
    };
    const onEnd = (): void => finish(secretOf(received + decoder.decode()));
    const onError = (error: Error): void =>
      finish({kind: 'refused', why: `standard input could not be read: ${error.message}`});
    stream.on('data', onData);
    stream.on('end', onEnd);
    stream.on('close', onEnd);
    stream.on('error', onError);
    stream.resume();
  });
}

function secretOf(received: string): StandardInputSecret {
  const line =
    received
      .slice(0, mostRead)
      .replace(/^\uFEFF/, '')
      .split('\n', 1)[0] ?? '';
  const value = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (value === '') return {kind: 'refused', why: 'the first line of standard input is empty'};
  const why = refusalOf(value);
  return why === null
    ? {kind: 'secret', value}
    : {kind: 'refused', why: `the first line of standard input cannot be taken: ${why}`};
}
