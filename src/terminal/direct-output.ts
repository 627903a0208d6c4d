// Standard output and standard error written to directly: making Node's own streams costs a tenth of a whole start.
import {fstatSync, writeSync} from 'node:fs';

export interface DirectOutput {
  write(text: string): void;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): void;
}

/** The device number of /dev/null on Linux, which would otherwise have to be asked whether it is a terminal. */
const linuxNull = 0x103;

/** Whether a file descriptor is a terminal. node:tty is loaded only where it may be one. */
export function isTerminal(descriptor: number): boolean {
  try {
    const stat = fstatSync(descriptor);
    if (!stat.isCharacterDevice() || (stat.rdev === linuxNull && process.platform === 'linux')) return false;
    return process.getBuiltinModule('node:tty').isatty(descriptor);
  } catch {
    // A descriptor that is closed is no terminal.
    return false;
  }
}

/** Writes wholly before it returns. A pipe whose reader is slow is waited for; one whose reader left is an `error` event, as with a stream. */
export function directOutput(descriptor: number): DirectOutput {
  const listeners: ((error: NodeJS.ErrnoException) => void)[] = [];
  return {
    write(text) {
      try {
        writeWhole(descriptor, Buffer.from(text, 'utf8'));
      } catch (error) {
        const problem: NodeJS.ErrnoException = error instanceof Error ? error : new Error(String(error));
        for (const listener of listeners) listener(problem);
      }
    },
    on(_event, listener) {
      listeners.push(listener);
    },
  };
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
    }
  }
}
