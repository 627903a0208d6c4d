// A new folder below the one that the whole test run throws away at its end.
import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export function temporaryFolder(name: string): string {
  return mkdtempSync(join(process.env['CMPROXY_HOME'] ?? tmpdir(), `${name}-`));
}
