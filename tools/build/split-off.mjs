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
  return code.replace(
    inMainPlaceholder,
    (_, name) => `Promise.resolve().then(()=>module.exports.modules()["${name}"])`,
  );
}

/**
 * Leaves the modules that are in the CommonJS file out of the chunks.
 * @param {string} root
 * @param {ReadonlySet<string>} inMain absolute paths
 * @returns {import('esbuild').Plugin}
 */
export function leaveOutMain(root, inMain) {
  return {
    name: 'leave-out-main',
    setup(build) {
      build.onResolve({filter: /^\./}, async ({path, kind, importer, resolveDir, pluginData}) => {
        if (pluginData === leaveOutMain || importer.includes('node_modules')) return undefined;
        const found = await build.resolve(path, {kind, importer, resolveDir, pluginData: leaveOutMain});
        if (!inMain.has(found.path)) return undefined;
        if (kind === 'dynamic-import')
          return {errors: [{text: `${path} is loaded at the start anyway: import it statically`}]};
        return {path: `cmproxy-main:${nameInMain(root, found.path)}`, external: true, sideEffects: false};
      });
    },
  };
}

const importFromMain = /\bimport\s*\{([^}]*)\}\s*from\s*"cmproxy-main:([^"]+)";?/g;

/**
 * Makes a chunk take what it imports of the CommonJS file from there. The values are those at the moment when the chunk is loaded, which is
 * why the linter refuses an exported `let`.
 * @param {string} code
 * @param {Map<string, Set<string>>} taken the names that chunks take, by module; filled
 * @returns {string}
 */
export function takeFromMain(code, taken) {
  return code.replace(importFromMain, (_, /** @type {string} */ list, /** @type {string} */ module) => {
    const names = list.split(',').map(item => item.trim().split(/\s+as\s+/));
    taken.set(module, new Set([...(taken.get(module) ?? []), ...names.map(([name = '']) => name)]));
    const locals = names.map(([name, local]) => (local === undefined ? name : `${name}:${local}`));
    return `const{${locals.join(',')}}=require("../cli.cjs").modules()["${module}"];`;
  });
}

/**
 * The entry of the CommonJS file: the program, and what chunks take from it, which is put together only when the first one does.
 * @param {ReadonlyMap<string, ReadonlySet<string>>} taken names by module
 * @param {readonly string[]} whole modules that are imported as a whole, by `import()`
 * @returns {string}
 */
export function entryOfMain(taken, whole) {
  const lines = ["import './src/cli.ts';"];
  const members = whole.map((module, index) => {
    lines.push(`import * as whole${index} from "./${module}";`);
    return `"${module}": whole${index}`;
  });
  for (const [index, [module, names]] of [...taken].toSorted(([a], [b]) => (a < b ? -1 : 1)).entries()) {
    if (whole.includes(module)) continue;
    const sorted = [...names].toSorted();
    lines.push(`import {${sorted.map(name => `${name} as ${name}${index}`).join(', ')}} from "./${module}";`);
    members.push(`"${module}": {${sorted.map(name => `${name}: ${name}${index}`).join(', ')}}`);
  }
  lines.push(`let all;\nmodule.exports = {modules: () => (all ??= {${members.join(',\n')}})};`);
  return `${lines.join('\n')}\n`;
}

/** @type {(root: string, path: string) => string} */
export function nameInMain(root, path) {
  return relative(root, path).replaceAll('\\', '/');
}

const importOfBuiltin = /\bimport\s*\{([^}]*)\}\s*from\s*"(node:[\w/]+)";?/g;

/**
 * Makes a chunk ask Node for builtins directly: imported, Node also prepares every one of their names, and of node:fs that loads its streams, in 3 ms.
 * @type {(code: string) => string}
 */
export function askForBuiltins(code) {
  return code.replace(importOfBuiltin, (_, /** @type {string} */ list, /** @type {string} */ name) => {
    const locals = list.split(',').map(item => item.trim().replace(/\s+as\s+/, ':'));
    return `const{${locals.join(',')}}=process.getBuiltinModule("${name}");`;
  });
}
