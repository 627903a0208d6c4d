// Runs cmproxy itself and waits for what it says: for commands that only read.
import {execa} from 'execa';

export interface Asked {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const tenMinutes = 600_000;

/** `self`: Node and the bin. Never throws: a command that cannot be started ends with -1 and says why in `stderr`. */
export async function askCommand(self: readonly string[], args: readonly string[]): Promise<Asked> {
  const [file = process.execPath, ...first] = self;
  const result = await execa(file, [...first, ...args], {
    reject: false,
    stdin: 'ignore',
    maxBuffer: 50_000_000,
    timeout: tenMinutes,
  });
  return {
    exitCode: result.exitCode ?? -1,
    stdout: result.stdout,
    stderr: result.stderr === '' && result.exitCode === undefined ? (result.shortMessage ?? '') : result.stderr,
  };
}
