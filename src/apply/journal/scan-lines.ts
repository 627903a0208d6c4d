// Reads a file of lines piece by piece, so that a journal of years does not have to fit into one string.
import {closeSync, openSync, readSync} from 'node:fs';

const pieceBytes = 1 << 20;

export interface ScannedLines {
  /** Where the last complete line ends. */
  readonly completeBytes: number;
  /** Bytes after it: what a crash left of a line. */
  readonly incompleteBytes: number;
}

/** Calls `onLine` for each complete line, without its line end. Throws what opening and reading throw. */
export function scanLines(file: string, onLine: (line: Buffer) => void): ScannedLines {
  const descriptor = openSync(file, 'r');
  try {
    let pending: Buffer[] = [];
    let completeBytes = 0;
    let incompleteBytes = 0;
    for (;;) {
      const buffer = Buffer.allocUnsafe(pieceBytes);
      const length = readSync(descriptor, buffer, 0, pieceBytes, null);
      if (length === 0) return {completeBytes, incompleteBytes};
      const piece = buffer.subarray(0, length);
      let from = 0;
      for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, from)) {
        const end = piece.subarray(from, at);
        const line = pending.length === 0 ? end : Buffer.concat([...pending, end]);
        pending = [];
        onLine(line);
        completeBytes += line.length + 1;
        incompleteBytes = 0;
        from = at + 1;
      }
      if (from < length) {
        pending.push(piece.subarray(from));
        incompleteBytes += length - from;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}
