// From the sources to the text of dist/'s files by esbuild: one CommonJS file for what must start at once, ES module chunks for the rest.
import {basename, join} from 'node:path';
import {build} from 'esbuild';
import {workOut} from './work-out.mjs';
import {toCommonJs} from './common-js.mjs';
import {lazySegmenter, quickFirstScreen} from './quick-first-screen.mjs';
import {
  answerFromMain,
  askForBuiltins,
  entryOfMain,
  leaveOutMain,
  nameInMain,
  placeholderOf,
  splitOffDynamicImports,
  takeFromMain,
} from './split-off.mjs';

/** A build that failed for a reason in the sources. The message is what, why and what to do. */
export class BuildRefused extends Error {}

/** What Node loads in more than a millisecond; node:crypto in 8. */
const slowBuiltins = new Set(
  [
    'child_process',
    'crypto',
    'http',
    'http2',
    'https',
    'inspector',
    'net',
    'sqlite',
    'tls',
    'v8',
    'worker_threads',
    'zlib',
  ].map(name => `node:${name}`),
);

/** What an ES module chunk has in place of CommonJS's own `require`. */
const banner = "const require=process.getBuiltinModule('node:module').createRequire(import.meta.url);";

/** @typedef {{name: string, text: string}} Output `name` is relative to dist, with slashes */

/**
 * @param {string} root absolute
 * @param {string} version what the program says it is
 * @returns {Promise<{main: string, chunks: readonly Output[]}>} the text of cli.cjs, and the chunks that it loads
 */
export async function compile(root, version) {
  /** @type {import('esbuild').BuildOptions} */
  const shared = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node22.12',
    supported: {'regexp-set-notation': true, 'regexp-unicode-property-escapes': true}, // else literals become a slower new RegExp()
    jsx: 'automatic',
    legalComments: 'none',
    lineLimit: 160, // an uncaught error shows the line that it comes from
    logLevel: 'silent',
    metafile: true,
    write: false,
    define: {__CMPROXY_VERSION__: JSON.stringify(version)},
  };
  const first = await compileMain(root, shared, new Set(), entryOfMain(new Map(), []));
  const inMain = new Set(Object.keys(first.inputs).map(path => join(root, path)));
  const later = first.entries.filter(path => !inMain.has(path));
  const whole = first.entries.filter(path => inMain.has(path)).map(path => nameInMain(root, path));
  const {chunks, importOf, taken} = await compileChunks(root, shared, later, inMain);
  const {text, entries} = await compileMain(root, shared, inMain, entryOfMain(taken, whole));
  const named = entries.reduce(
    (code, path, index) => code.replaceAll(`import("${placeholderOf(index)}")`, importOf(path)),
    text,
  );
  const main = inAscii(askOnce(answerFromMain(named)));
  if ([main, ...chunks.map(chunk => chunk.text)].some(code => /cmproxy-(?:chunk-|main:)/.test(code)))
    throw new Error('an import across the border of cli.cjs was left as it was');
  return {main, chunks};
}

/**
 * esbuild requires a builtin anew in each module that imports it. Asked for once, and not by `require`, which also prepares it for being
 * imported, it costs a tenth of a millisecond less.
 * @type {(code: string) => string}
 */
function askOnce(code) {
  /** @type {Map<string, string>} */
  const known = new Map();
  return code.replace(/([\w$]+)=require\("(node:\w+)"\)/g, (_, variable, name) => {
    const before = known.get(name);
    if (before === undefined) known.set(name, variable);
    return `${variable}=${before ?? `process.getBuiltinModule("${name}")`}`;
  });
}

/**
 * esbuild leaves other letters in regular expressions only. One of them makes Node keep the whole text in twice the bytes, and read it slower.
 * @type {(code: string) => string}
 */
