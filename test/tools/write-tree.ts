// Makes a temporary folder with the files that a test needs, gone when the test ends.
import {chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {onTestFinished} from 'vitest';

/** Writes `files` (name to content, or to what becomes JSON) into a new folder and gives its path. */
export function writeTree(files: Readonly<Record<string, unknown>>): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cmproxy-tools-')));
  onTestFinished(() => rmSync(root, {recursive: true, force: true}));
  addFiles(root, files);
  return root;
}

/** Writes more files into `root`. Names that end in `bin/node` become executable. */
export function addFiles(root: string, files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    if (name.endsWith('bin/node')) chmodSync(path, 0o755);
  }
}
