// Runs a command and tells its progress in lines; every half minute without one, that it is still at work.
import type {Context} from '../../cmdlets/context.ts';
import {progressText} from '../../wizard/end-text.ts';
import {addRunLine, endRun, noProgress, type RunProgress} from '../../wizard/run-progress.ts';
import type {Talk} from './talk.ts';

const stillAfterMs = 30_000;

export async function runPlainly(
  context: Context,
  talk: Talk,
  args: readonly string[],
  password: string | null,
): Promise<RunProgress> {
  const {runChild} = await import('../run-child.ts');
  let progress = noProgress;
  const still = setInterval(() => talk.say('Still working.'), stillAfterMs);
  try {
    const ended = await new Promise<RunProgress>(resolve => {
      const child = runChild({
        self: context.self,
        args,
        password,
        onLine: line => {
          const before = progress;
          progress = addRunLine(progress, line);
          for (const text of progressText(before, progress)) talk.say(text);
          still.refresh();
        },
        onEnd: (exitCode, text) => {
          process.off('SIGINT', stop);
          process.off('SIGTERM', stop);
          resolve(endRun(progress, exitCode, text));
        },
      });
      const stop = (): void => {
        talk.say('Stopping: the server in hand is finished first.');
        child.interrupt();
      };
      process.on('SIGINT', stop);
      process.on('SIGTERM', stop);
    });
    return ended;
  } finally {
    clearInterval(still);
  }
}
