// Says which of our own files are open to others, before something is written beside them.
import {looserModes} from '../files/folder-modes.ts';
import type {Paths} from '../settings/paths.ts';
import {makeSafe} from '../terminal/make-safe.ts';
import type {Context} from './context.ts';

/** The modes stay as they are: they may be meant. Windows has no such modes, and nothing is said there. */
export function reportModes(context: Context, paths: Paths): void {
  if (context.quiet) return;
  for (const {path, mode, wanted} of looserModes(Object.values(paths)))
    context.message(
      makeSafe(`warning: ${path} has the mode ${mode} and is open to others. Consider: chmod ${wanted} ${path}`),
    );
}
