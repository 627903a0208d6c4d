// Gives every test run a folder of its own to keep things in, so that no test can reach what the person who runs it keeps.
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

export default function giveOwnFolder(): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'cmproxy-tests-'));
  process.env['CMPROXY_HOME'] = folder;
  return () => rmSync(folder, {recursive: true, force: true});
}
