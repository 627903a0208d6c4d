// The words that PowerShell's language keeps for itself. Source: about_Language_Keywords, about_Operators; PowerShell, tokenizer.cs.

/** What may follow a keyword. */
export type AfterKeyword =
  /** A condition in parentheses, a name or options, and then a block. */
  | 'header'
  /** A name, perhaps parameters in parentheses, and then a block. */
  | 'declaration'
  /** Parameters in parentheses. */
  | 'parameters'
  /** A statement. */
  | 'statement'
  /** Bare words. */
  | 'argument';

const keywords: ReadonlyMap<string, AfterKeyword> = new Map([
  ...table(
    'header',
    'begin catch clean data do dynamicparam else elseif end finally for foreach if parallel process sequence switch trap try until while',
  ),
  ...table('declaration', 'class enum filter function workflow'),
  ...table('parameters', 'param'),
  ...table('statement', 'break continue exit return throw'),
  ...table('argument', 'using'),
]);

function table(after: AfterKeyword, names: string): readonly (readonly [string, AfterKeyword])[] {
  return names.split(' ').map(name => [name, after] as const);
}

/** Undefined where the word is none. Any case will do. */
export function afterKeyword(word: string): AfterKeyword | undefined {
  return keywords.get(word.toLowerCase());
}

const comparisons =
  'eq ne ge gt lt le like notlike match notmatch replace contains notcontains in notin split join'.split(' ');
const operators: ReadonlySet<string> = new Set([
  ...comparisons.flatMap(name => [name, `c${name}`, `i${name}`]),
  ...'is isnot as and or xor not band bor bxor bnot shl shr f'.split(' '),
]);
const unaryOperators: ReadonlySet<string> = new Set(['not', 'bnot', 'split', 'csplit', 'isplit', 'join']);

/** `name` without its dash. */
export function isOperator(name: string): boolean {
  return operators.has(name.toLowerCase());
}

/** One that may begin an expression. */
export function isUnaryOperator(name: string): boolean {
  return unaryOperators.has(name.toLowerCase());
}
