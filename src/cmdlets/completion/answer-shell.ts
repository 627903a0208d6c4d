// The hidden entrance that shells ask at each Tab: candidates on standard output, a line each, and a last line that says what else belongs.
import type {Cmdlet} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Candidate} from './candidate.ts';
import {completeWords} from './complete-words.ts';
import {liveLookUp} from './look-up.ts';
import {
  isOfferable,
  quoteForBash,
  quoteForPowerShell,
  readLine,
  readPowerShellLine,
  type TypedLine,
} from './shell-words.ts';

/** Enough for every name of 5,000 servers in both of its forms. */
const most = 12_000;

/**
 * bash: `bash LINE WORDBREAKS`, the line as far as the cursor; candidates as they are to be inserted. zsh and fish: the shell and its words, unquoted, the
 * cursor's last; each line is a candidate, a tab and what it is. powershell: the line as far as the cursor, or `base64:` and it in UTF-8: Windows
 * PowerShell loses the quotes of an argument. The last line: `:` and `nospace`, `files`, or `files.yaml.yml`.
 */
export async function answerShell(
  argv: readonly string[],
  context: Context,
  cmdlets: readonly Cmdlet[],
): Promise<void> {
  const [shell = '', ...rest] = argv;
  const typed = typedLine(shell, rest);
  const words = typed.words.slice(1);
  const connection = connectionIn(words);
  const asked = connection === null ? context : (Object.create(context, {connection: {value: connection}}) as Context);
  const completed = await completeWords(cmdlets, words, typed.current, liveLookUp(asked));
  const candidates = atMost(completed.candidates.filter(({text}) => isOfferable(text)));
  const lines = candidates.map(candidate => lineFor(shell, candidate, typed, rest[1] ?? ''));
  const isOpen = candidates.length > 0 && candidates.every(({open}) => open === true);
  const files = completed.files === null ? '' : ['files', ...completed.files].join('.');
  context.data(`${[...lines, `:${files === '' ? (isOpen ? 'nospace' : '') : files}`].join('\n')}\n`);
}

/** Where some are left out, the first and the last of all are not: what all of them begin with stays what a shell finds. */
function atMost(candidates: readonly Candidate[]): readonly Candidate[] {
  if (candidates.length <= most) return candidates;
  const sorted = candidates.toSorted((a, b) => (a.text < b.text ? -1 : 1));
  return [...sorted.slice(0, most - 1), ...sorted.slice(-1)];
}

function typedLine(shell: string, rest: readonly string[]): TypedLine {
  const [line = ''] = rest;
  if (shell === 'bash') return readLine(line);
  if (shell === 'powershell') return readPowerShellLine(decoded(line));
  return {words: rest.slice(0, -1), current: rest.at(-1) ?? '', quote: '', raw: rest.at(-1) ?? ''};
}

function decoded(line: string): string {
  const start = 'base64:';
  return line.startsWith(start) ? Buffer.from(line.slice(start.length), 'base64').toString() : line;
}

/** `--connection NAME` before the cursor: its names are the ones to offer. */
function connectionIn(words: readonly string[]): string | null {
  for (const [index, word] of words.entries()) {
    const attached = /^(?:--connection=|-connection:)(?<name>.+)$/i.exec(word)?.groups?.['name'];
    if (attached !== undefined) return attached;
    if (/^--?connection$/i.test(word)) return words[index + 1] ?? null;
  }
  return null;
}

function lineFor(shell: string, {text, about}: Candidate, typed: TypedLine, breaks: string): string {
  if (shell === 'bash') return withoutBroken(quoteForBash(text, typed.quote), typed, breaks);
  const shown = about.replaceAll(/\s+/g, ' ').slice(0, 80);
  const note = isOfferable(shown) ? shown : '';
  return `${shell === 'powershell' ? quoteForPowerShell(withoutParameter(text, typed)) : text}\t${note}`;
}

/** Of `-Name:value` PowerShell replaces the value alone: to its parser they are two elements. */
function withoutParameter(text: string, {raw}: TypedLine): string {
  const [start = ''] = /^-[A-Za-z]\w*:/.exec(raw) ?? [];
  return text.slice(start.length);
}

/** bash replaces only what follows the last of its word breaks, unless the word is in quotes. */
function withoutBroken(quoted: string, {raw, quote}: TypedLine, breaks: string): string {
  if (quote !== '' || raw.startsWith("'") || raw.startsWith('"')) return quoted;
  let cut = 0;
  for (let at = 0; at < raw.length; at++)
    if (raw[at] === '\\') at++;
    else if (breaks.includes(raw[at] ?? '') && !/\s/.test(raw[at] ?? '')) cut = at + 1;
  return quoted.toLowerCase().startsWith(raw.slice(0, cut).toLowerCase()) ? quoted.slice(cut) : quoted;
}
