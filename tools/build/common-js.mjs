// Turns ES module chunks into CommonJS where that is possible. Node's loader of ES modules costs a command five milliseconds before the first of them
// runs, and of an ES module Node keeps no function that is compiled later; so only what needs it (Ink, with its top-level await) is left one.
import {createHash} from 'node:crypto';
import {transform} from 'esbuild';

/** @typedef {{name: string, text: string}} Chunk `name` is without folder: `show-plan-ABCDEFGH.mjs` */

/**
 * @param {readonly Chunk[]} chunks as esbuild makes them
 * @param {{banner: string, transform: import('esbuild').TransformOptions, together: ReadonlyMap<string, string>, isPackage: (name: string) => boolean}} how `banner`: what each chunk begins with, and
 * CommonJS has anyway. `together`: the file, without its ending, that chunks are put into together. `isPackage`: whether a chunk holds code that is not ours
 * @returns {Promise<{chunks: Chunk[], importOf: (name: string) => string}>} `importOf`: the expression that gives a promise of a chunk's exports, for code one
 * folder above
 */
export async function toCommonJs(chunks, {banner, transform: options, together, isPackage}) {
  /** @type {Map<string, string>} */
  const common = new Map();
  for (const {name, text} of chunks) {
    const code = await asCommonJs(text.replace(banner, ''), options);
    if (code !== null) common.set(name, code);
  }
  /** @type {Map<string, string[]>} */
  const importersOf = new Map();
  for (const chunk of chunks)
    for (const name of staticImports(chunk)) importersOf.set(name, [...(importersOf.get(name) ?? []), chunk.name]);
  for (let before = -1; before !== common.size;) {
    before = common.size;
    for (const chunk of chunks) {
      // What takes something of an ES module is one, too.
      if (staticImports(chunk).some(name => !common.has(name))) common.delete(chunk.name);
      // And so is a package that only ES modules take something of: its values may be made later than they are taken.
      if (isPackage(chunk.name) && (importersOf.get(chunk.name) ?? []).every(name => !common.has(name)))
        common.delete(chunk.name);
    }
  }
  const files = filesOf([...common.keys()], common, together);
  const made = chunks
    .filter(({name}) => !common.has(name))
    .map(({name, text}) => ({name, text: linked(fromRequire(text, files), files, './')}));
  for (const [file, names] of grouped([...files.keys()], name => files.get(name)?.file ?? '')) {
    const texts = names.map(name => ({name, text: linked(common.get(name) ?? '', files, './', file)}));
    made.push({
      name: file,
      text: files.get(names[0] ?? '')?.isShared === true ? textOfShared(texts) : (texts[0]?.text ?? ''),
    });
  }
  for (const {name, text} of made) refuseLeftOver(name, text, files);
  return {chunks: made, importOf: name => linked(`import("./${name}")`, files, './chunks/')};
}

/** @typedef {{file: string, isShared: boolean}} Place where a chunk is */

/**
 * @param {readonly string[]} names
 * @param {ReadonlyMap<string, string>} common
 * @param {ReadonlyMap<string, string>} together
 * @returns {ReadonlyMap<string, Place>}
 */
function filesOf(names, common, together) {
  /** @type {Map<string, Place>} */
  const files = new Map();
  for (const [shared, members] of grouped(names, name => together.get(name) ?? '')) {
    const hash = createHash('sha256');
    for (const name of members) hash.update(common.get(name) ?? '');
    const file = `${shared}-${hash.digest('hex').slice(0, 8).toUpperCase()}.cjs`;
    for (const name of members)
      files.set(name, shared === '' ? {file: name.replace(/\.mjs$/, '.cjs'), isShared: false} : {file, isShared: true});
  }
  return files;
}

/** `Map.groupBy`, which the Node of a first build may not have. @type {(names: readonly string[], groupOf: (name: string) => string) => Map<string, string[]>} */
function grouped(names, groupOf) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const name of names) groups.set(groupOf(name), [...(groups.get(groupOf(name)) ?? []), name]);
  return groups;
}

/** Each chunk is a function that runs when it is first asked for. @type {(chunks: readonly Chunk[]) => string} */
function textOfShared(chunks) {
  const functions = chunks.map(({name, text}) => `${JSON.stringify(name)}(module,exports){${text}}`);
  return `"use strict";
const chunks={
${functions.join(',\n')}
};
const loaded=new Map();
function load(name){
let module=loaded.get(name);
if(module===undefined){loaded.set(name,module={exports:{}});chunks[name](module,module.exports);}
return module.exports;
}
exports.load=load;
`;
}

/** null for what only an ES module can be. @type {(text: string, options: import('esbuild').TransformOptions) => Promise<string | null>} */
async function asCommonJs(text, options) {
  if (text.includes('import.meta')) return null;
  try {
    return (await transform(text, {...options, loader: 'js', format: 'cjs'})).code;
  } catch (error) {
    if (String(error).includes('Top-level await')) return null;
    throw error;
  }
}

const staticImport = /\bimport\s*(?:(\{[^}]*\}|\*\s*as\s+[\w$]+|[\w$]+)\s*from\s*)?"\.\/([^"]+\.mjs)";?/g;

/** @type {(chunk: Chunk) => string[]} */
function staticImports({text}) {
  return [...text.matchAll(staticImport)].map(([, , name = '']) => name);
}

/**
 * Requires and dynamic imports of chunks, at their new places.
 * @type {(text: string, files: ReadonlyMap<string, Place>, folder: string, file?: string) => string} `file`: where the text itself will be
 */
function linked(text, files, folder, file) {
  return text.replace(/\b(require|import)\("\.\/([\w.-]+\.mjs)"\)/g, (_, word, name) => {
    const place = files.get(name);
    if (place === undefined) return `${word}("${folder}${name}")`;
    const shared = place.file === file ? 'load' : `require("${folder}${place.file}").load`;
    const found = place.isShared ? `${shared}("${name}")` : `require("${folder}${place.file}")`;
    return word === 'import' ? `Promise.resolve().then(()=>${found})` : found;
  });
}

/** In a chunk that stays an ES module, what it takes of chunks that are CommonJS now. @type {(text: string, files: ReadonlyMap<string, Place>) => string} */
function fromRequire(text, files) {
  return text.replace(staticImport, (whole, /** @type {string | undefined} */ what, name) => {
    if (!files.has(name)) return whole;
    const found = `require("./${name}")`;
    if (what === undefined) return `${found};`;
    if (what.startsWith('*')) return `const ${what.replace(/^\*\s*as\s+/, '')}=${found};`;
    return what.startsWith('{')
      ? `const${what.replaceAll(/\s+as\s+/g, ':')}=${found};`
      : `const{default:${what}}=${found};`;
  });
}

/** @type {(name: string, text: string, files: ReadonlyMap<string, Place>) => void} */
function refuseLeftOver(name, text, files) {
  for (const [, found = ''] of text.matchAll(/"\.\/(?:chunks\/)?([\w.-]+\.mjs)"/g))
    if (files.has(found)) throw new Error(`${name} still imports ${found} as an ES module`);
}