function inAscii(code) {
  return code.replace(/[^\0-\x7F]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * @typedef {import('esbuild').Metafile['inputs']} Inputs
 * @type {(root: string, shared: import('esbuild').BuildOptions, inMain: ReadonlySet<string>, entry: string) => Promise<{text: string, inputs: Inputs, entries: string[]}>}
 */
async function compileMain(root, shared, inMain, entry) {
  /** @type {string[]} */
  const entries = [];
  const {metafile, outputFiles} = await build({
    ...shared,
    stdin: {contents: entry, resolveDir: root, sourcefile: 'entry-of-main.js', loader: 'js'},
    outfile: 'dist/cli.cjs',
    format: 'cjs',
    minifyWhitespace: true,
    minifySyntax: true, // names stay: they cost nothing measurable and make a stack trace of --debug readable
    define: {...shared.define, 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename'},
    logOverride: {'empty-import-meta': 'error'},
    plugins: [workOut(root), splitOffDynamicImports(root, entries, inMain)],
  });
  const inputs = metafile?.inputs ?? {};
  refuseSlowImports(inputs);
  return {text: outputFiles?.[0]?.text ?? '', inputs, entries};
}

/**
 * Every command loads all of cli.cjs, and has 5 ms for it.
 * @type {(inputs: Inputs) => void}
 */
function refuseSlowImports(inputs) {
  for (const [importer, {imports}] of Object.entries(inputs)) {
    for (const {path, kind} of imports) {
      if (kind === 'dynamic-import' || (!slowBuiltins.has(path) && !path.includes('node_modules/'))) continue;
      throw new BuildRefused(
        `${importer} imports ${path} on the way of every command.\n` +
          'Why: it takes longer to load than `cmproxy --version` may take.\n' +
          "What to do: a builtin by process.getBuiltinModule('node:...') where it is used; a package in a file that is import()ed there.",
      );
    }
  }
}

/**
 * @param {string} root
 * @param {import('esbuild').BuildOptions} shared
 * @param {readonly string[]} entries absolute paths
 * @param {ReadonlySet<string>} inMain
 * @returns {Promise<{chunks: Output[], importOf: (entry: string) => string, taken: ReadonlyMap<string, ReadonlySet<string>>}>} `importOf`:
 * what stands in cli.cjs for the import of an entry
 */
async function compileChunks(root, shared, entries, inMain) {
  const {metafile, outputFiles} = await build({
    ...shared,
    entryPoints: [...entries],
    outdir: 'dist/chunks',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    outExtension: {'.js': '.mjs'},
    format: 'esm',
    splitting: true,
    minify: true,
    define: {
      ...shared.define,
      ...lazySegmenter.define,
      'process.env.NODE_ENV': '"production"',
      'process.env.DEV': '"false"',
    },
    inject: lazySegmenter.inject,
    external: ['react-devtools-core'],
    banner: {js: banner},
    plugins: [workOut(root), quickFirstScreen(), leaveOutMain(root, inMain)],
  });
  refuseDynamicCommonJs(metafile?.inputs ?? {});
  /** @type {Map<string, Set<string>>} */
  const taken = new Map();
  /** @type {Map<string, string>} */
  const names = new Map();
  for (const [path, {entryPoint}] of Object.entries(metafile?.outputs ?? {}))
    if (entryPoint !== undefined) names.set(join(root, entryPoint), basename(path));
  const packages = new Set(
    Object.entries(metafile?.outputs ?? {})
      .filter(([, {inputs}]) => Object.keys(inputs).some(path => path.includes('node_modules/')))
      .map(([path]) => basename(path)),
  );
  const {chunks, importOf} = await toCommonJs(
    (outputFiles ?? []).map(({path, text}) => ({
      name: basename(path),
      text: takeFromMain(askForBuiltins(text), taken),
    })),
    {
      banner,
      together: alwaysTogether(metafile?.outputs ?? {}, root, names),
      isPackage: name => packages.has(name),
      transform: {
        platform: 'node',
        target: 'node22.12',
        supported: shared.supported ?? {},
        minify: true,
        legalComments: 'none',
      },
    },
  );
  return {
    chunks: chunks.map(({name, text}) => ({name: `chunks/${name}`, text})),
    taken,
    importOf(entry) {
      const name = names.get(entry);
      if (name === undefined) throw new Error(`no chunk was made for ${entry}`);
      return importOf(name);
    },
  };
}

/** Whatever command but `status` is run, this is loaded first. */
const loadedFirst = 'src/cmdlets/index.ts';

/**
 * A file costs a third of a millisecond, so what is always loaded together is one file: the index of the cmdlets with all that it imports.
 * @type {(outputs: import('esbuild').Metafile['outputs'], root: string, names: ReadonlyMap<string, string>) => ReadonlyMap<string, string>}
 */
function alwaysTogether(outputs, root, names) {
  const imports = new Map(Object.entries(outputs).map(([path, output]) => [basename(path), output.imports]));
  /** @type {Map<string, string>} */
  const together = new Map();
  const waiting = [names.get(join(root, loadedFirst))];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (together.has(name)) continue;
    together.set(name, 'table');
    for (const {path, kind} of imports.get(name) ?? []) if (kind === 'import-statement') waiting.push(basename(path));
  }
  return together;
}

/**
 * A bundled `import()` of a CommonJS package gives only `default`, where Node also gives the names: refused rather than found out later.
 * @type {(inputs: Inputs) => void}
 */
function refuseDynamicCommonJs(inputs) {
  for (const [importer, {imports}] of Object.entries(inputs)) {
    if (importer.includes('node_modules/')) continue;
    for (const {kind, path} of imports) {
      if (kind !== 'dynamic-import' || inputs[path]?.format !== 'cjs') continue;
      throw new BuildRefused(
        `${importer} import()s the CommonJS package ${path}.\n` +
          'Why: bundled, such an import has only a default export, not the names that Node gives it.\n' +
          'What to do: import it statically in a file of ours, and import() that file.',
      );
    }
  }
}
