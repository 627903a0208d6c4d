// Variables and subexpressions: how far they go.
import {continuesName, endsWord, isDoubleQuote, startsVariable} from './characters.ts';
import {problem, type Scanned, type TokenProblem} from './token.ts';

/** `at` is a `$` inside an expandable string or a bare word. Null where it begins nothing and stands for itself. Source: tokenizer.cs, ScanDollarInStringExpandable. */
export function scanDollar(
  text: string,
  at: number,
  inside: 'string' | 'hereString' | 'word',
): Scanned | TokenProblem | null {
  if (text[at + 1] === '(') return scanSubexpression(text, at, inside);
  if (text[at + 1] === '{') return expanding(text, at, scanBracedVariable(text, at, inside === 'string'));
  if (startsVariable(text[at + 1])) return expanding(text, at, scanPlainVariable(text, at));
  return null;
}

function expanding(text: string, at: number, found: Scanned | TokenProblem): Scanned | TokenProblem {
  return found.kind === 'error' ? found : {...found, value: text.slice(at, found.end), expands: true};
}

/** `at` is the `$` or `@`; the next character begins a name. `value` is the name. Source: tokenizer.cs, ScanVariable. */
export function scanPlainVariable(text: string, at: number): Scanned | TokenProblem {
  const start = at + 1;
  let end = start + 1;
  if (!/^[$?^]$/.test(text[start] ?? '')) while (continuesVariable(text, end)) end++;
  const value = text.slice(start, end);
  return value.endsWith(':') ? problem.variableWithDrive(at) : {kind: 'scanned', end, value, expands: false};
}

/** One colon belongs to the name (`$env:Path`), two do not (`$type::Member`). */
function continuesVariable(text: string, at: number): boolean {
  return text[at] === ':' ? text[at + 1] !== ':' : text[at] === '?' || continuesName(text[at]);
}

/** `at` is the `$`, a brace follows. In a double-quoted string two double quotes stand for one. */
export function scanBracedVariable(text: string, at: number, inString: boolean): Scanned | TokenProblem {
  let value = '';
  let end = at + 2;
  while (end < text.length && text[end] !== '}') {
    if (text[end] === '`' || (inString && isDoubleQuote(text[end]) && isDoubleQuote(text[end + 1]))) end++;
    value += text[end] ?? '';
    end++;
  }
  if (end >= text.length) return problem.incompleteVariable(at + 1);
  return value === '' ? problem.emptyVariable(end) : {kind: 'scanned', end: end + 1, value, expands: false};
}

/** Parentheses are counted whatever stands between them, quotes too, as PowerShell does it. Source: tokenizer.cs, ScanSubExpression. */
function scanSubexpression(text: string, at: number, inside: 'string' | 'hereString' | 'word'): Scanned | TokenProblem {
  let depth = 1;
  let end = at + 2;
  while (end < text.length) {
    const character = text[end];
    const skips = character === '`' || isDoubleQuote(character);
    end += skips && inside !== 'hereString' && isDoubleQuote(text[end + 1]) ? 2 : 1;
    if (character === '(') depth++;
    if (character === ')' && --depth === 0) return {kind: 'scanned', end, value: text.slice(at, end), expands: true};
  }
  return problem.incompleteSubexpression(at);
}

/** Whether a variable that ends here is a token of its own among arguments: `$a` in `$a.b`, but not in `$a\b`, which is one bare word. */
export function endsVariableArgument(text: string, end: number): boolean {
  return endsWord(text[end]) || /^[.[=]$/.test(text[end] ?? '') || text.startsWith('::', end);
}
