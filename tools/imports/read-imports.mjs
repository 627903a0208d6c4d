// Reads what a TypeScript file imports, types as well: what the code leans on, not what is left of it when it runs.
import {readFileSync} from 'node:fs';
import {parseSync, Visitor} from 'oxc-parser';

/**
 * @typedef {{specifier: string, line: number, isLater: boolean}} Import `isLater`: by import(), when it is needed
 * @type {(path: string) => {imports: Import[], problems: string[]}}
 */
export function readImports(path) {
  const text = readFileSync(path, 'utf8');
  const {program, module, errors} = parseSync(path, text);
  /** @type {Import[]} */
  const imports = [];
  /** @type {string[]} */
  const problems = errors.map(({message}) => `cannot be parsed: ${message}`);
  /** @type {(start: number) => number} */
  const lineAt = start => text.slice(0, start).split('\n').length;
  /** @type {(specifier: string, start: number, isLater?: boolean) => void} */
  const add = (specifier, start, isLater = false) => imports.push({specifier, line: lineAt(start), isLater});

  for (const {moduleRequest, start} of module.staticImports) add(moduleRequest.value, start);
  for (const {entries, start} of module.staticExports) {
    const from = entries.find(({moduleRequest}) => moduleRequest !== null)?.moduleRequest;
    if (from) add(from.value, start);
  }
  new Visitor({
    ImportExpression({source, start}) {
      if (source.type === 'Literal' && typeof source.value === 'string') add(source.value, start, true);
      else problems.push(`line ${lineAt(start)}: import() of a computed name cannot be checked; write the name`);
    },
    TSImportType({source, start}) {
      add(source.value, start);
    },
    CallExpression({callee, arguments: [first], start}) {
      if (callee.type !== 'Identifier' || callee.name !== 'require') return;
      if (first?.type === 'Literal' && typeof first.value === 'string') add(first.value, start);
    },
  }).visit(program);
  return {imports, problems};
}
