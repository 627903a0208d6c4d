// A command of cmproxy as people read and copy it.
import {quoteForShell} from '../../wizard/command-line.ts';

/** Quoted for a POSIX shell. */
export function commandLine(args: readonly string[]): string {
  return ['cmproxy', ...args].map(quoteForShell).join(' ');
}
