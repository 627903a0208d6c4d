// Makes a small Ink program runnable by Node alone, with the same patches as the real build.
import {build} from 'esbuild';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {basename, join, resolve} from 'node:path';
import {lazySegmenter, quickFirstScreen} from '../../tools/build/quick-first-screen.mjs';

export interface Fixture extends Disposable {
  readonly file: string;
}

/** `source` is relative to this folder. */
export async function bundleFixture(source: string): Promise<Fixture> {
  const folder = mkdtempSync(join(tmpdir(), 'cmproxy-fixture-'));
  const file = join(folder, `${basename(source).replace(/\.tsx?$/, '')}.mjs`);
  await build({
    entryPoints: [resolve(import.meta.dirname, source)],
    outdir: folder,
    outExtension: {'.js': '.mjs'},
    bundle: true,
    splitting: true, // what only developers of Ink load stays in a file of its own
    platform: 'node',
    format: 'esm',
    target: 'node22.12',
    jsx: 'automatic',
    logLevel: 'silent',
    define: {...lazySegmenter.define, 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
    inject: lazySegmenter.inject,
    external: ['react-devtools-core'],
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    plugins: [quickFirstScreen()],
  });
  return {file, [Symbol.dispose]: () => rmSync(folder, {recursive: true, force: true})};
}
