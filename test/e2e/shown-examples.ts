// Finds every command line that help, README, docs and ready-made answer files show, so that none of them is shown without being run.
import {globSync, readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {allCmdlets} from '../cmdlets/all-cmdlets.ts';

const root = resolve(import.meta.dirname, '../..');

export interface Shown {
  readonly command: string;
  /** What stands below it as its output; empty where nothing does. */
  readonly output: readonly string[];
}

/** Of the table of cmdlets. */
export function ofHelp(): readonly Shown[] {
  const texts = allCmdlets.flatMap(({synopsis, description = '', parameters}) => [
    synopsis,
    description,
    ...parameters.map(({help}) => help),
  ]);
  return [
    ...allCmdlets.flatMap(({examples}) => examples.map(({command}) => ({command, output: []}))),
    ...inline(texts.join('\n')),
  ];
}

/** Of all Markdown and of the first lines of ready-made answer files. */
export function ofDocuments(): readonly Shown[] {
  const pages = globSync(['README.md', 'docs/**/*.md', 'wizards/*.md'], {cwd: root}).map(read);
  const heads = globSync('wizards/*.yaml', {cwd: root}).map(read);
  return [
    ...pages.flatMap(text => [...blocks(text), ...inline(text)]),
    ...heads.flatMap(text =>
      [...text.matchAll(/^# (?:Look|Do it|Go back): +(?<line>cmproxy [^,\n]*)|\((?<aside>cmproxy [^)]*)\)/gm)].map(
        ({groups}) => ({
          command: groups?.['line'] ?? groups?.['aside'] ?? '',
          output: [],
        }),
      ),
    ),
  ];
}

function read(file: string): string {
  return readFileSync(resolve(root, file), 'utf8');
}

/** `    $ cmproxy ...` and the indented lines below, as far as the next one. */
function blocks(text: string): readonly Shown[] {
  const found: {command: string; output: string[]}[] = [];
  let isInside = false;
  for (const line of text.split('\n')) {
    const [, command] = /^ {4}\$ (.*)$/.exec(line) ?? [];
    if (command !== undefined) found.push({command, output: []});
    else if (isInside && /^ {4}/.test(line)) found.at(-1)?.output.push(line.slice(4));
    isInside = command !== undefined || (isInside && /^(?: {4}|$)/.test(line));
  }
  return found;
}

/** `cmproxy ...` between backticks, and a friendly command that more follows: `status --all`. */
function inline(text: string): readonly Shown[] {
  const known = new Set(allCmdlets.flatMap(({name, command}) => [name, command?.join(' ') ?? name]));
  const first = new Set(allCmdlets.map(({name, command}) => command?.[0] ?? name));
  return [...text.replaceAll('\\|', '|').matchAll(/`(?<code>[^`\n]+)`/g)]
    .map(({groups}) => groups?.['code'] ?? '')
    .filter(code => /^(?:ssh \S+ )?cmproxy /.test(code) || (first.has(code.split(' ')[0] ?? '') && code.includes(' ')))
    .map(code => code.replace(/^(?!ssh |cmproxy )/, 'cmproxy '))
    .filter(code => !known.has(code.slice('cmproxy '.length)))
    .map(command => ({command, output: []}));
}

/** Options that are shown between backticks, without their values. */
export function shownOptions(): readonly string[] {
  const pages = globSync(['README.md', 'wizards/*.md'], {cwd: root}).map(read);
  const codes = pages.flatMap(text =>
    [...text.matchAll(/`(?<code>[^`\n]+)`/g)].map(({groups}) => groups?.['code'] ?? ''),
  );
  return [...new Set(codes.flatMap(code => code.match(/(?<=^| )--[a-z][a-z-]+/g) ?? []))];
}
