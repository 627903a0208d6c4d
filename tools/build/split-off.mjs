// Two esbuild plugins that cut the program in two: what starts at once, as one CommonJS file, and what is imported later, as ES module
// chunks. A module is in one of the two only, so that it exists once: its state, and its classes for `instanceof`.
import {isBuiltin} from 'node:module';
import {relative} from 'node:path';

/** Stands in the code for the chunk of the entry at this index until the chunk's name is known. */
export function placeholderOf(/** @type {number} */ index) {
  return `cmproxy-chunk-${index}`;
}

const inMainPlaceholder = /\bimport\("cmproxy-main:([^"]+)"\)/g;

/**
 * Leaves every dynamic import out of the CommonJS file. One of a module that is in it anyway is answered from there: left to esbuild, it
 * would wrap that module and all that it imports in functions, which costs every start a millisecond.
 * @param {string} root
 * @param {string[]} entries absolute paths of what was left out, filled while esbuild runs
 * @param {ReadonlySet<string>} inMain absolute paths
 * @returns {import('esbuild').Plugin}
 */
export function splitOffDynamicImports(root, entries, inMain) {
  return {
    name: 'split-off-dynamic-imports',
    setup(build) {
      build.onResolve({filter: /.*/}, async ({path, kind, importer, resolveDir, pluginData}) => {
        if (kind !== 'dynamic-import' || isBuiltin(path) || pluginData === splitOffDynamicImports) return undefined;
        const found = await build.resolve(path, {kind, importer, resolveDir, pluginData: splitOffDynamicImports});
        if (found.errors.length > 0) return {errors: found.errors};
        if (inMain.has(found.path)) return {path: `cmproxy-main:${nameInMain(root, found.path)}`, external: true};
        if (!entries.includes(found.path)) entries.push(found.path);
        return {path: placeholderOf(entries.indexOf(found.path)), external: true};
      });
    },
  };
}

/** Answers dynamic imports of modules that are in the CommonJS file, once the file has run. @type {(code: string) => string} */
export function answerFromMain(code) {
  return code.replace(inMainPlaceholder, (_, name) => `Promise.resolve().then(()=>module.exports.modules["${name}"])`);
}

/**
 * Makes the chunks take a module that is in the CommonJS file from there.
 * @param {string} root
 * @param {ReadonlySet<string>} inMain absolute paths
 * @param {Set<string>} taken those of them that a chunk needs, filled while esbuild runs
 * @returns {import('esbuild').Plugin}
 */
export function takeFromMain(root, inMain, taken) {
  return {
    name: 'take-from-main',
    setup(build) {
      build.onResolve({filter: /^\./}, async ({path, kind, importer, resolveDir, namespace, pluginData}) => {
        if (namespace === 'main') return {path, external: true};
        if (pluginData === takeFromMain || importer.includes('node_modules')) return undefined;
        const found = await build.resolve(path, {kind, importer, resolveDir, pluginData: takeFromMain});
        if (!inMain.has(found.path)) return undefined;
        if (kind === 'dynamic-import')
          return {errors: [{text: `${path} is loaded at the start anyway: import it statically`}]};
        taken.add(found.path);
        return {path: nameInMain(root, found.path), namespace: 'main'};
      });
      build.onLoad({filter: /.*/, namespace: 'main'}, ({path}) => ({
        contents: `module.exports = require('../cli.cjs').modules[${JSON.stringify(path)}];`,
      }));
    },
  };
}

/**
 * The entry of the CommonJS file: the program, and the modules that chunks take from it.
 * @type {(root: string, taken: ReadonlySet<string>) => string}
 */
export function entryOfMain(root, taken) {
  const paths = [...taken].toSorted();
  const imports = paths.map((path, index) => `import * as module${index} from ${JSON.stringify(path)};`);
  const names = paths.map((path, index) => `${JSON.stringify(nameInMain(root, path))}: module${index}`);
  return `${imports.join('\n')}\nimport './src/cli.ts';\nexport const modules = {${names.join(', ')}};\n`;
}

/** @type {(root: string, path: string) => string} */
function nameInMain(root, path) {
  return relative(root, path).replaceAll('\\', '/');
}
