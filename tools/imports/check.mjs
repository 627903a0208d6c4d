// Compares what src/ imports with the rules, and looks for circles. A circle counts by types too: two files that need each other are one.
import {existsSync, readdirSync} from 'node:fs';
import {builtinModules} from 'node:module';
import {dirname, join, relative} from 'node:path';
import {readImports} from './read-imports.mjs';
import {packages, pureBuiltins, pureRooms, rooms} from './rules.mjs';

/**
 * Every import in `src` that the rules do not allow, one line each; none when all is well.
 * @param {string} src absolute
 * @returns {string[]}
 */
export function checkImports(src) {
  const files = readdirSync(src, {recursive: true, encoding: 'utf8'})
    .map(file => file.replaceAll('\\', '/'))
    .filter(file => /\.tsx?$/u.test(file))
    .toSorted();
  /** @type {string[]} */
  const found = [];
  /** @type {Map<string, string[]>} */
  const graph = new Map();
  for (const file of files) {
    const room = roomOf(file);
    if (!Object.hasOwn(rooms, room))
      found.push(`${file}: "${room}" is no known room; add its rule to tools/imports/rules.mjs`);
    const {imports, problems} = readImports(join(src, file));
    found.push(...problems.map(problem => `${file}: ${problem}`));
    /** @type {string[]} */
    const targets = [];
    for (const {specifier, line, isLater} of imports) {
      const target = specifier.startsWith('.')
        ? relative(src, join(src, dirname(file), specifier)).replaceAll('\\', '/')
        : undefined;
      const why = target === undefined ? refusePackage(room, specifier) : refuseFile(src, room, target, isLater);
      if (why !== undefined) found.push(`${file}:${line}: ${specifier}: ${why}`);
      if (target !== undefined && !isLater) targets.push(target);
    }
    graph.set(file, targets);
  }
  return [...found, ...findCircles(graph)];
}

/** @type {(file: string) => string} */
function roomOf(file) {
  return file.split('/')[0] ?? file;
}

/** @type {(src: string, room: string, target: string, isLater: boolean) => string | undefined} */
function refuseFile(src, room, target, isLater) {
  if (target.startsWith('..')) return 'is outside src/';
  if (!existsSync(join(src, target))) return 'there is no such file (a relative import names the file with its ending)';
  const to = roomOf(target);
  const rule = rooms[room];
  if (to === room || rule === undefined) return undefined;
  if ([to, target].some(name => rule.now.includes(name))) return undefined;
  if (isLater && rule.later !== undefined && ['*', to].some(name => rule.later?.includes(name))) return undefined;
  const allowed = [...rule.now, ...(rule.later ?? []).map(name => `import() of ${name === '*' ? 'anything' : name}`)];
  return `${room} may not import ${to}; it may import ${allowed.join(', ') || 'nothing of ours'}`;
}

/** @type {(room: string, specifier: string) => string | undefined} */
function refusePackage(room, specifier) {
  if (specifier.startsWith('node:')) {
    if (!pureRooms.includes(room) || pureBuiltins.includes(specifier)) return undefined;
    return `${room} is pure; it may import ${pureBuiltins.join(', ')}`;
  }
  if (builtinModules.includes(specifier)) return `write node:${specifier}`;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  const allowed = packages[name];
  if (allowed === undefined) return `the package ${name} has no rule; add it to tools/imports/rules.mjs`;
  return allowed.includes(room) ? undefined : `the package ${name} is for ${allowed.join(', ')} only`;
}

/** Each circle once, from its first file on. @type {(graph: ReadonlyMap<string, readonly string[]>) => string[]} */
function findCircles(graph) {
  /** @type {string[]} */
  const circles = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @type {string[]} */
  const path = [];
  /** @type {(file: string) => void} */
  const visit = file => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push(`circle: ${[...path.slice(at), file].join(' -> ')}`);
    if (at >= 0 || done.has(file)) return;
    path.push(file);
    for (const target of graph.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of graph.keys()) visit(file);
  return circles;
}
