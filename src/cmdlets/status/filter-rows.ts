// The filter of the status view: what a person types after `/`, or gives as `--filter`.
import type {StatusRow} from './status-rows.ts';

/**
 * The rows that a filter leaves. Words stand for rows that hold all of them, in any column and any case; `!` before it all for the others;
 * `-f text` for rows that hold its letters in this order. `site=PS1`, `server=`, `proxy=`, `as=`, `account=`, `usedBy=`, `state=` and `code=` compare
 * one column whole; `account` is one that is used or still stored. A value with blanks stands in double quotes.
 */
export function filterRows(rows: readonly StatusRow[], filter: string): readonly StatusRow[] {
  const text = filter.trim().toLowerCase();
  if (text === '' || text === '!') return rows;
  if (text.startsWith('!')) {
    const meets = conditionOf(text.slice(1));
    return rows.filter(row => !meets(row));
  }
  return rows.filter(conditionOf(text));
}

type Condition = (row: StatusRow) => boolean;

function conditionOf(text: string): Condition {
  if (text === '-f' || text.startsWith('-f ')) {
    const letters = [...text.slice(2).replace(/\s+/g, '')];
    return ({search}) => search.split('\n').some(part => holdsInOrder(part, letters));
  }
  const conditions = wordsOf(text).map(wordCondition);
  return row => conditions.every(meets => meets(row));
}

/** Words between blanks; double quotes keep blanks together and are left out. */
function wordsOf(text: string): readonly string[] {
  return (text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []).map(word => word.replaceAll('"', ''));
}

const columns: Readonly<Record<string, (row: StatusRow, value: string) => boolean>> = {
  site: (row, value) => row.siteCode.toLowerCase() === value,
  server: (row, value) => row.server.toLowerCase() === value || row.name.toLowerCase() === value,
  proxy: (row, value) => row.group === value,
  as: (row, value) => row.as.toLowerCase() === value,
  account: (row, value) => row.accounts.some(name => name.toLowerCase() === value),
  usedby: (row, value) => row.usedBy.some(name => name.toLowerCase() === value),
  state: (row, value) => row.state === value,
  code: (row, value) => row.status?.findings.some(({code}) => code.toLowerCase() === value) ?? false,
};

function wordCondition(word: string): Condition {
  const at = word.indexOf('=');
  const column = word.slice(0, Math.max(0, at));
  const compares = Object.hasOwn(columns, column) ? columns[column] : undefined;
  if (compares === undefined) return ({search}) => search.includes(word);
  const value = word.slice(at + 1);
  return row => compares(row, value);
}

function holdsInOrder(text: string, letters: readonly string[]): boolean {
  let from = 0;
  for (const letter of letters) {
    const at = text.indexOf(letter, from);
    if (at < 0) return false;
    from = at + letter.length;
  }
  return true;
}

/** `column=value` for a filter, quoted where it has to be. A double quote in a value cannot be said; the word is looked for instead. */
export function filterFor(column: 'site' | 'server' | 'proxy' | 'as' | 'account', value: string): string {
  if (value.includes('"')) return value.replaceAll('"', ' ');
  return /\s/.test(value) ? `${column}="${value}"` : `${column}=${value}`;
}
