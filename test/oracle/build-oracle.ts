// Builds the console program around the real PowerShell engine: once for each state of its sources, in a temporary folder that later runs find again.
import {spawn} from 'node:child_process';
import {createHash} from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir, userInfo} from 'node:os';
import {join} from 'node:path';

export type Built =
  | {readonly kind: 'built'; readonly program: string; readonly seconds: number}
  | {readonly kind: 'unavailable'; readonly why: string};

const sources = [
  'oracle.csproj',
  'Program.cs',
  'ParseText.cs',
  'Json.cs',
  'RunScript.cs',
  'ScriptHost.cs',
  'TestBinding.cs',
  'TestPiping.cs',
  'StandIns.ps1',
];
const buildLimit = 180_000;
/** A build that took this long to fail is not tried again by every test file: what it lacked, a network perhaps, it will lack for a while. */
const slow = 5_000;
const failureKept = 300_000;

/** Nothing goes over the network but the restore of the one public package, and nothing stays running. */
export const dotnetEnvironment: NodeJS.ProcessEnv = {
  ...process.env,
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_CLI_USE_MSBUILD_SERVER: '0',
  DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE: 'true',
  DOTNET_GENERATE_ASPNET_CERTIFICATE: 'false',
  DOTNET_NOLOGO: '1',
  MSBUILDDISABLENODEREUSE: '1',
  POWERSHELL_TELEMETRY_OPTOUT: '1',
};

export async function buildOracle(): Promise<Built> {
  const started = performance.now();
  const home = join(tmpdir(), `cmproxy-oracle-${userInfo().username}`);
  mkdirSync(home, {recursive: true, mode: 0o700});
  const target = join(home, hashOfSources());
  const program = join(target, 'oracle.dll');
  if (existsSync(program)) return {kind: 'built', program, seconds: 0};
  const failure = `${target}.failed`;
  if (existsSync(failure) && Date.now() - statSync(failure).mtimeMs < failureKept)
    return {kind: 'unavailable', why: readFileSync(failure, 'utf8')};
  const work = mkdtempSync(join(home, 'build-'));
  try {
    for (const name of sources) copyFileSync(join(import.meta.dirname, name), join(work, name));
    const out = join(work, 'out');
    const why = await run(
      'dotnet',
      ['build', 'oracle.csproj', '-c', 'Release', '-o', out, '-nologo', '-v', 'quiet', '-p:UseSharedCompilation=false'],
      work,
    );
    if (why !== null) {
      if (performance.now() - started > slow) writeFileSync(failure, why);
      return {kind: 'unavailable', why};
    }
    moveInto(out, target);
    return {kind: 'built', program, seconds: (performance.now() - started) / 1000};
  } finally {
    rmSync(work, {recursive: true, force: true});
  }
}

/** Another test process may have been first; then its build is as good. */
function moveInto(out: string, target: string): void {
  try {
    renameSync(out, target);
  } catch (error) {
    if (!existsSync(join(target, 'oracle.dll'))) throw error;
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  for (const name of sources) hash.update(`${name}\0`).update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex').slice(0, 16);
}

/** Null where the command succeeded, else why it did not. */
function run(command: string, args: readonly string[], cwd: string): Promise<string | null> {
  return new Promise(resolve => {
    const child = spawn(command, args, {
      cwd,
      env: dotnetEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: buildLimit,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', text => (output += String(text)));
    child.on('error', error => resolve(`${command} cannot be started: ${error.message}`));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? null : `${command} build ended with ${code ?? signal}: ${firstError(output)}`),
    );
  });
}

function firstError(output: string): string {
  const lines = output.split('\n').map(line => line.trim());
  return lines.find(line => line.includes('error')) ?? lines.findLast(line => line !== '') ?? 'no output';
}
