// The hidden entrance that shells ask at each Tab: candidates on standard output, a line each, and a last line that says what else belongs.
import type {Cmdlet} from '../cmdlet.ts';
import type {Context} from '../context.ts';
import type {Candidate} from './candidate.ts';
import {completeWords} from './complete-words.ts';
import {liveLookUp} from './look-up.ts';
import {isOfferable, quoteForBash, quoteForPowerShell, readLine, type TypedLine} from './shell-words.ts';

const most = 500;

/**
 * bash: `bash LINE POINT WORDBREAKS`, candidates as they are to be inserted. zsh and fish: the shell and its words, unquoted, the cursor's last; each line
 * is a candidate, a tab and what it is. powershell: the line up to the cursor. The last line: `:` and `nospace`, `files`, or `files.yaml.yml`.
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
  const candidates = completed.candidates.filter(({text}) => isOfferable(text)).slice(0, most);
  const lines = candidates.map(candidate => lineFor(shell, candidate, typed, rest[2] ?? ''));
  const isOpen = candidates.length > 0 && candidates.every(({open}) => open === true);
  const files = completed.files === null ? '' : ['files', ...completed.files].join('.');
  context.data(`${[...lines, `:${files === '' ? (isOpen ? 'nospace' : '') : files}`].join('\n')}\n`);
}

function typedLine(shell: string, rest: readonly string[]): TypedLine {
  if (shell === 'bash') {
    const [line = '', point = ''] = rest;
    const characters = Buffer.from(line)
      .subarray(0, Number(point) || 0)
      .toString();
    return readLine(characters);
  }
  if (shell === 'powershell') return readLine(rest[0] ?? '');
  return {words: rest.slice(0, -1), current: rest.at(-1) ?? '', quote: '', raw: rest.at(-1) ?? ''};
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
  return `${shell === 'powershell' ? quoteForPowerShell(text) : text}\t${note}`;
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
