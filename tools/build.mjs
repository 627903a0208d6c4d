// Builds dist/ when the sources changed since the last build. Writes to standard error only, so that a command's own output stays clean.
import {fileURLToPath} from 'node:url';
import {buildProject} from './build/build-project.mjs';

try {
  const started = performance.now();
  const files = await buildProject(fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/u, ''));
  if (files.length > 0)
    process.stderr.write(`Built dist/ (${files.length} files) in ${Math.round(performance.now() - started)} ms\n`);
} catch (error) {
  process.stderr.write(`The build stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
