// `node tools/check-imports.mjs`: fails when a file in src/ imports what its room may not.
import {fileURLToPath} from 'node:url';
import {checkImports} from './imports/check.mjs';

const problems = checkImports(fileURLToPath(new URL('../src', import.meta.url)));
for (const problem of problems) process.stdout.write(`${problem}\n`);
process.exitCode = problems.length === 0 ? 0 : 1;
